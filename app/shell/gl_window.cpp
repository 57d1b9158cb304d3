#include "app/shell/gl_window.h"

#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <utility>

#include "app/shell/keyboard.h"

namespace app::shell {
namespace {

core::base::Error window_error(const char* code, const std::string& what) {
  const char* reason = nullptr;
  glfwGetError(&reason);
  return {
      code,
      what + ": " + (reason == nullptr ? "no reason was given" : reason),
      {},
      "Run it on a desktop, or without one under a virtual display: "
      "xvfb-run -a yieldscope open FILE --screenshot OUT.png. The command line needs no display: "
      "yieldscope replay FILE."};
}

}  // namespace

core::base::Result<std::unique_ptr<GlWindow>> GlWindow::open(const WindowOptions& options) {
  if (glfwInit() == GLFW_FALSE)
    return window_error("window.no_display", "The window could not be opened");
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, options.is_hidden ? GLFW_FALSE : GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "yieldscope");
  GLFWwindow* window =
      glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
  if (window == nullptr) {
    auto error = window_error("window.no_opengl", "No OpenGL 3.3 window could be made");
    glfwTerminate();
    return error;
  }
  glfwMakeContextCurrent(window);
  if (gladLoadGL(glfwGetProcAddress) == 0) {
    auto error = window_error("window.no_opengl", "The OpenGL functions could not be loaded");
    glfwDestroyWindow(window);
    glfwTerminate();
    return error;
  }
  glfwSwapInterval(options.is_hidden ? 0 : 1);
  return std::unique_ptr<GlWindow>(new GlWindow(window));
}

GlWindow::GlWindow(GLFWwindow* window) : window_(window) {
  glfwSetWindowUserPointer(window_, this);
  install_callbacks();
  ImGui_ImplGlfw_InitForOpenGL(window_, false);
  ImGui_ImplOpenGL3_Init("#version 330 core");
}

GlWindow::~GlWindow() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

GlWindow& GlWindow::from(GLFWwindow* window) {
  auto* self = static_cast<GlWindow*>(glfwGetWindowUserPointer(window));
  self->had_activity_ = true;
  return *self;
}

void GlWindow::install_callbacks() {
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
    from(w).keys_.push_back({key, scancode, action, mods, 0});
  });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned character) {
    from(w).keys_.push_back({0, 0, GLFW_PRESS, 0, static_cast<char32_t>(character)});
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
    from(w);
    ImGui_ImplGlfw_MouseButtonCallback(w, button, action, mods);
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
    from(w);
    ImGui_ImplGlfw_ScrollCallback(w, x, y);
  });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
    from(w);
    ImGui_ImplGlfw_CursorEnterCallback(w, entered);
  });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    from(w);
    ImGui_ImplGlfw_WindowFocusCallback(w, focused);
  });
#if IMGUI_VERSION_NUM < 18700
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double, double) { from(w); });
#else
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
    from(w);
    ImGui_ImplGlfw_CursorPosCallback(w, x, y);
  });
#endif
  glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
    for (int i = 0; i < count; ++i) from(w).dropped_.emplace_back(paths[i]);
  });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { from(w); });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { from(w); });
  glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { from(w); });
  glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) { from(w); });
}

bool GlWindow::should_close() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

void GlWindow::take_events(bool waits, double timeout) {
  if (!waits)
    glfwPollEvents();
  else if (timeout > 0)
    glfwWaitEventsTimeout(timeout);
  else
    glfwWaitEvents();
}

bool GlWindow::had_activity() { return std::exchange(had_activity_, false); }

bool GlWindow::feed_keys(std::vector<KeyEvent>& taken) {
  std::vector<int> pressed;
  while (!keys_.empty()) {
    const KeyEvent event = keys_.front();
    if (event.action == GLFW_RELEASE) {
      for (const int key : pressed) {
        if (key == event.key) return true;
      }
    }
    keys_.pop_front();
    taken.push_back(event);
    if (event.character != 0) {
      ImGui_ImplGlfw_CharCallback(window_, static_cast<unsigned>(event.character));
    } else if (!types_character(event.key, event.mods) || event.action == GLFW_RELEASE) {
      ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, event.action, event.mods);
      if (event.action == GLFW_PRESS) pressed.push_back(event.key);
    }
  }
  return false;
}

std::vector<std::string> GlWindow::take_dropped_files() { return std::exchange(dropped_, {}); }

float GlWindow::content_scale() const {
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(window_, &x, &y);
  return x > 0 ? x : 1;
}

ImVec2 GlWindow::framebuffer_size() const {
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  return {static_cast<float>(width), static_cast<float>(height)};
}

void GlWindow::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }

void GlWindow::copy_text(const std::string& text) { glfwSetClipboardString(nullptr, text.c_str()); }

void GlWindow::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
}

void GlWindow::show_frame(ImU32 background) {
  const ImVec2 size = framebuffer_size();
  const ImVec4 color = ImGui::ColorConvertU32ToFloat4(background);
  glViewport(0, 0, static_cast<int>(size.x), static_cast<int>(size.y));
  glClearColor(color.x, color.y, color.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window_);
}

void GlWindow::reload_fonts() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

void GlWindow::wake() { glfwPostEmptyEvent(); }

}  // namespace app::shell
