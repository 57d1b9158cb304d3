#include "app/widgets/list_row.h"

#include <algorithm>
#include <cmath>

namespace app::widgets {

RowArea list_row(const Ui& ui, int id, float height, RowTint tint, float min_width) {
  ImGui::PushID(id);
  RowArea row;
  const float width = std::max(ImGui::GetContentRegionAvail().x, min_width);
  row.clicked = ImGui::InvisibleButton("row", {width, height});
  ImGui::PopID();
  row.hovered = ImGui::IsItemHovered();
  row.box = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& theme = ui.theme();
  if (tint == RowTint::focused) {
    list.AddRectFilled(row.box.min, row.box.max, theme.focus_fill);
    list.AddRectFilled(row.box.min, {row.box.min.x + ui.px(2), row.box.max.y}, theme.focus);
  } else if (tint == RowTint::related) {
    list.AddRectFilled(row.box.min, row.box.max, with_alpha(theme.focus, 0.05f));
    list.AddRectFilled(row.box.min, {row.box.min.x + ui.px(2), row.box.max.y},
                       with_alpha(theme.focus, 0.45f));
  }
  if (row.hovered) list.AddRectFilled(row.box.min, row.box.max, with_alpha(theme.text, 0.05f));
  return row;
}

void list_heading(const Ui& ui, std::string_view text) {
  const float height = ui.px(24);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  draw_text_in(*ImGui::GetWindowDrawList(), ui.fonts.small,
               {{at.x, at.y + ui.px(4)}, {at.x + width, at.y + height}}, ui.theme().text_faint,
               text);
  ImGui::Dummy({width, height});
}

void empty_note(const Ui& ui, std::string_view title, std::string_view hint) {
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float width = std::min(room.x - ui.px(32), ui.px(420));
  if (width < ui.px(60)) return;
  const float hint_height = wrapped_height(ui.fonts.text, width, hint);
  const float total = ui.fonts.text_strong->FontSize + ui.px(8) + hint_height;
  float y = origin.y + std::max((room.y - total) / 2, ui.px(8));
  const float x = origin.x + (room.x - width) / 2;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float title_height = ui.fonts.text_strong->FontSize;
  const bool is_short = text_width(ui.fonts.text, hint) <= width;
  draw_text_in(list, ui.fonts.text_strong, {{x, y}, {x + width, y + title_height}},
               ui.theme().text_muted, title, Align::centre);
  y += title_height + ui.px(8);
  if (is_short) {
    draw_text_in(list, ui.fonts.text, {{x, y}, {x + width, y + hint_height}}, ui.theme().text_faint,
                 hint, Align::centre);
  } else {
    draw_text_wrapped(list, ui.fonts.text, {{x, y}, {x + width, y}}, ui.theme().text_faint, hint);
  }
}

}  // namespace app::widgets
