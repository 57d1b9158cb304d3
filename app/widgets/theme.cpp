#include "app/widgets/theme.h"

#include <cmath>

namespace app::widgets {
namespace {

/// 0xRRGGBB as ImGui packs it.
constexpr ImU32 rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return (alpha << 24) | ((hex & 0xffu) << 16) | (hex & 0xff00u) | (hex >> 16);
}

constexpr Swatch swatch(std::uint32_t fill, std::uint32_t border, std::uint32_t text) {
  return {rgb(fill), rgb(border), rgb(text)};
}

constexpr Theme kDark{
    .name = "dark",
    .is_dark = true,
    .window = rgb(0x0e1115),
    .panel = rgb(0x161a20),
    .header = rgb(0x1b2027),
    .raised = rgb(0x232933),
    .input = rgb(0x0e1115),
    .hover = rgb(0x252c36),
    .selected = rgb(0x2c3542),
    .hairline = rgb(0x2a313b),
    .hairline_strong = rgb(0x434e5c),
    .scrim = rgb(0x05070a, 150),
    .shadow = rgb(0x000000, 120),
    .text = rgb(0xe6eaf0),
    .text_muted = rgb(0xa7b1be),
    .text_faint = rgb(0x8d98a8),
    .focus = rgb(0xf5c04a),
    .focus_text = rgb(0xf5c04a),
    .focus_fill = rgb(0xf5c04a, 30),
    .primary = swatch(0xf5c04a, 0xf5c04a, 0x1c1400),
    .code_keyword = rgb(0xc2a8ff),
    .code_string = rgb(0x9fd8a4),
    .code_number = rgb(0xf0b68a),
    .code_comment = rgb(0x8d98a8),
    .code_name = rgb(0x8cc4f5),
    .finding_error = rgb(0xff7a80),
    .finding_warning = rgb(0xf2ae5c),
    .finding_information = rgb(0x86b9f7),
    .cells = {{
        {rgb(0x000000, 0), rgb(0x2a313b), rgb(0x8d98a8)},
        swatch(0x262c35, 0x647081, 0xb4bdc9),
        swatch(0x143d29, 0x3da86b, 0x8eebb4),
        swatch(0x142a47, 0x4a8ce0, 0x9cc8ff),
        swatch(0x10393a, 0x2fa39d, 0x83e4de),
        swatch(0x4d161b, 0xff5c66, 0xffc2c4),
        swatch(0x452e0e, 0xe39a3c, 0xffd59a),
        swatch(0x371522, 0xe0527f, 0xffadc6),
        {rgb(0x161a20), rgb(0x9c80e6), rgb(0xcdbcff)},
        swatch(0x3a163c, 0xd468d1, 0xf5b5f2),
    }},
    .kinds = {{rgb(0x8f9bab), rgb(0xb29a7a), rgb(0x8aa3c9), rgb(0xb78fb0), rgb(0x84a9a2),
               rgb(0x93a388), rgb(0xa99fc4), rgb(0x9aa3ad)}},
    .tones = {{
        swatch(0x232933, 0x3c4654, 0xbcc5d0),
        swatch(0x143d29, 0x2b7a4d, 0x8eebb4),
        swatch(0x142a47, 0x2f619f, 0x9cc8ff),
        swatch(0x452e0e, 0x966528, 0xffd59a),
        swatch(0x4d161b, 0xb03c45, 0xffc2c4),
        swatch(0x3a2f14, 0xf5c04a, 0xf9d98f),
    }},
};

constexpr Theme kLight{
    .name = "light",
    .is_dark = false,
    .window = rgb(0xe9edf1),
    .panel = rgb(0xffffff),
    .header = rgb(0xf4f6f8),
    .raised = rgb(0xffffff),
    .input = rgb(0xffffff),
    .hover = rgb(0xeaeef3),
    .selected = rgb(0xdfe6ee),
    .hairline = rgb(0xdce1e7),
    .hairline_strong = rgb(0xb4bdc8),
    .scrim = rgb(0x1a1f26, 90),
    .shadow = rgb(0x1a1f26, 45),
    .text = rgb(0x191e25),
    .text_muted = rgb(0x4a5562),
    .text_faint = rgb(0x5f6a77),
    .focus = rgb(0xb87400),
    .focus_text = rgb(0x845300),
    .focus_fill = rgb(0xf0a500, 42),
    .primary = swatch(0x1f2a37, 0x1f2a37, 0xffffff),
    .code_keyword = rgb(0x6a35c2),
    .code_string = rgb(0x1a6b35),
    .code_number = rgb(0x9a4a10),
    .code_comment = rgb(0x66717e),
    .code_name = rgb(0x1b5a9e),
    .finding_error = rgb(0xb3202b),
    .finding_warning = rgb(0x8f4f00),
    .finding_information = rgb(0x1f5aa8),
    .cells = {{
        {rgb(0xffffff, 0), rgb(0xdce1e7), rgb(0x5f6a77)},
        swatch(0xeef1f4, 0x8a95a3, 0x4a5562),
        swatch(0xd8f3e2, 0x1c8f4e, 0x0b5a2f),
        swatch(0xdfecff, 0x2c6fcb, 0x17468a),
        swatch(0xd8f2f0, 0x10827c, 0x07544f),
        swatch(0xffdfdf, 0xd42834, 0x8c0f18),
        swatch(0xffecd0, 0xbb6800, 0x734000),
        swatch(0xfce4ec, 0xbf2259, 0x820f3a),
        swatch(0xffffff, 0x6c45c4, 0x4b289b),
        swatch(0xfae3fa, 0xab2cab, 0x741874),
    }},
    .kinds = {{rgb(0x6b7786), rgb(0x85683c), rgb(0x4d6a96), rgb(0x8a5480), rgb(0x42776d),
               rgb(0x5f7350), rgb(0x6f619a), rgb(0x68727d)}},
    .tones = {{
        swatch(0xeef1f4, 0xccd3db, 0x414c59),
        swatch(0xd8f3e2, 0x8fcfa9, 0x0b5a2f),
        swatch(0xdfecff, 0x9cc0f0, 0x17468a),
        swatch(0xffecd0, 0xe6b877, 0x734000),
        swatch(0xffdfdf, 0xeb9ea2, 0x8c0f18),
        swatch(0xfdf0cf, 0xb87400, 0x6b4300),
    }},
};

double channel(ImU32 color, unsigned shift) {
  const double c = static_cast<double>((color >> shift) & 0xffu) / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(ImU32 color) {
  return 0.2126 * channel(color, 0) + 0.7152 * channel(color, 8) + 0.0722 * channel(color, 16);
}

void set_colors(const Theme& theme, ImGuiStyle& style) {
  const auto set = [&style](ImGuiCol slot, ImU32 color) {
    style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(color);
  };
  const ImU32 clear = with_alpha(theme.panel, 0);
  set(ImGuiCol_Text, theme.text);
  set(ImGuiCol_TextDisabled, theme.text_faint);
  set(ImGuiCol_WindowBg, theme.window);
  set(ImGuiCol_ChildBg, clear);
  set(ImGuiCol_PopupBg, theme.raised);
  set(ImGuiCol_Border, theme.hairline_strong);
  set(ImGuiCol_BorderShadow, clear);
  set(ImGuiCol_FrameBg, theme.input);
  set(ImGuiCol_FrameBgHovered, theme.hover);
  set(ImGuiCol_FrameBgActive, theme.hover);
  set(ImGuiCol_MenuBarBg, theme.header);
  set(ImGuiCol_ScrollbarBg, clear);
  set(ImGuiCol_ScrollbarGrab, with_alpha(theme.text_faint, 0.35f));
  set(ImGuiCol_ScrollbarGrabHovered, with_alpha(theme.text_faint, 0.6f));
  set(ImGuiCol_ScrollbarGrabActive, theme.text_faint);
  set(ImGuiCol_CheckMark, theme.focus);
  set(ImGuiCol_Button, theme.raised);
  set(ImGuiCol_ButtonHovered, theme.hover);
  set(ImGuiCol_ButtonActive, theme.selected);
  set(ImGuiCol_Header, theme.selected);
  set(ImGuiCol_HeaderHovered, theme.hover);
  set(ImGuiCol_HeaderActive, theme.selected);
  set(ImGuiCol_Separator, theme.hairline);
  set(ImGuiCol_TableHeaderBg, theme.header);
  set(ImGuiCol_TableBorderStrong, theme.hairline);
  set(ImGuiCol_TableBorderLight, theme.hairline);
  set(ImGuiCol_TableRowBg, clear);
  set(ImGuiCol_TableRowBgAlt, clear);
  set(ImGuiCol_TextSelectedBg, with_alpha(theme.focus, 0.35f));
  set(ImGuiCol_NavHighlight, theme.focus);
  set(ImGuiCol_ModalWindowDimBg, theme.scrim);
}

}  // namespace

const Theme& dark_theme() { return kDark; }
const Theme& light_theme() { return kLight; }
const Theme& theme_named(std::string_view name) { return name == "light" ? kLight : kDark; }

ImU32 with_alpha(ImU32 color, float alpha) {
  const auto a = static_cast<ImU32>(std::lround(std::fmin(std::fmax(alpha, 0.f), 1.f) * 255.f));
  return (color & 0x00ffffffu) | (a << 24);
}

void apply_style(const Theme& theme, float scale) {
  ImGuiStyle style;
  style.WindowPadding = {12, 8};
  style.FramePadding = {8, 4};
  style.CellPadding = {8, 4};
  style.ItemSpacing = {8, 4};
  style.ItemInnerSpacing = {4, 4};
  style.ScrollbarSize = 10;
  style.ScrollbarRounding = 4;
  style.GrabMinSize = 16;
  style.WindowRounding = 0;
  style.ChildRounding = 0;
  style.PopupRounding = 6;
  style.FrameRounding = 4;
  style.PopupBorderSize = 1;
  style.WindowBorderSize = 0;
  style.FrameBorderSize = 0;
  style.WindowMenuButtonPosition = ImGuiDir_None;
  style.DisplaySafeAreaPadding = {0, 0};
  style.ScaleAllSizes(scale);
  style.PopupBorderSize = 1;
  style.AntiAliasedLinesUseTex = false;
  set_colors(theme, style);
  ImGui::GetStyle() = style;
}

double contrast(ImU32 a, ImU32 b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::fmax(la, lb) + 0.05) / (std::fmin(la, lb) + 0.05);
}

}  // namespace app::widgets
