#include "app/panels/matrix_panel.h"

#include <algorithm>
#include <cmath>

#include "app/panels/pass_story.h"
#include "app/widgets/controls.h"
#include "app/widgets/list_row.h"
#include "app/widgets/tooltip.h"

namespace app::panels {
namespace {

constexpr float kZoomStep = 1.15f;
constexpr float kMinZoom = 0.0005f;
constexpr float kMaxZoom = 4.f;

}  // namespace

void MatrixPanel::prepare(const state::AppState& state) {
  if (view_.is_stale(state.reading)) {
    view_ = views::MatrixView(state.reading);
    progress_.clear();
    story_version_ = 0;
  }
  if (story_version_ == state.focus_version) return;
  story_version_ = state.focus_version;
  const core::model::PassIndex pass = state.focus.pass;
  const bool has_story = !view_.is_inferred() && pass.value < view_.rows().size();
  story_ = has_story ? pass_story(*state.reading, pass, view_.rows()[pass.value]) : std::string();
}

std::string_view MatrixPanel::caption() const {
  if (view_.is_inferred()) {
    return view_.can_run() ? "Passes as the history shows them; run the code to see its yields"
                           : "Passes as the history shows them; it is to be looked at only";
  }
  if (!view_.advice().empty()) return view_.advice();
  return "Each row runs the function again from its first line";
}

void MatrixPanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.reading || view_.rows().empty()) {
    if (state.reading && !view_.can_run()) {
      return widgets::empty_note(ui_, "To be looked at, not replayed",
                                 state.reading->no_run + ". " + state.reading->instead);
    }
    return widgets::empty_note(ui_, "No passes yet",
                               "This history has no OrchestratorStarted event.");
  }
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  Frame frame{
      state, queue, *ImGui::GetWindowDrawList(),
      lay_out_matrix(ui_, {origin, {origin.x + room.x, origin.y + room.y}},
                     static_cast<std::uint32_t>(view_.rows().size()), view_.column_count(), zoom_)};
  if (frame.at.cells.width() < 8 || frame.at.cells.height() < 8) return;
  draw_cells_area(frame);
  draw_header(frame);
  draw_gutter(frame);
  draw_story(frame);
  draw_legend(frame, {{origin.x, origin.y + room.y - frame.at.legend},
                      {origin.x + room.x, origin.y + room.y}});
}

void MatrixPanel::draw_cells_area(Frame& frame) {
  MatrixLayout& at = frame.at;
  ImGui::SetCursorScreenPos(at.cells.min);
  ImGuiWindowFlags flags = ImGuiWindowFlags_HorizontalScrollbar;
  if (ImGui::GetIO().KeyCtrl) flags |= ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  const bool is_visible =
      widgets::compat::begin_child("cells", {at.cells.width(), at.cells.height()}, false, flags);
  ImGui::PopStyleVar();
  if (is_visible) {
    // Rounding of a very large matrix must not make a scroll bar appear for half a pixel.
    const ImVec2 needed{std::floor(at.content_width()), std::floor(at.content_height())};
    ImGui::Dummy({std::max(needed.x, 1.f), std::max(needed.y, 1.f)});
    scroll_x_ = ImGui::GetScrollX();
    scroll_y_ = ImGui::GetScrollY();
    at.scroll_x = scroll_x_;
    at.scroll_y = scroll_y_;
    follow_focus(frame);
    Frame inner{frame.state, frame.queue, *ImGui::GetWindowDrawList(), at};
    draw_rows(inner);
    handle_mouse(inner, ImGui::IsWindowHovered());
  }
  ImGui::EndChild();
}

void MatrixPanel::follow_focus(const Frame& frame) {
  if (followed_ == frame.state.focus_version) return;
  followed_ = frame.state.focus_version;
  const state::Focus& focus = frame.state.focus;
  const MatrixLayout& at = frame.at;
  if (focus.pass.value >= at.rows) return;
  const float row = static_cast<float>(focus.pass.value);
  const float top = row * at.cell_height;
  const float margin = std::min(at.cell_height, at.cells.height() / 4);
  if (top - margin < at.scroll_y) ImGui::SetScrollY(top - margin);
  if (top + at.cell_height + margin > at.scroll_y + at.cells.height()) {
    ImGui::SetScrollY(top + at.cell_height + margin - at.cells.height());
  }
  float left = 0;
  if (focus.stop.kind == state::Stop::Kind::yield) {
    left = at.start + static_cast<float>(focus.stop.yield.value) * at.cell_width;
  } else if (focus.stop.kind == state::Stop::Kind::end) {
    left = at.start + static_cast<float>(view_.rows()[focus.pass.value].length) * at.cell_width;
  }
  // One column more than the focus, so that what comes next is in sight and no scroll bar covers
  // it.
  const float width = focus.stop.kind == state::Stop::Kind::end
                          ? at.outcome
                          : at.cell_width + std::max(at.cell_width, ui_.px(24));
  if (left - at.cell_width < at.scroll_x) ImGui::SetScrollX(left - at.cell_width);
  if (left + width > at.scroll_x + at.cells.width()) {
    ImGui::SetScrollX(left + width - at.cells.width());
  }
}

