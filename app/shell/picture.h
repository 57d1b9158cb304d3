// Draws ImGui's frame into a picture instead of the window, and writes it as PNG.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "app/widgets/imgui_compat.h"
#include "core/base/result.h"

namespace app::shell {

struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;  ///< rows from the top
};

/// Renders the current draw data off screen. Errors: picture.no_buffer.
core::base::Result<Picture> render_picture(int width, int height, ImU32 background);
/// Whole file or none. Errors: file.unwritable.
core::base::Status write_png(const std::filesystem::path& path, const Picture& picture);

}  // namespace app::shell
