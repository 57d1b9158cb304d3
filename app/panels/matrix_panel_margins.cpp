// What stands around the cells of the matrix: the heads of its columns, the gutter, the legend.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/panels/matrix_panel.h"
#include "app/widgets/state_glyph.h"

namespace app::panels {

using widgets::Align;
using widgets::Box;
using widgets::CellLook;

namespace {

/// A calm colour that repeats with the line, so that loops show as repeating bands.
ImU32 line_color(const widgets::Theme& theme, std::uint32_t line) {
  const float hue = std::fmod(static_cast<float>(line) * 0.381966f, 1.f);
  const ImVec4 color =
      ImColor::HSV(hue, theme.is_dark ? 0.28f : 0.35f, theme.is_dark ? 0.56f : 0.72f);
  return ImGui::ColorConvertFloat4ToU32(color);
}

}  // namespace

void MatrixPanel::draw_header(Frame& frame) {
  MatrixLayout& at = frame.at;
  at.scroll_x = scroll_x_;
  at.scroll_y = scroll_y_;
  ImDrawList& list = frame.list;
  list.PushClipRect({at.cells.min.x, at.area.min.y}, {at.cells.max.x, at.cells.min.y}, true);
  const state::Focus& focus = frame.state.focus;
  // Where columns are narrow only every n-th has room for its number.
  const auto every =
      static_cast<std::uint32_t>(std::max(std::ceil(ui_.px(40) / at.cell_width), 1.f));
  for (std::uint32_t column = at.first_column(); column < at.end_column(); ++column) {
    if (column % every != 0) continue;
    draw_column_head(frame, column, focus.stop.is_yield() && focus.stop.yield.value == column);
  }
  list.PopClipRect();
  widgets::hairline_h(list, at.area.min.x, at.area.max.x, at.cells.min.y - 1, ui_.theme().hairline);
  const float y = at.cells.min.y - ui_.px(26);
  const ImU32 faint = ui_.theme().text_faint;
  widgets::draw_text(list, ui_.fonts.small, {at.area.min.x + ui_.px(12), y}, faint, "Pass");
  widgets::draw_text(list, ui_.fonts.small, {at.area.min.x + ui_.px(48), y}, faint, "Woken by");
}

void MatrixPanel::draw_column_head(Frame& frame, std::uint32_t column, bool is_focused) {
  const MatrixLayout& at = frame.at;
  const views::MatrixColumn& head = view_.column(column);
  const widgets::Theme& theme = ui_.theme();
  const float x = at.x_of(column);
  const Box box{{x + ui_.px(4), at.area.min.y + ui_.px(8)},
                {at.x_of(column + 1) - ui_.px(4), at.cells.min.y}};
  const ImU32 color = is_focused ? theme.focus_text : theme.text_faint;
  widgets::draw_text(frame.list, ui_.fonts.mono_small, box.min, color, head.heading);
  if (at.cell_width >= ui_.px(40) && head.line > 0) {
    frame.list.AddRectFilled({x + 2, at.cells.min.y - ui_.px(4)},
                             {at.x_of(column + 1) - 2, at.cells.min.y - ui_.px(2)},
                             line_color(theme, head.line));
  }
  if (at.cell_width < ui_.px(44)) return;
  if (at.cell_width >= ui_.px(72) && head.line > 0) {
    std::array<char, 24> buffer{};
    const auto end = fmt::format_to_n(buffer.begin(), buffer.size(), "line {}", head.line).out;
    const float left =
        box.min.x + widgets::text_width(ui_.fonts.mono_small, head.heading) + ui_.px(10);
    widgets::draw_text_in(
        frame.list, ui_.fonts.small, {{left, box.min.y}, {box.max.x, box.min.y + ui_.px(15)}},
        theme.text_faint, {buffer.data(), static_cast<std::size_t>(end - buffer.begin())});
  }
  widgets::draw_text_in(frame.list, ui_.fonts.mono_small,
                        {{box.min.x, box.min.y + ui_.px(16)}, {box.max.x, box.min.y + ui_.px(34)}},
                        is_focused ? theme.focus_text : theme.text, head.label);
}

void MatrixPanel::draw_gutter(Frame& frame) {
  const MatrixLayout& at = frame.at;
  frame.list.PushClipRect({at.area.min.x, at.cells.min.y}, {at.cells.min.x, at.cells.max.y}, true);
  if (at.cell_height >= ui_.px(14)) {
    for (std::uint32_t row = at.first_row(); row < at.end_row(); ++row) draw_gutter_row(frame, row);
  }
  frame.list.PopClipRect();
}

void MatrixPanel::draw_gutter_row(Frame& frame, std::uint32_t row) {
  const MatrixLayout& at = frame.at;
  const views::MatrixRow& line = view_.rows()[row];
  const widgets::Theme& theme = ui_.theme();
  const bool is_focused = frame.state.focus.pass.value == row;
  const float top = at.y_of(row);
  const float bottom = at.y_of(row + 1);
  if (is_focused) {
    frame.list.AddRectFilled({at.area.min.x, top}, {at.cells.min.x, bottom}, theme.focus_fill);
    frame.list.AddRectFilled({at.area.min.x, top}, {at.area.min.x + ui_.px(2), bottom},
                             theme.focus);
  }
  const float x = at.area.min.x;
  widgets::draw_text_in(frame.list, ui_.fonts.text_strong,
                        {{x + ui_.px(12), top}, {x + ui_.px(46), bottom}},
                        is_focused ? theme.focus_text : theme.text, line.label);
  widgets::draw_text_in(frame.list, ui_.fonts.small,
                        {{x + ui_.px(48), top}, {at.cells.min.x - ui_.px(4), bottom}},
                        line.is_confirming ? theme.text_faint : theme.text_muted, line.trigger);
  if (line.is_worked_out) {
    widgets::draw_text_in(frame.list, ui_.fonts.text,
                          {{x + ui_.px(3), top}, {x + ui_.px(13), bottom}},
                          theme.finding_information, "~");
    ui_.map.mark("matrix/worked_out.", row + 1, {x, top}, {x + ui_.px(13), bottom}, "~");
  }
  if (line.left_out > 0) draw_left_out(frame, row);
  ui_.map.mark("matrix/row.", row + 1, {x, top}, {at.cells.min.x, bottom}, line.label);
}

/// Passes that exist and were not run are a dashed line above the row that follows them.
void MatrixPanel::draw_left_out(Frame& frame, std::uint32_t row) {
  const MatrixLayout& at = frame.at;
  const float y = std::round(at.y_of(row));
  const float dash = ui_.px(4);
  for (float x = at.area.min.x + ui_.px(12); x < at.cells.min.x - dash; x += 2 * dash) {
    widgets::hairline_h(frame.list, x, x + dash, y, ui_.theme().finding_warning);
  }
  std::array<char, 48> buffer{};
  const auto end = fmt::format_to_n(buffer.begin(), buffer.size(), "{} {} not run",
                                    view_.rows()[row].left_out,
                                    view_.rows()[row].left_out == 1 ? "pass" : "passes")
                       .out;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.begin()));
  const float width = widgets::text_width(ui_.fonts.small, text) + ui_.px(8);
  const Box box{{at.cells.min.x - width - ui_.px(4), y - ui_.px(8)},
                {at.cells.min.x - ui_.px(4), y + ui_.px(8)}};
  frame.list.AddRectFilled(box.min, box.max, ui_.theme().panel);
  widgets::draw_text_in(frame.list, ui_.fonts.small, box, ui_.theme().finding_warning, text,
                        widgets::Align::centre);
  ui_.map.mark("matrix/left_out.", row + 1, box.min, box.max, text);
}