void MatrixPanel::handle_mouse(Frame& frame, bool is_hovered) {
  if (!is_hovered) return;
  const ImGuiIO& io = ImGui::GetIO();
  const MatrixLayout& at = frame.at;
  if (io.KeyCtrl && io.MouseWheel != 0) {
    zoom(frame, io.MouseWheel > 0 ? kZoomStep : 1 / kZoomStep);
  }
  if (ImGui::IsMouseDragging(ImGuiMouseButton_Middle, 0)) {
    ImGui::SetScrollX(at.scroll_x - io.MouseDelta.x);
    ImGui::SetScrollY(at.scroll_y - io.MouseDelta.y);
  }
  const auto row = at.row_at(io.MousePos.y);
  if (!row) return;
  const MatrixSpot spot{*row, at.stop_at(io.MousePos.x, view_.rows()[*row].length)};
  if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) zoom_ = {};
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    frame.queue.push("replay.select_place",
                     commands::PlaceArgument{core::model::PassIndex{*row}, spot.stop, {}});
  }
  draw_tooltip(frame, spot, true);
}

void MatrixPanel::zoom(Frame& frame, float factor) {
  const float before = zoom_.cells;
  zoom_.cells = std::clamp(zoom_.cells * factor, kMinZoom, kMaxZoom);
  const float grown = zoom_.cells / before;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const float x = mouse.x - frame.at.cells.min.x;
  const float y = mouse.y - frame.at.cells.min.y;
  ImGui::SetScrollX((frame.at.scroll_x + x) * grown - x);
  ImGui::SetScrollY((frame.at.scroll_y + y) * std::sqrt(grown) - y);
}

void MatrixPanel::draw_story(Frame& frame) {
  const MatrixLayout& at = frame.at;
  const float top = at.cells.min.y + at.content_height() + ui_.px(20);
  if (view_.is_inferred()) return draw_call_to_run(frame, top);
  const float left = at.area.min.x + ui_.px(12);
  const float width = std::min(at.area.width() - ui_.px(24), ui_.px(760));
  const float height = widgets::wrapped_height(ui_.fonts.text, width, story_);
  if (top + height > at.cells.max.y - ui_.px(12) || at.content_width() > at.cells.width() + 1)
    return;
  widgets::draw_text_wrapped(frame.list, ui_.fonts.text,
                             {{left, top}, {left + width, top + height}}, ui_.theme().text_muted,
                             story_);
  ui_.map.mark("matrix.story", {left, top}, {left + width, top + height}, story_);
}

void MatrixPanel::draw_call_to_run(Frame& frame, float top) {
  const MatrixLayout& at = frame.at;
  if (top + ui_.px(72) > at.cells.max.y) return;
  const float left = at.area.min.x + ui_.px(12);
  if (!view_.can_run()) {
    const std::string text = frame.state.reading->no_run + ".\n" + frame.state.reading->instead;
    const float width = std::min(at.area.width() - ui_.px(24), ui_.px(760));
    const float height = widgets::wrapped_height(ui_.fonts.text, width, text);
    widgets::draw_text_wrapped(frame.list, ui_.fonts.text,
                               {{left, top}, {left + width, top + height}},
                               ui_.theme().text_muted, text);
    ui_.map.mark("matrix.no_run", {left, top}, {left + width, top + height}, text);
    return;
  }
  if (frame.state.job) {
    widgets::draw_text(frame.list, ui_.fonts.text, {left, top}, ui_.theme().text_muted,
                       frame.state.job->title);
    return;
  }
  widgets::draw_text(frame.list, ui_.fonts.text, {left, top}, ui_.theme().text_muted,
                     "Run the code over this history to see every yield of every pass.");
  ImGui::SetCursorScreenPos({left, top + ui_.px(32)});
  const bool is_found = frame.state.file && frame.state.file->found_target;
  if (is_found) {
    if (widgets::primary_button(ui_, "matrix.run_found", "Run the code found beside…")) {
      frame.queue.push("file.run_found");
    }
    ImGui::SameLine();
  }
  if (widgets::button(ui_, "matrix.attach", "Attach orchestrator…"))
    frame.queue.push("file.attach");
}

void MatrixPanel::draw_tooltip(const Frame& frame, const MatrixSpot& spot, bool is_hovered) {
  const views::MatrixRow& row = view_.rows()[spot.row];
  if (spot.stop.kind == state::Stop::Kind::end) {
    const MatrixLayout& at = frame.at;
    const float end = at.x_of(row.length) + at.outcome;
    if (ImGui::GetIO().MousePos.x > end) return;
  }
  if (!widgets::begin_tooltip(ui_, is_hovered)) return;
  if (spot.stop.is_yield()) {
    const views::CellText& text = view_.cell_text(spot.row, spot.stop.yield.value);
    widgets::tooltip_title(ui_, text.title);
    for (const std::string& line : text.lines) widgets::tooltip_line(ui_, line);
    widgets::tooltip_hint(ui_, "Click to stand here; Up and Down compare it with other passes");
  } else {
    widgets::tooltip_title(ui_, row.label);
    widgets::tooltip_field(ui_, "woken by", row.trigger);
    widgets::tooltip_field(ui_, "at", row.clock);
    widgets::tooltip_field(ui_, "ended", row.outcome);
    if (row.is_worked_out) {
      widgets::tooltip_field(ui_, "~", "where this pass begins was worked out from the times and "
                                       "kinds of its events; the file does not say it");
    }
    const bool is_end = spot.stop.kind == state::Stop::Kind::end;
    if (is_end && view_.has_evidence(spot.row, row.length)) {
      widgets::tooltip_hint(ui_, "Reads were noted here; click, the state panel lists them");
    }
  }
  widgets::end_tooltip();
}

}  // namespace app::panels
