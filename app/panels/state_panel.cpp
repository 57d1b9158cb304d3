#include "app/panels/state_panel.h"

#include <span>

#include "app/panels/looks.h"
#include "app/panels/value_tree.h"
#include "app/widgets/controls.h"
#include "app/widgets/list_row.h"
#include "app/widgets/state_glyph.h"

namespace app::panels {

using widgets::Box;
using widgets::CellLook;

namespace {

CellLook look_of_task(core::model::TaskState state) {
  switch (state) {
    case core::model::TaskState::succeeded:
      return CellLook::fresh;
    case core::model::TaskState::failed:
      return CellLook::failed;
    case core::model::TaskState::cancelled:
      return CellLook::skipped;
    default:
      return CellLook::waiting;
  }
}

}  // namespace

void StatePanel::prepare(const state::AppState& state) {
  if (view_.is_stale(state)) view_ = views::build_state_view(state);
}

void StatePanel::draw_heading(std::string_view text, std::string_view note) {
  const float height = ui_.px(28);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box box{{at.x + ui_.px(12), at.y + ui_.px(8)}, {at.x + width - ui_.px(8), at.y + height}};
  widgets::draw_text_in(list, ui_.fonts.small, box, ui_.theme().text_faint, text);
  const float left = box.min.x + widgets::text_width(ui_.fonts.small, text) + ui_.px(12);
  widgets::draw_text_in(list, ui_.fonts.small, {{left, box.min.y}, box.max}, ui_.theme().text_faint,
                        note, widgets::Align::right);
  ImGui::Dummy({width, height});
}

void StatePanel::draw_title() {
  const float height = ui_.px(36);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const CellLook look = look_of(view_.cell);
  float x = at.x + ui_.px(12);
  if (look != CellLook::not_reached) {
    widgets::draw_state_swatch(list, ui_, look, {x + ui_.px(9), at.y + height / 2}, ui_.px(18));
    x += ui_.px(26);
  }
  widgets::draw_text_in(list, ui_.fonts.text_strong, {{x, at.y}, {at.x + width, at.y + height}},
                        ui_.theme().text, view_.title);
  x += widgets::text_width(ui_.fonts.text_strong, view_.title) + ui_.px(12);
  if (look != CellLook::not_reached) {
    widgets::draw_text_in(list, ui_.fonts.text,
                          {{x, at.y}, {at.x + width - ui_.px(8), at.y + height}},
                          ui_.theme().text_muted, widgets::state_meaning(look));
  }
  ui_.map.mark("panel.state/title", at, {at.x + width, at.y + height}, view_.title);
  ImGui::Dummy({width, height});
}

void StatePanel::draw_facts() {
  const float height = ui_.px(20);
  for (const auto& [name, text] : view_.facts) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float split = at.x + ui_.px(128);
    widgets::draw_text_in(list, ui_.fonts.small,
                          {{at.x + ui_.px(12), at.y}, {split, at.y + height}},
                          ui_.theme().text_faint, name);
    widgets::draw_text_in(list, ui_.fonts.mono_small,
                          {{split, at.y}, {at.x + width - ui_.px(8), at.y + height}},
                          ui_.theme().text, text);
    if (ui_.map.is_on()) {
      ui_.map.mark("panel.state/fact." + name, at, {at.x + width, at.y + height}, text);
    }
    ImGui::Dummy({width, height});
  }
}

void StatePanel::draw_line_texts(const widgets::Box& box, std::string_view text, ImU32 color,
                                 std::string_view where) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float right = box.max.x - ui_.px(8);
  const float split = right - widgets::text_width(ui_.fonts.small, where) - ui_.px(16);
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{box.min.x + ui_.px(28), box.min.y}, {split, box.max.y}}, color, text);
  widgets::draw_text_in(list, ui_.fonts.small, {{split, box.min.y}, {right, box.max.y}},
                        ui_.theme().text_faint, where, widgets::Align::right);
}

void StatePanel::draw_frames(commands::CommandQueue& queue) {
  if (view_.frames.empty()) return;
  draw_heading("Stack", "yield from, innermost first");
  ImGui::PushID("frames");
  for (std::size_t i = 0; i < view_.frames.size(); ++i) {
    const views::FrameRow& frame = view_.frames[i];
    const auto row =
        widgets::list_row(ui_, static_cast<int>(i), ui_.px(22),
                          frame.is_shown ? widgets::RowTint::focused : widgets::RowTint::none);
    ui_.map.mark("panel.state/frame.", i, row.box.min, row.box.max, frame.function);
    if (row.clicked) queue.push("replay.show_line", frame.line);
    draw_line_texts(row.box, frame.function,
                    frame.is_innermost ? ui_.theme().text : ui_.theme().text_muted, frame.where);
  }
  ImGui::PopID();
}