void MatrixPanel::draw_legend(Frame& frame, const Box& box) {
  const widgets::Theme& theme = ui_.theme();
  widgets::hairline_h(frame.list, box.min.x, box.max.x, box.min.y, theme.hairline);
  constexpr std::array<CellLook, 5> kLegend{CellLook::replayed, CellLook::fresh, CellLook::waiting,
                                            CellLook::failed, CellLook::diverged};
  float x = box.min.x + ui_.px(12);
  const float y = std::round(box.centre().y);
  for (const CellLook look : kLegend) {
    const std::string_view name = widgets::state_name(look);
    const float width = ui_.px(20) + widgets::text_width(ui_.fonts.small, name);
    widgets::draw_state_swatch(frame.list, ui_, look, {x + ui_.px(7), y}, ui_.px(14));
    widgets::draw_text_in(frame.list, ui_.fonts.small,
                          {{x + ui_.px(20), box.min.y}, {x + width, box.max.y}}, theme.text_muted,
                          name);
    x += width + ui_.px(16);
  }
  if (!frame.state.reading->evidence.empty()) {
    constexpr std::string_view kNoted = "Reads noted";
    const float width = ui_.px(16) + widgets::text_width(ui_.fonts.small, kNoted);
    widgets::draw_evidence_sign(frame.list, ui_, {x + ui_.px(5), y}, ui_.px(9));
    widgets::draw_text_in(frame.list, ui_.fonts.small,
                          {{x + ui_.px(16), box.min.y}, {x + width, box.max.y}}, theme.text_muted,
                          kNoted);
    x += width + ui_.px(16);
  }
  const bool has_marks = std::any_of(view_.rows().begin(), view_.rows().end(),
                                     [](const auto& row) { return row.is_worked_out; });
  if (has_marks) {
    constexpr std::string_view kMarked = "~ worked out, not in the file";
    const float width = widgets::text_width(ui_.fonts.small, kMarked);
    widgets::draw_text_in(frame.list, ui_.fonts.small, {{x, box.min.y}, {x + width, box.max.y}},
                          theme.text_muted, kMarked);
    x += width + ui_.px(16);
  }
  const float room = box.max.x - ui_.px(12) - x;
  if (room > ui_.px(160)) {
    widgets::draw_text_in(frame.list, ui_.fonts.small,
                          {{x, box.min.y}, {box.max.x - ui_.px(12), box.max.y}}, theme.text_faint,
                          view_.cost(), Align::right);
  }
}

}  // namespace app::panels
