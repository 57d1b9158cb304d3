// One GLFW window with an OpenGL 3.3 core context and ImGui's backends. Collects input so that the
// frame loop can hand it on in order; knows nothing of the application. UI thread only.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "app/widgets/imgui_compat.h"
#include "core/base/result.h"

struct GLFWwindow;

namespace app::shell {

/// A key that went down, up or repeats, or a character that was typed.
struct KeyEvent {
  int key = 0, scancode = 0, action = 0, mods = 0;
  char32_t character = 0;  ///< not 0: typed, and `key` means nothing
};

struct WindowOptions {
  int width = 1280, height = 800;
  bool is_hidden = false;
  std::string title = "Yieldscope";
};

class GlWindow {
 public:
  /// Errors: window.no_display, window.no_opengl with the system's reason and what to do.
  static core::base::Result<std::unique_ptr<GlWindow>> open(const WindowOptions& options);
  GlWindow(const GlWindow&) = delete;
  GlWindow& operator=(const GlWindow&) = delete;
  ~GlWindow();

  bool should_close() const;
  /// Sleeps until something happens, or returns at once when `waits` is false. `timeout` in
  /// seconds; 0: no limit.
  void take_events(bool waits, double timeout);
  /// True once after any input, resize or exposure.
  bool had_activity();
  /// Gives ImGui the keys that belong to this frame, and the caller all of them, in order. A key
  /// that goes down and up between two frames reaches ImGui in two. True when more is waiting.
  bool feed_keys(std::vector<KeyEvent>& taken);
  std::vector<std::string> take_dropped_files();

  /// Screen pixels per unit of the platform, e.g. 2 on a dense monitor.
  float content_scale() const;
  ImVec2 framebuffer_size() const;
  void set_title(const std::string& title);
  static void copy_text(const std::string& text);

  void begin_frame();
  void show_frame(ImU32 background);
  void reload_fonts();
  /// Wakes take_events from any thread.
  static void wake();

 private:
  explicit GlWindow(GLFWwindow* window);
  void install_callbacks();
  static GlWindow& from(GLFWwindow* window);

  GLFWwindow* window_;
  std::deque<KeyEvent> keys_;
  std::vector<std::string> dropped_;
  bool had_activity_ = true;
};

}  // namespace app::shell
