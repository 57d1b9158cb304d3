#include "app/cli/window_entry.h"

#include <cstdio>
#include <exception>

#include "app/shell/application.h"

/// What `yieldscope open` looks up in this module.
extern "C" __attribute__((visibility("default"))) int yieldscope_open_window(
    const app::cli::OpenRequest& request) {
  try {
    return app::shell::Application(request).run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "The window failed: %s\n", error.what());
    return 2;
  }
}
