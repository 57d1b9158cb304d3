// The two typefaces (Inter for words, JetBrains Mono for code and values) at the sizes we use, and
// how they get into ImGui's atlas. Rebuilt when the UI scale changes or when a payload needs
// characters that are not there yet (CJK and others come from a fallback font).
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/imgui_compat.h"

namespace app::widgets {

/// Owned by ImGui's atlas; valid until the next build_fonts.
struct Fonts {
  ImFont* text = nullptr;
  ImFont* text_strong = nullptr;
  ImFont* small = nullptr;
  ImFont* title = nullptr;
  ImFont* mono = nullptr;
  ImFont* mono_small = nullptr;
};

/// Files found at start; empty paths mean ImGui's built-in font.
struct FontFiles {
  std::filesystem::path text, text_strong, mono, fallback, symbols;
};
FontFiles find_font_files(std::span<const std::filesystem::path> own_folders);

/// Fills ImGui's atlas. `extra` are code points beyond the base ranges that some text needs.
/// Figures get equal widths, so that columns of numbers line up.
Fonts build_fonts(const FontFiles& files, float scale, std::span<const ImWchar> extra);

/// Adds to `wanted` the code points of `text` that the base ranges lack, ascending, each once.
/// True when it grew. Code points beyond U+FFFF cannot be drawn by this ImGui and are left out.
bool collect_code_points(std::string_view text, std::vector<ImWchar>& wanted);

}  // namespace app::widgets
