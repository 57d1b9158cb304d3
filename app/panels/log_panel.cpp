#include "app/panels/log_panel.h"

#include "app/widgets/controls.h"
#include "app/widgets/list_row.h"

namespace app::panels {
namespace {

constexpr float kRowHeight = 22;

}  // namespace

void LogPanel::prepare(const state::AppState& state) {
  if (view_.is_stale(state)) view_ = views::build_log_view(state);
}

void LogPanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.reading) return;
  if (view_.rows.empty() && view_.hidden == 0) {
    return widgets::empty_note(ui_, "Nothing was written", view_.empty_text);
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::Dummy({1, ui_.px(4)});
  if (view_.hidden > 0) {
    const auto row = widgets::list_row(ui_, -1, ui_.px(kRowHeight), widgets::RowTint::none);
    widgets::draw_text_in(*ImGui::GetWindowDrawList(), ui_.fonts.small,
                          row.box.inset(ui_.px(12), 0), ui_.theme().finding_warning,
                          "Replayed lines are hidden. Click to show them.");
    ui_.map.mark("panel.log/hidden", row.box.min, row.box.max, "Replayed lines are hidden");
    if (row.clicked) queue.push("view.replayed_log");
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(view_.rows.size()), ui_.px(kRowHeight));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(state, queue, static_cast<std::size_t>(i));
    }
  }
  ImGui::PopStyleVar();
}

void LogPanel::draw_row(const state::AppState& state, commands::CommandQueue& queue,
                        std::size_t index) {
  const views::LogRow& line = view_.rows[index];
  const bool is_focused = line.stop == state.focus.stop;
  const auto row =
      widgets::list_row(ui_, static_cast<int>(index), ui_.px(kRowHeight),
                        is_focused ? widgets::RowTint::focused : widgets::RowTint::none);
  ui_.map.mark("panel.log/row.", index, row.box.min, row.box.max, line.text);
  if (row.clicked) {
    queue.push("replay.select_place", commands::PlaceArgument{state.focus.pass, line.stop, {}});
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float opacity = line.is_replayed ? 0.5f : 1.f;
  const float x = row.box.min.x + ui_.px(12);
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{x, row.box.min.y}, {x + ui_.px(64), row.box.max.y}}, theme.text_faint,
                        line.level.empty() ? std::string_view("print") : line.level);
  const float place_width = widgets::text_width(ui_.fonts.small, line.place) + ui_.px(16);
  const std::string_view note = line.is_replayed    ? "replayed"
                                : line.is_after_end ? "after the end"
                                                    : "";
  const float note_width =
      note.empty() ? 0 : widgets::text_width(ui_.fonts.small, note) + ui_.px(16);
  const float right = row.box.max.x - ui_.px(8);
  widgets::draw_text_in(
      list, ui_.fonts.mono_small,
      {{x + ui_.px(68), row.box.min.y}, {right - place_width - note_width, row.box.max.y}},
      widgets::with_alpha(theme.text, opacity), line.text);
  widgets::draw_text_in(
      list, ui_.fonts.small,
      {{right - place_width - note_width, row.box.min.y}, {right - place_width, row.box.max.y}},
      theme.text_faint, note);
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{right - place_width, row.box.min.y}, {right, row.box.max.y}},
                        theme.text_faint, line.place, widgets::Align::right);
}

}  // namespace app::panels
