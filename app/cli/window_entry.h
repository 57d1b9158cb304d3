// The seam between the command line and the window. The window lives in a module of its own
// (libyieldscope_window.so) that only `open` loads, so that every other command starts in a bare
// container without OpenGL. The shell implements the function, `open` looks it up by name.
#pragma once

#include <string>
#include <vector>

#include "core/session/session.h"

namespace app::cli {

/// What `yieldscope open` was told. Empty strings stand for "not given".
struct OpenRequest {
  std::vector<std::string> files;
  std::string instance;
  core::session::ReplayRequest code;  ///< what is run, and how
  core::session::OpenOptions beside;  ///< what belongs to the files
  bool consent = false;       ///< --yes: run the orchestrator found beside the history
  std::string screenshot;     ///< PNG path: draw once off screen and exit
  int width = 0, height = 0;  ///< of the window or the picture; 0: the default
  std::string focus;          ///< locator, e.g. "p5.y4"
  std::string theme;          ///< "dark", "light"
  float scale = 0;            ///< UI scale; 0: the monitor's
  std::string ui_map;         ///< file that the state of the window is written to, for tests
};

/// Exit code as DESIGN 9.
using OpenWindowFunction = int (*)(const OpenRequest&);
inline constexpr const char* kOpenWindowSymbol = "yieldscope_open_window";
inline constexpr const char* kWindowModule = "libyieldscope_window.so";

}  // namespace app::cli
