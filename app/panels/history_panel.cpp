#include "app/panels/history_panel.h"

#include <algorithm>
#include <string>

#include "app/widgets/list_row.h"
#include "app/widgets/tooltip.h"

namespace app::panels {

namespace model = core::model;
using widgets::Box;

namespace {

constexpr float kRowHeight = 24;
constexpr float kHeadHeight = 24;
constexpr float kFilterHeight = 36;
/// What a frame spends on the filter: a million events take some frames, and none of them is long.
constexpr std::chrono::microseconds kSearchTime{2'000};

}  // namespace

void HistoryPanel::prepare(const state::AppState& state) {
  if (view_.is_stale(state.reading, state.filters.history)) {
    view_ = views::HistoryView(state.reading, state.filters.history);
  }
  view_.search(kSearchTime);
}

std::array<float, HistoryPanel::kColumns + 1> HistoryPanel::columns(float left, float width) const {
  const bool is_narrow = width < ui_.px(560);
  const float number = ui_.px(48);
  const float pass = ui_.px(40);
  const float time = is_narrow ? 0 : ui_.px(104);
  const float type = ui_.px(is_narrow ? 150 : 188);
  const float rest = std::max(width - number - pass - time - type - ui_.px(8), ui_.px(80));
  const float name = std::min(rest * 0.4f, ui_.px(180));
  const float x = left;
  return {x,
          x + number,
          x + number + pass,
          x + number + pass + time,
          x + number + pass + time + type,
          x + number + pass + time + type + name,
          x + number + pass + time + type + rest};
}

void HistoryPanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.reading) return;
  draw_filter(state, queue);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  width_ = width;
  draw_heads({at, {at.x + width, at.y + ui_.px(kHeadHeight)}});
  ImGui::SetCursorScreenPos({at.x, at.y + ui_.px(kHeadHeight)});
  if (view_.size() == 0) {
    if (view_.total() == 0) return widgets::empty_note(ui_, "No events", "The history is empty.");
    if (view_.is_searching()) return widgets::empty_note(ui_, "Searching", view_.hidden_text());
    return widgets::empty_note(ui_, "The filter hides every event", "Clear it to see them again.");
  }
  draw_table(state, queue);
}

void HistoryPanel::draw_filter(const state::AppState& state, commands::CommandQueue& queue) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x + ui_.px(12), at.y + ui_.px(6)});
  if (!ImGui::IsAnyItemActive() && state.filters.history != filter_.data()) {
    filter_.fill('\0');
    state.filters.history.copy(filter_.data(), filter_.size() - 1);
  }
  if (typed_version_ != state.filters.history_typing) {
    typed_version_ = state.filters.history_typing;
    ImGui::SetKeyboardFocusHere();
  }
  ImGui::SetNextItemWidth(std::min(ui_.px(240), ImGui::GetContentRegionAvail().x - ui_.px(24)));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1.f);
  if (ImGui::InputTextWithHint("##filter", "Filter by type, name or payload", filter_.data(),
                               filter_.size()) &&
      !widgets::compat::key_pressed(ImGuiKey_Escape)) {
    queue.push("view.filter_history", commands::TextArgument{filter_.data()});
  }
  ImGui::PopStyleVar();
  ui_.map.mark_item("panel.history/filter", "Filter by type, name or payload");
  if (!view_.hidden_text().empty()) {
    ImGui::SameLine(0, ui_.px(12));
    const ImVec2 chip = ImGui::GetCursorScreenPos();
    widgets::draw_text(*ImGui::GetWindowDrawList(), ui_.fonts.small, {chip.x, chip.y + ui_.px(5)},
                       ui_.theme().finding_warning, view_.hidden_text());
  }
  ImGui::SetCursorScreenPos({at.x, at.y + ui_.px(kFilterHeight)});
}

