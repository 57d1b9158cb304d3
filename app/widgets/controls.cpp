#include "app/widgets/controls.h"

#include <algorithm>
#include <cmath>

#include "app/widgets/tooltip.h"

namespace app::widgets {
namespace {

struct Pressed {
  Box box;
  bool clicked = false, hovered = false, held = false;
};

/// Lays out an invisible button and reports it.
Pressed press_area(Ui& ui, const char* id, ImVec2 size, std::string_view label, bool enabled) {
  Pressed area;
  const bool clicked = ImGui::InvisibleButton(id, size);
  area.box = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  area.hovered = ImGui::IsItemHovered();
  area.held = enabled && ImGui::IsItemActive();
  area.clicked = clicked && enabled;
  ui.map.mark_item(id, label, enabled);
  return area;
}

bool drawn_button(Ui& ui, const char* id, std::string_view text, bool enabled, const Swatch& look,
                  const ImFont* font) {
  const ImVec2 size{text_width(font, text) + ui.px(24), ui.px(28)};
  const Pressed area = press_area(ui, id, {std::ceil(size.x), size.y}, text, enabled);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float opacity = enabled ? (area.held ? 0.8f : 1.f) : 0.45f;
  list.AddRectFilled(area.box.min, area.box.max, with_alpha(look.fill, opacity), ui.px(4));
  if (area.hovered && enabled) {
    list.AddRectFilled(area.box.min, area.box.max, with_alpha(ui.theme().text, 0.06f), ui.px(4));
  }
  outline(list, area.box, with_alpha(look.border, opacity), ui.px(4));
  draw_text_in(list, font, area.box, with_alpha(look.text, opacity), text, Align::centre);
  return area.clicked;
}

void draw_bar(ImDrawList& list, float x, ImVec2 c, float r, float stroke, ImU32 color) {
  list.AddRectFilled({std::round(x), c.y - r}, {std::round(x) + stroke, c.y + r}, color);
}

void draw_bar_across(ImDrawList& list, ImVec2 c, float r, float stroke, ImU32 color) {
  list.AddRectFilled({c.x - r, std::round(c.y)}, {c.x + r, std::round(c.y) + stroke}, color);
}

void draw_arrow(ImDrawList& list, ImVec2 tip, float length, float half, ImU32 color) {
  list.AddTriangleFilled(tip, {tip.x - length, tip.y - half}, {tip.x - length, tip.y + half},
                         color);
}

void draw_chevron(ImDrawList& list, ImVec2 c, float r, float direction, float stroke, ImU32 color) {
  const float x = r * 0.5f * direction;
  list.PathLineTo({c.x - x, c.y - r});
  list.PathLineTo({c.x + x, c.y});
  list.PathLineTo({c.x - x, c.y + r});
  list.PathStroke(color, 0, stroke);
}

void draw_reload(ImDrawList& list, ImVec2 c, float r, float stroke, ImU32 color) {
  list.PathArcTo(c, r, -0.6f, 4.3f, 20);
  list.PathStroke(color, 0, stroke);
  const ImVec2 tip{c.x + r * std::cos(-0.6f), c.y + r * std::sin(-0.6f)};
  list.AddTriangleFilled({tip.x + r * 0.45f, tip.y + r * 0.2f},
                         {tip.x - r * 0.55f, tip.y + r * 0.1f},
                         {tip.x + r * 0.15f, tip.y - r * 0.75f}, color);
}

}  // namespace

bool button(Ui& ui, const char* id, std::string_view text, bool enabled, std::string_view reason) {
  const Theme& theme = ui.theme();
  const Swatch look{theme.raised, theme.hairline_strong, theme.text};
  const bool clicked = drawn_button(ui, id, text, enabled, look, ui.fonts.text);
  if (!enabled && !reason.empty()) tooltip_for_item(ui, text, reason, {});
  return clicked;
}

bool primary_button(Ui& ui, const char* id, std::string_view text, bool enabled) {
  return drawn_button(ui, id, text, enabled, ui.theme().primary, ui.fonts.text_strong);
}

bool icon_button(Ui& ui, const char* id, Icon icon, std::string_view title, std::string_view key,
                 bool enabled, std::string_view reason) {
  const float side = ui.px(28);
  const Pressed area = press_area(ui, id, {side, side}, title, enabled);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& theme = ui.theme();
  if (area.hovered && enabled) {
    list.AddRectFilled(area.box.min, area.box.max, area.held ? theme.selected : theme.hover,
                       ui.px(4));
  }
  const ImU32 color = enabled ? theme.text : with_alpha(theme.text_faint, 0.45f);
  draw_icon(list, icon, area.box.centre(), ui.px(14), color);
  tooltip_for_item(ui, title, enabled ? std::string_view() : reason, key);
  return area.clicked;
}

float link_chip_width(const Ui& ui, std::string_view text) {
  return std::ceil(text_width(ui.fonts.mono_small, text)) + ui.px(14);
}

float link_chip_height(const Ui& ui) { return ui.px(20); }

bool link_chip(Ui& ui, const char* id, std::string_view text, float room) {
  const Theme& theme = ui.theme();
  const float width = std::max(std::min(link_chip_width(ui, text), room), ui.px(20));
  const Pressed area = press_area(ui, id, {width, link_chip_height(ui)}, text, true);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 fill = area.held ? theme.selected : area.hovered ? theme.hover : theme.raised;
  list.AddRectFilled(area.box.min, area.box.max, fill, ui.px(4));
  outline(list, area.box, area.hovered ? theme.focus : theme.hairline_strong, ui.px(4));
  draw_text_in(list, ui.fonts.mono_small, area.box.inset(ui.px(6), 0),
               area.hovered ? theme.text : theme.code_name, text, Align::centre);
  if (area.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return area.clicked;
}

float badge_width(const Ui& ui, std::string_view text) {
  return std::ceil(text_width(ui.fonts.small, text)) + ui.px(12);
}

float draw_badge(ImDrawList& list, const Ui& ui, ImVec2 at, std::string_view text, Tone tone) {
  const Swatch& look = ui.theme().tone(tone);
  const float half = ui.px(9);
  const float y = std::round(at.y);
  const Box box{{std::round(at.x), y - half}, {std::round(at.x) + badge_width(ui, text), y + half}};
  list.AddRectFilled(box.min, box.max, look.fill, ui.px(4));
  outline(list, box, look.border, ui.px(4));
  draw_text_in(list, ui.fonts.small, box, look.text, text, Align::centre);
  return box.width();
}

float draw_key_caps(ImDrawList& list, const Ui& ui, ImVec2 right, std::string_view chord) {
  const ImFont* font = ui.fonts.small;
  const float half = ui.px(9);
  float x = right.x;
  while (!chord.empty()) {
    // The last '+' separates, unless it is the key itself ("Ctrl++").
    const auto plus =
        chord.size() < 2 ? std::string_view::npos : chord.rfind('+', chord.size() - 2);
    const std::string_view key = plus == std::string_view::npos ? chord : chord.substr(plus + 1);
    const float width = std::max(std::ceil(text_width(font, key)) + ui.px(10), half * 2);
    const Box cap{{x - width, right.y - half}, {x, right.y + half}};
    list.AddRectFilled(cap.min, cap.max, ui.theme().header, ui.px(3));
    outline(list, cap, ui.theme().hairline_strong, ui.px(3));
    draw_text_in(list, font, cap, ui.theme().text_muted, key, Align::centre);
    x -= width + ui.px(4);
    chord = plus == std::string_view::npos ? std::string_view() : chord.substr(0, plus);
  }
  return right.x - x;
}

void label(const ImFont* font, ImU32 color, std::string_view text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(*ImGui::GetWindowDrawList(), font, at, color, text);
  ImGui::Dummy({text_width(font, text), font->FontSize});
}

void paragraph(const ImFont* font, ImU32 color, std::string_view text, float inset) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = std::max(ImGui::GetContentRegionAvail().x - inset, 1.f);
  const float height = draw_text_wrapped(*ImGui::GetWindowDrawList(), font,
                                         {at, {at.x + width, at.y + font->FontSize}}, color, text);
  ImGui::Dummy({width, height});
}

void draw_icon(ImDrawList& list, Icon icon, ImVec2 c, float size, ImU32 color) {
  c = {std::round(c.x), std::round(c.y)};
  const float r = size / 2;
  const float stroke = std::max(std::round(size / 9), 1.f);
  switch (icon) {
    case Icon::first:
      draw_bar(list, c.x - r, c, r * 0.8f, stroke, color);
      return draw_chevron(list, {c.x + r * 0.3f, c.y}, r * 0.8f, -1, stroke, color);
    case Icon::last:
      draw_bar(list, c.x + r - stroke, c, r * 0.8f, stroke, color);
      return draw_chevron(list, {c.x - r * 0.3f, c.y}, r * 0.8f, 1, stroke, color);
    case Icon::previous:
    case Icon::back:
      return draw_chevron(list, c, r * 0.8f, -1, stroke, color);
    case Icon::next:
    case Icon::forward:
      return draw_chevron(list, c, r * 0.8f, 1, stroke, color);
    case Icon::step_back:
      draw_bar(list, c.x - r, c, r * 0.8f, stroke, color);
      return draw_arrow(list, {c.x - r * 0.6f, c.y}, -r * 1.4f, r * 0.8f, color);
    case Icon::step_forward:
      draw_bar(list, c.x + r - stroke, c, r * 0.8f, stroke, color);
      return draw_arrow(list, {c.x + r * 0.6f, c.y}, r * 1.4f, r * 0.8f, color);
    case Icon::next_fresh:
      draw_arrow(list, {c.x + r * 0.1f, c.y}, r * 1.1f, r * 0.7f, color);
      return list.AddCircleFilled({c.x + r * 0.65f, c.y}, r * 0.35f, color, 16);
    case Icon::to_divergence:
      draw_arrow(list, {c.x - r * 0.1f, c.y}, r * 0.9f, r * 0.6f, color);
      list.AddLine({c.x + r * 0.1f, c.y - r * 0.45f}, {c.x + r, c.y + r * 0.45f}, color, stroke);
      return list.AddLine({c.x + r * 0.1f, c.y + r * 0.45f}, {c.x + r, c.y - r * 0.45f}, color,
                          stroke);
    case Icon::reload:
      return draw_reload(list, c, r * 0.8f, stroke, color);
    case Icon::taller:
      draw_bar_across(list, {c.x, c.y - r * 0.8f}, r * 0.8f, stroke, color);
      return list.AddTriangleFilled({c.x, c.y - r * 0.4f}, {c.x - r * 0.7f, c.y + r * 0.6f},
                                    {c.x + r * 0.7f, c.y + r * 0.6f}, color);
    case Icon::open:
      list.AddRect({c.x - r, c.y - r * 0.5f}, {c.x + r, c.y + r * 0.8f}, color, r * 0.2f, 0,
                   stroke);
      return list.AddRectFilled({c.x - r, c.y - r * 0.8f}, {c.x - r * 0.1f, c.y - r * 0.4f}, color);
    case Icon::close:
      list.AddLine({c.x - r * 0.6f, c.y - r * 0.6f}, {c.x + r * 0.6f, c.y + r * 0.6f}, color,
                   stroke);
      return list.AddLine({c.x - r * 0.6f, c.y + r * 0.6f}, {c.x + r * 0.6f, c.y - r * 0.6f}, color,
                          stroke);
  }
}

}  // namespace app::widgets
