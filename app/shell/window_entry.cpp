#include "app/cli/window_entry.h"

#include <csignal>
#include <cstdio>
#include <exception>

#include "app/shell/application.h"

/// What `yieldscope open` looks up in this module.
extern "C" __attribute__((visibility("default"))) int yieldscope_open_window(
    const app::cli::OpenRequest& request) {
  // The command line turns these into a flag that only its own long work reads. A window ends at
  // once: it holds nothing unsaved, and its children die with it.
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  try {
    return app::shell::Application(request).run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "The window failed: %s\n", error.what());
    return 2;
  }
}