void HistoryPanel::draw_heads(const Box& box) {
  constexpr std::array<std::string_view, kColumns> kTitles{"Event", "Pass", "Time",
                                                           "Type",  "Name", "Payload"};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto x = columns(box.min.x + ui_.px(12), box.width() - ui_.px(24));
  for (std::size_t i = 0; i < kColumns; ++i) {
    const Box cell{{x[i], box.min.y}, {x[i + 1] - ui_.px(8), box.max.y}};
    if (cell.width() > ui_.px(8)) {
      widgets::draw_text_in(list, ui_.fonts.small, cell, ui_.theme().text_faint, kTitles[i]);
    }
  }
  widgets::hairline_h(list, box.min.x, box.max.x, box.max.y - 1, ui_.theme().hairline);
}

void HistoryPanel::draw_table(const state::AppState& state, commands::CommandQueue& queue) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  widgets::compat::begin_child("rows", {0, 0}, false, 0);
  const float height = ui_.px(kRowHeight);
  if (followed_ != state.focus_version && state.derived.event != model::kNoEvent) {
    followed_ = state.focus_version;
    const float y = static_cast<float>(view_.row_of(state.derived.event)) * height;
    const float room = ImGui::GetWindowHeight();
    if (y < ImGui::GetScrollY() || y + height > ImGui::GetScrollY() + room) {
      ImGui::SetScrollY(std::max(y - room / 2, 0.f));
    }
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(view_.size()), height);
  while (clipper.Step()) {
    for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
      draw_row(state, queue, static_cast<std::size_t>(row));
    }
  }
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
}

void HistoryPanel::draw_row(const state::AppState& state, commands::CommandQueue& queue,
                            std::size_t index) {
  const views::HistoryRow& row = view_.row(index);
  const bool is_focused = row.event == state.derived.event;
  const bool is_partner = row.partner != model::kNoEvent && row.partner == state.derived.event;
  const widgets::RowArea area =
      widgets::list_row(ui_, static_cast<int>(row.event.value), ui_.px(kRowHeight),
                        is_focused   ? widgets::RowTint::focused
                        : is_partner ? widgets::RowTint::related
                                     : widgets::RowTint::none);
  ui_.map.mark("panel.history/row.", row.event.value, area.box.min, area.box.max, row.type);
  if (area.clicked) queue.push("replay.select_event", commands::EventArgument{row.event});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  if (row.begins_pass && index > 0) {
    widgets::hairline_h(list, area.box.min.x, area.box.max.x, area.box.min.y,
                        theme.hairline_strong);
  }
  const auto x = columns(area.box.min.x + ui_.px(12), width_ - ui_.px(24));
  const auto cell = [&](std::size_t column, const ImFont* font, ImU32 color,
                        std::string_view text) {
    const Box box{{x[column], area.box.min.y}, {x[column + 1] - ui_.px(8), area.box.max.y}};
    if (box.width() > ui_.px(8)) widgets::draw_text_in(list, font, box, color, text);
  };
  const ImU32 type_color = row.is_failure    ? theme.finding_error
                           : row.is_unknown  ? theme.finding_warning
                           : row.begins_pass ? theme.text_faint
                                             : theme.text;
  cell(0, ui_.fonts.mono_small, theme.text_faint, row.number);
  cell(1, ui_.fonts.mono_small, theme.text_faint, row.begins_pass ? row.pass : std::string_view());
  cell(2, ui_.fonts.mono_small, theme.text_faint, row.time);
  cell(3, ui_.fonts.text, type_color, row.type);
  cell(4, ui_.fonts.text, theme.text, row.name);
  cell(5, ui_.fonts.mono_small, theme.text_muted, row.payload);
  if (area.hovered) draw_tooltip(row);
}

void HistoryPanel::draw_tooltip(const views::HistoryRow& row) {
  if (!widgets::begin_tooltip(ui_, true)) return;
  widgets::tooltip_title(ui_, row.type);
  widgets::tooltip_field(ui_, "time", row.exact_time);
  widgets::tooltip_field(ui_, "pass", row.pass);
  widgets::tooltip_field(ui_, "id", row.id);
  widgets::tooltip_field(ui_, "answers id", row.link);
  widgets::tooltip_field(ui_, "name", row.name);
  widgets::tooltip_field(ui_, "payload", row.payload);
  widgets::tooltip_field(ui_, "~", row.inferred);
  for (const std::string& reason : row.reasons) widgets::tooltip_field(ui_, "~ how", reason);
  widgets::end_tooltip();
}

}  // namespace app::panels