void StatePanel::draw_evidence(commands::CommandQueue& queue) {
  if (view_.evidence.empty()) return;
  draw_heading("Noted on the way here", "click for the line");
  ImGui::PushID("evidence");
  for (std::size_t i = 0; i < view_.evidence.size(); ++i) {
    const views::EvidenceRow& noted = view_.evidence[i];
    const auto row =
        widgets::list_row(ui_, static_cast<int>(i), ui_.px(22), widgets::RowTint::none);
    ui_.map.mark("panel.state/evidence.", i, row.box.min, row.box.max, noted.text);
    if (row.clicked && noted.line.line > 0) queue.push("replay.show_line", noted.line);
    widgets::draw_evidence_sign(*ImGui::GetWindowDrawList(), ui_,
                                {row.box.min.x + ui_.px(18), row.box.centre().y}, ui_.px(8));
    draw_line_texts(row.box, noted.text,
                    noted.is_refused ? ui_.theme().finding_error : ui_.theme().text, noted.where);
  }
  ImGui::PopID();
}

void StatePanel::draw_answer(commands::CommandQueue& queue) {
  draw_heading(view_.answer.is_error ? "Answer (raised into the code)" : "Answer", {});
  const widgets::Theme& theme = ui_.theme();
  const auto row = widgets::list_row(ui_, 0, ui_.px(22), widgets::RowTint::none);
  const ImU32 color = view_.answer.is_error ? theme.finding_error : theme.text_muted;
  widgets::draw_text_in(*ImGui::GetWindowDrawList(), ui_.fonts.text, row.box.inset(ui_.px(12), 0),
                        color, view_.answer.headline);
  ui_.map.mark("panel.state/answer", row.box.min, row.box.max, view_.answer.headline);
  if (row.clicked && view_.answer.event != core::model::kNoEvent) {
    queue.push("replay.select_event", commands::EventArgument{view_.answer.event});
  }
  if (view_.answer.is_there) {
    draw_value_tree(ui_, "panel.state/answer.value", std::span(&view_.answer.value, 1),
                    ui_.px(128));
  }
}

void StatePanel::draw_task(const state::AppState& state, commands::CommandQueue& queue,
                           const views::TaskNode& task, int depth) {
  ImGui::PushID(static_cast<int>(task.child.empty() ? 0 : task.child.back()));
  const auto row = widgets::list_row(
      ui_, depth, ui_.px(24), task.is_picked ? widgets::RowTint::focused : widgets::RowTint::none);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float x = row.box.min.x + ui_.px(12) + static_cast<float>(depth) * ui_.px(16);
  widgets::draw_kind_glyph(list, look_of(task.kind), {x + ui_.px(6), row.box.centre().y},
                           ui_.px(11), theme.kind(look_of(task.kind)));
  const float state_width = widgets::text_width(ui_.fonts.small, task.state) + ui_.px(32);
  const float right = row.box.max.x - ui_.px(8);
  widgets::draw_text_in(list, ui_.fonts.mono_small,
                        {{x + ui_.px(20), row.box.min.y}, {right - state_width, row.box.max.y}},
                        theme.text, task.label);
  const CellLook look = look_of_task(task.task_state);
  widgets::draw_state_glyph(list, look, {right - state_width + ui_.px(16), row.box.centre().y},
                            ui_.px(10), theme.cell(look).text, theme.panel);
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{right - state_width, row.box.min.y}, {right, row.box.max.y}},
                        theme.cell(look).text, task.state, widgets::Align::right);
  if (row.clicked) {
    queue.push("replay.select_place",
               commands::PlaceArgument{state.focus.pass, state.focus.stop, task.child});
  }
  for (const views::TaskNode& child : task.children) draw_task(state, queue, child, depth + 1);
  ImGui::PopID();
}

void StatePanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.reading) return;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  draw_title();
  if (!view_.tasks.empty()) draw_answer(queue);
  draw_evidence(queue);
  draw_frames(queue);
  draw_heading("Locals", view_.locals.empty() ? std::string_view() : view_.locals_note);
  if (view_.locals.empty()) {
    ImGui::Indent(ui_.px(12));
    widgets::paragraph(ui_.fonts.text, ui_.theme().text_muted, view_.locals_note, ui_.px(12));
    ImGui::Unindent(ui_.px(12));
  } else {
    draw_value_tree(ui_, "panel.state/local", view_.locals, ui_.px(128));
  }
  if (!view_.tasks.empty()) {
    draw_heading("Yielded", view_.tasks.front().ids);
    ImGui::PushID("tasks");
    for (const views::TaskNode& task : view_.tasks) draw_task(state, queue, task, 0);
    ImGui::PopID();
  }
  if (!view_.facts.empty()) draw_heading("Pass", {});
  draw_facts();
  ImGui::Dummy({1, ui_.px(12)});
  ImGui::PopStyleVar();
}

}  // namespace app::panels
