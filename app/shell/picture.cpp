#include "app/shell/picture.h"

#include <glad/gl.h>
#include <imgui_impl_opengl3.h>
#include <stb_image_write.h>

#include <algorithm>
#include <string>

#include "core/base/file.h"

namespace app::shell {
namespace {

/// A framebuffer that is gone when it leaves scope.
class OffScreen {
 public:
  OffScreen(int width, int height) {
    glGenFramebuffers(1, &frame_);
    glGenRenderbuffers(1, &color_);
    glBindRenderbuffer(GL_RENDERBUFFER, color_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glBindFramebuffer(GL_FRAMEBUFFER, frame_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, color_);
  }
  OffScreen(const OffScreen&) = delete;
  OffScreen& operator=(const OffScreen&) = delete;
  ~OffScreen() {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDeleteFramebuffers(1, &frame_);
    glDeleteRenderbuffers(1, &color_);
  }
  bool is_complete() const {
    return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  }

 private:
  GLuint frame_ = 0, color_ = 0;
};

}  // namespace

core::base::Result<Picture> render_picture(int width, int height, ImU32 background) {
  OffScreen target(width, height);
  if (!target.is_complete()) {
    return core::base::Error{"picture.no_buffer",
                             "The graphics driver has no buffer of " + std::to_string(width) +
                                 " by " + std::to_string(height) + " pixels",
                             {},
                             "Ask for a smaller --size."};
  }
  const ImVec4 color = ImGui::ColorConvertU32ToFloat4(background);
  glViewport(0, 0, width, height);
  glClearColor(color.x, color.y, color.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  Picture picture{width, height, {}};
  const auto row = static_cast<std::size_t>(width) * 3;
  picture.rgb.resize(row * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, picture.rgb.data());
  // OpenGL's rows begin at the bottom.
  for (int y = 0; y < height / 2; ++y) {
    std::uint8_t* upper = picture.rgb.data() + static_cast<std::size_t>(y) * row;
    std::uint8_t* lower = picture.rgb.data() + static_cast<std::size_t>(height - 1 - y) * row;
    std::swap_ranges(upper, upper + row, lower);
  }
  return picture;
}

core::base::Status write_png(const std::filesystem::path& path, const Picture& picture) {
  std::string bytes;
  stbi_write_png_to_func(
      [](void* out, void* data, int size) {
        static_cast<std::string*>(out)->append(static_cast<const char*>(data),
                                               static_cast<std::size_t>(size));
      },
      &bytes, picture.width, picture.height, 3, picture.rgb.data(), picture.width * 3);
  return core::base::write_file(path, bytes);
}

}  // namespace app::shell
