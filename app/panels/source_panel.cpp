#include "app/panels/source_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/panels/looks.h"
#include "app/widgets/controls.h"
#include "app/widgets/list_row.h"
#include "app/widgets/state_glyph.h"
#include "app/widgets/tooltip.h"

namespace app::panels {

using widgets::Box;
using widgets::CellLook;

namespace {

constexpr float kLineHeight = 21;
constexpr float kGutter = 76;
/// A line longer than this is cut: generated code, not something to read.
constexpr std::size_t kMaxColumns = 1000;

}  // namespace

void SourcePanel::prepare(const state::AppState& state) {
  if (!view_.is_stale(state)) return;
  view_ = views::SourceView(state);
  lexed_.clear();
  longest_ = 0;
  widgets::LexState lex = widgets::LexState::code;
  for (const std::string& line : view_.lines()) {
    lexed_.push_back(lex);
    longest_ = std::max(longest_, line.size());
    lex = widgets::lex_line(line, lex);
  }
  followed_ = 0;
}

void SourcePanel::draw_empty(commands::CommandQueue& queue) {
  widgets::empty_note(ui_, "No source yet", view_.empty_text());
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (room.y < ui_.px(140) || room.x < ui_.px(200)) return;
  ImGui::SetCursorScreenPos({at.x + room.x / 2 - ui_.px(84), at.y + room.y / 2 + ui_.px(48)});
  if (widgets::button(ui_, "panel.source/attach", "Attach orchestrator…"))
    queue.push("file.attach");
}

void SourcePanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.reading) return;
  const auto lines = view_.lines();
  if (lines.empty()) return draw_empty(queue);
  const std::uint32_t current = view_.current_line(state);
  const float height = ui_.px(kLineHeight);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("code", {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
  if (followed_ != state.focus_version) {
    followed_ = state.focus_version;
    // At the start of a pass no line runs yet: then its first yield is in sight.
    const std::uint32_t target = current > 0 ? current : view_.first_marked_line();
    const float y = static_cast<float>(target > 0 ? target - 1 : 0) * height;
    const float room = ImGui::GetWindowHeight();
    const float top = ImGui::GetScrollY();
    if (target > 0 && (y < top + height || y + height * 2 > top + room)) {
      ImGui::SetScrollY(std::max(y - room * 0.4f, 0.f));
    }
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lines.size()), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_line(state, queue, static_cast<std::uint32_t>(i + 1), current);
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

void SourcePanel::draw_line(const state::AppState& state, commands::CommandQueue& queue,
                            std::uint32_t line, std::uint32_t current) {
  const bool is_current = line == current;
  const auto row =
      widgets::list_row(ui_, static_cast<int>(line), ui_.px(kLineHeight),
                        is_current ? widgets::RowTint::focused : widgets::RowTint::none,
                        ui_.px(kGutter) + text_width(longest_));
  const views::LineMark* mark = view_.mark(line);
  ui_.map.mark("panel.source/line.", line, row.box.min, row.box.max,
               mark != nullptr ? core::model::name_of(mark->state) : std::string_view());
  if (row.clicked) {
    if (mark != nullptr) {
      queue.push(
          "replay.select_place",
          commands::PlaceArgument{
              state.focus.pass, state::Stop::at(core::model::YieldIndex{mark->first_yield}), {}});
    } else {
      queue.push("replay.select_line", state::SourceLine{view_.file(), line});
    }
  }
  draw_gutter(row.box, line, is_current, mark);
  const std::string_view noted = view_.evidence(line);
  if (!noted.empty()) draw_noted(row, line, noted);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::string_view text = std::string_view(view_.lines()[line - 1]).substr(0, kMaxColumns);
  const float y = row.box.min.y + (row.box.height() - ui_.fonts.mono->FontSize) / 2;
  const float x = row.box.min.x + ui_.px(kGutter);
  widgets::draw_code_line(list, ui_, {x, y}, text, lexed_[line - 1], 1.f);
  if (mark == nullptr || mark->note.empty()) return;
  const float after = x + widgets::text_width(ui_.fonts.mono, text) + ui_.px(24);
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{after, row.box.min.y}, {row.box.max.x - ui_.px(8), row.box.max.y}},
                        ui_.theme().finding_error, mark->note);
}

float SourcePanel::text_width(std::size_t columns) const {
  const float column = widgets::text_width(ui_.fonts.mono, "0");
  return column * static_cast<float>(std::min(columns, kMaxColumns)) + ui_.px(16);
}

void SourcePanel::draw_noted(const widgets::RowArea& row, std::uint32_t line,
                             std::string_view noted) {
  widgets::draw_evidence_sign(*ImGui::GetWindowDrawList(), ui_,
                              {row.box.min.x + ui_.px(71), row.box.centre().y}, ui_.px(8));
  ui_.map.mark("panel.source/noted.", line, row.box.min, row.box.max, noted);
  if (!widgets::begin_tooltip(ui_, row.hovered)) return;
  widgets::tooltip_title(ui_, "Noted on this line in this pass");
  widgets::tooltip_line(ui_, noted);
  widgets::tooltip_hint(ui_, "The findings say what it means and what to do instead");
  widgets::end_tooltip();
}

void SourcePanel::draw_gutter(const Box& row, std::uint32_t line, bool is_current,
                              const views::LineMark* mark) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float y = row.centre().y;
  if (is_current) {
    const float r = ui_.px(5);
    const ImVec2 c{row.min.x + ui_.px(12), y};
    list.AddTriangleFilled({c.x - r * 0.7f, c.y - r}, {c.x + r, c.y}, {c.x - r * 0.7f, c.y + r},
                           theme.focus);
  }
  std::array<char, 16> number{};
  const auto end = fmt::format_to_n(number.begin(), number.size(), "{}", line).out;
  widgets::draw_text_in(
      list, ui_.fonts.mono_small, {{row.min.x, row.min.y}, {row.min.x + ui_.px(44), row.max.y}},
      is_current ? theme.focus_text : theme.text_faint,
      {number.data(), static_cast<std::size_t>(end - number.begin())}, widgets::Align::right);
  if (mark != nullptr) {
    widgets::draw_state_swatch(list, ui_, look_of(mark->state), {row.min.x + ui_.px(59), y},
                               ui_.px(14));
  }
}

}  // namespace app::panels
