#include "app/panels/source_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

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

void SourcePanel::draw_empty(const state::AppState& state, commands::CommandQueue& queue) {
  widgets::empty_note(ui_, "No source yet", view_.empty_text());
  if (!state.reading->no_run.empty()) return;
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
  if (lines.empty()) return draw_empty(state, queue);
  const std::uint32_t current = view_.current_line(state);
  const float height = ui_.px(kLineHeight);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("code", {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
  // Also when the panel became lower than it was.
  const float seen_height = std::exchange(height_, ImGui::GetWindowHeight());
  if (followed_ != state.focus_version || height_ < seen_height) {
    followed_ = state.focus_version;
    // At the start of a pass no line runs yet: then its first yield is in sight.
    const std::uint32_t target = current > 0 ? current : view_.first_marked_line();
    const float y = static_cast<float>(target > 0 ? row_of(target) : 0) * height;
    const float room = ImGui::GetWindowHeight();
    const float top = ImGui::GetScrollY();
    if (target > 0 && (y < top + height || y + height * 2 > top + room)) {
      ImGui::SetScrollY(std::max(y - room * 0.4f, 0.f));
    }
  }
  ImGuiListClipper clipper;
  clipper.Begin(row_count(), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(state, queue, static_cast<std::uint32_t>(i), current);
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar();
}

int SourcePanel::row_count() const {
  return static_cast<int>(view_.lines().size()) + (view_.diverged_line() > 0 ? 1 : 0);
}

std::uint32_t SourcePanel::row_of(std::uint32_t line) const {
  const std::uint32_t diverged = view_.diverged_line();
  return line - 1 + (diverged > 0 && line >= diverged ? 1 : 0);
}

void SourcePanel::draw_row(const state::AppState& state, commands::CommandQueue& queue,
                           std::uint32_t row, std::uint32_t current) {
  const std::uint32_t diverged = view_.diverged_line();
  if (diverged > 0 && row == diverged - 1) return draw_recorded(diverged);
  draw_line(state, queue, diverged > 0 && row >= diverged ? row : row + 1, current);
}

void SourcePanel::draw_recorded(std::uint32_t line) {
  const float height = ui_.px(kLineHeight);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const Box box{at, {at.x + width, at.y + height}};
  const std::string_view text = view_.lines()[line - 1];
  const std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
  const std::string_view blanks = text.substr(0, std::min(indent, kMaxColumns));
  const float x = at.x + ui_.px(kGutter) + widgets::text_width(ui_.fonts.mono, blanks);
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Swatch& look = theme.cell(CellLook::skipped);
  list.AddRectFilled(box.min, box.max, widgets::with_alpha(look.border, 0.12f));
  widgets::draw_state_glyph(list, CellLook::skipped, {at.x + ui_.px(59), box.centre().y},
                            ui_.px(11), look.text, theme.panel);
  const std::string& note = view_.mark(line)->note;
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{x, box.min.y}, {box.max.x - ui_.px(8), box.max.y}}, look.text, note);
  ui_.map.mark("panel.source/recorded", box.min, box.max, note);
  ImGui::Dummy({width, height});
}

void SourcePanel::draw_flaws(const Box& row, float x, std::uint32_t line, std::string_view text) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float column = widgets::text_width(ui_.fonts.mono, "0");
  for (const views::SourceFlaw& flaw : view_.flaws(line)) {
    const auto begin = static_cast<float>(std::max(flaw.column, 1U) - 1);
    const auto end = flaw.end_column > flaw.column ? static_cast<float>(flaw.end_column - 1)
                                                   : static_cast<float>(text.size());
    const ImU32 color = color_of(ui_.theme(), flaw.severity);
    // Dots, so that it differs from a mark by more than its colour.
    const float y = row.max.y - ui_.px(3);
    const float step = ui_.px(4);
    for (float at = x + begin * column; at < x + end * column; at += step) {
      list.AddRectFilled({at, y}, {at + ui_.px(2), y + std::max(ui_.px(2), 1.f)}, color);
    }
    ui_.map.mark("panel.source/flaw.", line, row.min, row.max, flaw.text);
  }
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
  const auto flaws = view_.flaws(line);
  if (flaws.empty()) return;
  draw_flaws(row.box, x, line, text);
  if (!noted.empty() || !widgets::begin_tooltip(ui_, row.hovered)) return;
  widgets::tooltip_title(ui_, "Found by reading the source");
  for (const views::SourceFlaw& flaw : flaws) widgets::tooltip_line(ui_, flaw.text);
  widgets::end_tooltip();
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
  for (const views::SourceFlaw& flaw : view_.flaws(line)) widgets::tooltip_line(ui_, flaw.text);
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
