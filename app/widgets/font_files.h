// Where the fonts are: beside the program, in the source tree, or in the system's folders. No
// fontconfig. Read once at start by fonts.cpp.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace app::widgets {

/// Folders to look in, best first: the given ones, then the person's, then the system's.
std::vector<std::filesystem::path> font_folders(std::span<const std::filesystem::path> own);

/// The first file with one of these names: every folder itself before any of its sub-folders.
std::optional<std::filesystem::path> find_font(std::span<const std::filesystem::path> folders,
                                               std::span<const std::string_view> names);

}  // namespace app::widgets
