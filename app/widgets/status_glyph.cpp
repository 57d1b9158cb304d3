#include "app/widgets/status_glyph.h"

#include <algorithm>
#include <cmath>

namespace app::widgets {
namespace {

void draw_tick(ImDrawList& list, ImVec2 c, float r, ImU32 color, float stroke) {
  list.PathLineTo({c.x - r * 0.8f, c.y + r * 0.05f});
  list.PathLineTo({c.x - r * 0.2f, c.y + r * 0.65f});
  list.PathLineTo({c.x + r * 0.85f, c.y - r * 0.6f});
  list.PathStroke(color, 0, stroke);
}

void draw_warning(ImDrawList& list, ImVec2 c, float r, ImU32 color, float stroke) {
  list.AddTriangle({c.x, c.y - r * 0.9f}, {c.x + r, c.y + r * 0.8f}, {c.x - r, c.y + r * 0.8f},
                   color, std::max(stroke * 0.8f, 1.f));
  list.AddLine({c.x, c.y - r * 0.35f}, {c.x, c.y + r * 0.25f}, color, stroke);
  list.AddCircleFilled({c.x, c.y + r * 0.55f}, stroke * 0.55f, color, 8);
}

/// Two heads that chase one another: the life went on in the next one.
void draw_again(ImDrawList& list, ImVec2 c, float r, ImU32 color, float stroke) {
  list.AddLine({c.x - r, c.y}, {c.x + r * 0.5f, c.y}, color, stroke);
  for (const float x : {c.x + r * 0.15f, c.x + r}) {
    list.PathLineTo({x - r * 0.45f, c.y - r * 0.5f});
    list.PathLineTo({x, c.y});
    list.PathLineTo({x - r * 0.45f, c.y + r * 0.5f});
    list.PathStroke(color, 0, stroke);
  }
}

}  // namespace

void draw_status_glyph(ImDrawList& list, StatusLook look, ImVec2 c, float size, ImU32 color) {
  const float r = size / 2;
  const float stroke = std::max(size / 6, 1.5f);
  switch (look) {
    case StatusLook::failed:
      list.AddLine({c.x - r * 0.7f, c.y - r * 0.7f}, {c.x + r * 0.7f, c.y + r * 0.7f}, color,
                   stroke);
      return list.AddLine({c.x - r * 0.7f, c.y + r * 0.7f}, {c.x + r * 0.7f, c.y - r * 0.7f},
                          color, stroke);
    case StatusLook::terminated:
      return list.AddRectFilled({c.x - r * 0.65f, c.y - r * 0.65f},
                                {c.x + r * 0.65f, c.y + r * 0.65f}, color, r * 0.15f);
    case StatusLook::unreadable:
      return draw_warning(list, c, r, color, stroke);
    case StatusLook::suspended:
      for (const float x : {c.x - r * 0.6f, c.x + r * 0.2f}) {
        list.AddRectFilled({x, c.y - r * 0.7f}, {x + r * 0.4f, c.y + r * 0.7f}, color);
      }
      return;
    case StatusLook::running:
      return list.AddTriangleFilled({c.x - r * 0.6f, c.y - r * 0.8f}, {c.x + r * 0.85f, c.y},
                                    {c.x - r * 0.6f, c.y + r * 0.8f}, color);
    case StatusLook::pending:
      return list.AddCircle(c, r * 0.7f, color, 24, stroke);
    case StatusLook::completed:
      return draw_tick(list, c, r, color, stroke);
    case StatusLook::continued:
      return draw_again(list, c, r, color, stroke);
    case StatusLook::canceled:
      list.AddCircle(c, r * 0.75f, color, 24, stroke);
      return list.AddLine({c.x - r * 0.5f, c.y + r * 0.5f}, {c.x + r * 0.5f, c.y - r * 0.5f}, color,
                          stroke);
    case StatusLook::unknown:
      return list.AddLine({c.x - r * 0.6f, c.y}, {c.x + r * 0.6f, c.y}, color, stroke);
  }
}

ImU32 status_color(const Theme& theme, StatusLook look) {
  switch (look) {
    case StatusLook::failed:
    case StatusLook::unreadable:
      return theme.finding_error;
    case StatusLook::terminated:
    case StatusLook::suspended:
      return theme.finding_warning;
    case StatusLook::running:
      return theme.finding_information;
    case StatusLook::completed:
      return theme.cell(CellLook::fresh).text;
    default:
      return theme.text_muted;
  }
}

float status_chip_width(const Ui& ui, std::string_view text) {
  return std::ceil(text_width(ui.fonts.small, text)) + ui.px(34);
}

bool status_chip(Ui& ui, const char* id, StatusLook look, std::string_view text, bool is_on) {
  const ImVec2 size{status_chip_width(ui, text), ui.px(22)};
  const bool clicked = ImGui::InvisibleButton(id, size);
  const Box box{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  ui.map.mark_item(id, text);
  const Theme& theme = ui.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool is_hovered = ImGui::IsItemHovered();
  list.AddRectFilled(box.min, box.max, is_on ? theme.focus_fill : theme.raised, ui.px(4));
  if (is_hovered) list.AddRectFilled(box.min, box.max, with_alpha(theme.text, 0.06f), ui.px(4));
  // That it is on shows in the strength of its border too.
  outline(list, box, is_on ? theme.focus : theme.hairline_strong, ui.px(4),
          is_on ? std::max(ui.px(2), 2.f) : 1.f);
  draw_status_glyph(list, look, {box.min.x + ui.px(14), box.centre().y}, ui.px(10),
                    status_color(theme, look));
  draw_text_in(list, ui.fonts.small, {{box.min.x + ui.px(24), box.min.y}, box.max},
               is_on || is_hovered ? theme.text : theme.text_muted, text);
  return clicked;
}

}  // namespace app::widgets
