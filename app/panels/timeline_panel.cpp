#include "app/panels/timeline_panel.h"

#include <algorithm>
#include <cmath>

#include "app/panels/looks.h"
#include "app/widgets/list_row.h"
#include "app/widgets/state_glyph.h"
#include "app/widgets/time_ruler.h"
#include "app/widgets/tooltip.h"

namespace app::panels {

namespace model = core::model;
using widgets::Box;
using widgets::CellLook;

namespace {

constexpr float kNames = 148;
constexpr float kRuler = 44;
constexpr float kRow = 20;
constexpr float kLaneGap = 4;
constexpr double kMinRange = 1e-7;
/// A margin so that the first and last bar do not touch the border.
constexpr double kMargin = 0.02;
/// Room for the label of the last pass.
constexpr double kEndMargin = 0.06;

CellLook look_of_bar(views::BarState state) {
  switch (state) {
    case views::BarState::completed:
      return CellLook::replayed;
    case views::BarState::failed:
      return CellLook::failed;
    case views::BarState::open:
      return CellLook::waiting;
  }
  return CellLook::replayed;
}

}  // namespace

void TimelinePanel::prepare(const state::AppState& state) {
  if (!view_.is_stale(state.reading)) return;
  view_ = views::TimelineView(state.reading);
  begin_ = -kMargin;
  end_ = 1 + kEndMargin;
}

void TimelinePanel::clamp_range() {
  const double length = std::clamp(end_ - begin_, kMinRange, 1 + kMargin + kEndMargin);
  begin_ = std::clamp(begin_, -kMargin, 1 + kEndMargin - length);
  end_ = begin_ + length;
}

void TimelinePanel::draw_content(const state::AppState& state, commands::CommandQueue& queue) {
  if (!state.reading) return;
  if (view_.segments().empty()) {
    return widgets::empty_note(ui_, "No timeline", "The history has no event with a time.");
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float names = std::min(ui_.px(kNames), room.x * 0.3f);
  const Box ruler{{at.x + names, at.y}, {at.x + room.x, at.y + ui_.px(kRuler)}};
  if (ruler.width() < 16 || room.y < ui_.px(kRuler) + 8) return;
  ImGui::SetCursorScreenPos({at.x, ruler.max.y});
  ImGuiWindowFlags flags = ImGui::GetIO().KeyCtrl ? ImGuiWindowFlags_NoScrollWithMouse : 0;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  widgets::compat::begin_child("lanes", {0, 0}, false, flags);
  ImGui::PopStyleVar();
  const ImVec2 top = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Frame frame{state,
              queue,
              list,
              {{ruler.min.x, ruler.max.y}, {ruler.max.x, at.y + room.y}},
              ImGui::IsWindowHovered()};
  for (const views::TimeSegment& segment : view_.segments()) {
    if (segment.is_idle) draw_idle(frame, segment);
  }
  float y = top.y + ui_.px(kLaneGap);
  for (std::size_t lane = 0; lane < view_.lane_count(); ++lane) y = draw_lane(frame, lane, y);
  draw_moment(frame);
  ImGui::Dummy({1, y - top.y});
  handle_mouse(frame);
  ImGui::EndChild();
  Frame outer{state, queue, *ImGui::GetWindowDrawList(), frame.plot, false};
  draw_ruler(outer, ruler);
}

void TimelinePanel::draw_ruler(Frame& frame, const Box& ruler) {
  frame.list.PushClipRect(ruler.min, {ruler.max.x, frame.plot.max.y}, true);
  const std::int64_t origin = view_.segments().front().begin;
  for (const views::TimeSegment& segment : view_.segments()) {
    const Box box{{screen_x(frame, segment.x_begin), ruler.min.y + ui_.px(20)},
                  {screen_x(frame, segment.x_end), ruler.max.y}};
    if (segment.is_idle || box.max.x < ruler.min.x || box.min.x > ruler.max.x) continue;
    frame.list.PushClipRect(box.min, {std::max(box.max.x, box.min.x + 1), ruler.max.y}, true);
    const auto relative = [&](std::int64_t ticks) { return static_cast<double>(ticks - origin); };
    widgets::draw_time_ruler(frame.list, ui_, box, {relative(segment.begin), relative(segment.end)},
                             ruler.max.y);
    frame.list.PopClipRect();
  }
  draw_ticks(frame, ruler);
  widgets::hairline_h(frame.list, ruler.min.x, ruler.max.x, ruler.max.y - 1, ui_.theme().hairline);
  frame.list.PopClipRect();
}

void TimelinePanel::draw_ticks(Frame& frame, const Box& ruler) {
  const widgets::Theme& theme = ui_.theme();
  const std::uint32_t focused = frame.state.focus.pass.value;
  float free_from = ruler.min.x;
  std::uint32_t pass = 0;
  for (const views::PassTick& tick : view_.ticks()) {
    const bool is_focused = pass++ == focused;
    const float x = screen_x(frame, tick.x);
    if (x < ruler.min.x - ui_.px(40) || x > ruler.max.x) continue;
    const ImU32 color = is_focused ? theme.focus : widgets::with_alpha(theme.text_faint, 0.4f);
    const float width = widgets::text_width(ui_.fonts.mono_small, tick.label);
    if (x >= free_from || is_focused) {
      // The focused pass is always named, also over the label of a neighbour.
      if (x < free_from) {
        frame.list.AddRectFilled({x - ui_.px(2), ruler.min.y},
                                 {x + width + ui_.px(8), ruler.min.y + ui_.px(20)}, theme.panel);
      }
      widgets::hairline_v(frame.list, x, ruler.min.y + ui_.px(4), ruler.min.y + ui_.px(20), color);
      widgets::draw_text(frame.list, ui_.fonts.mono_small, {x + ui_.px(4), ruler.min.y + ui_.px(4)},
                         is_focused ? theme.focus_text : theme.text_faint, tick.label);
      free_from = x + width + ui_.px(10);
    }
  }
}

void TimelinePanel::draw_idle(Frame& frame, const views::TimeSegment& segment) {
  const float x0 = std::max(screen_x(frame, segment.x_begin), frame.plot.min.x);
  const float x1 = std::min(screen_x(frame, segment.x_end), frame.plot.max.x);
  if (x1 <= x0) return;
  const widgets::Theme& theme = ui_.theme();
  frame.list.AddRectFilled({x0, frame.plot.min.y}, {x1, frame.plot.max.y},
                           widgets::with_alpha(theme.text, 0.035f));
  const float step = ui_.px(5);
  for (const float x : {x0, x1}) {
    bool is_left = true;
    for (float y = frame.plot.min.y; y <= frame.plot.max.y; y += step) {
      frame.list.PathLineTo({x + (is_left ? -ui_.px(2) : ui_.px(2)), y});
      is_left = !is_left;
    }
    frame.list.PathStroke(theme.hairline_strong, 0, 1.f);
  }
  const float width = widgets::text_width(ui_.fonts.small, segment.label) + ui_.px(8);
  const float centre =
      std::clamp((x0 + x1) / 2, frame.plot.min.x + width / 2, frame.plot.max.x - width / 2);
  const Box box{{centre - width / 2, frame.plot.max.y - ui_.px(22)},
                {centre + width / 2, frame.plot.max.y - ui_.px(4)}};
  frame.list.AddRectFilled(box.min, box.max, theme.panel, ui_.px(3));
  widgets::draw_text_in(frame.list, ui_.fonts.small, box, theme.text_faint, segment.label,
                        widgets::Align::centre);
}

float TimelinePanel::draw_lane(Frame& frame, std::size_t lane, float y) {
  const float height = ui_.px(kRow) * static_cast<float>(view_.lane_rows(lane));
  const Box window{ImGui::GetWindowPos(), {frame.plot.max.x, frame.plot.max.y}};
  const float next = y + height + ui_.px(kLaneGap);
  if (next < window.min.y || y > window.max.y) return next;
  const widgets::Theme& theme = ui_.theme();
  const widgets::KindLook kind = look_of(view_.lane_kind(lane));
  const float row = ui_.px(kRow);
  widgets::draw_kind_glyph(frame.list, kind, {window.min.x + ui_.px(18), y + row / 2}, ui_.px(11),
                           theme.kind(kind));
  widgets::draw_text_in(frame.list, ui_.fonts.text,
                        {{window.min.x + ui_.px(32), y}, {frame.plot.min.x - ui_.px(8), y + row}},
                        theme.text_muted, view_.lane_name(lane));
  bars_.clear();
  const auto columns = static_cast<std::uint32_t>(std::max(frame.plot.width(), 1.f));
  view_.visible(lane, begin_, end_, columns, bars_);
  frame.list.PushClipRect({frame.plot.min.x, window.min.y}, frame.plot.max, true);
  for (const views::TimelineBar& bar : bars_) draw_bar(frame, lane, bar, y);
  frame.list.PopClipRect();
  widgets::hairline_h(frame.list, window.min.x, frame.plot.max.x, next - ui_.px(kLaneGap / 2),
                      widgets::with_alpha(theme.hairline, 0.5f));
  return next;
}

void TimelinePanel::draw_bar(Frame& frame, std::size_t lane, const views::TimelineBar& bar,
                             float y) {
  const float x0 = std::floor(screen_x(frame, bar.x_begin));
  const float x1 = std::max(std::ceil(screen_x(frame, bar.x_end)), x0 + ui_.px(2));
  const float top = y + static_cast<float>(bar.row) * ui_.px(kRow) + ui_.px(3);
  const Box box{{x0, top}, {x1, top + ui_.px(kRow) - ui_.px(6)}};
  const widgets::Theme& theme = ui_.theme();
  const CellLook look = look_of_bar(bar.state);
  const model::EventIndex focused = frame.state.derived.event;
  const bool is_focused =
      focused != model::kNoEvent && (bar.scheduled == focused || bar.completed == focused);
  if (bar.count > 1) {
    frame.list.AddRectFilled(box.min, box.max, theme.cell(look).border);
  } else if (box.width() < ui_.px(6)) {
    frame.list.AddRectFilled(box.min, box.max, theme.kind(look_of(view_.lane_kind(lane))));
  } else {
    widgets::draw_state_cell(frame.list, ui_, look, box);
    const ImU32 stripe = theme.kind(look_of(view_.lane_kind(lane)));
    frame.list.AddRectFilled(box.min, {box.min.x + ui_.px(3), box.max.y}, stripe, ui_.px(2));
  }
  if (bar.is_worked_out && bar.count == 1 && box.width() >= ui_.px(16)) {
    frame.list.PushClipRect(box.min, box.max, true);
    widgets::draw_text_in(frame.list, ui_.fonts.text,
                          {{box.min.x + ui_.px(6), box.min.y}, box.max}, theme.cell(look).text,
                          "~");
    frame.list.PopClipRect();
  }
  if (is_focused) {
    widgets::outline(frame.list, box.inset(-2, -2), theme.focus, ui_.px(4),
                     std::max(ui_.px(2), 2.f));
  }
  if (bar.scheduled != model::kNoEvent) {
    ui_.map.mark("panel.timeline/bar.", bar.scheduled.value, box.min, box.max,
                 view_.lane_name(lane));
  }
  if (!frame.is_hovered || !box.inset(-2, -2).contains(ImGui::GetIO().MousePos)) return;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    const model::EventIndex event =
        bar.completed != model::kNoEvent ? bar.completed : bar.scheduled;
    frame.queue.push("replay.select_event", commands::EventArgument{event});
  }
  if (!widgets::begin_tooltip(ui_, true)) return;
  bool is_first = true;
  for (const std::string& line : view_.bar_text(lane, bar)) {
    if (is_first)
      widgets::tooltip_title(ui_, line);
    else
      widgets::tooltip_line(ui_, line);
    is_first = false;
  }
  widgets::end_tooltip();
}

void TimelinePanel::draw_moment(Frame& frame) {
  const auto ticks = view_.ticks();
  const std::uint32_t pass = frame.state.focus.pass.value;
  if (pass >= ticks.size()) return;
  const float x = screen_x(frame, ticks[pass].x);
  if (x < frame.plot.min.x || x > frame.plot.max.x) return;
  widgets::hairline_v(frame.list, x, frame.plot.min.y, frame.plot.max.y,
                      widgets::with_alpha(ui_.theme().focus, 0.7f));
}

void TimelinePanel::handle_mouse(const Frame& frame) {
  if (!frame.is_hovered) return;
  const ImGuiIO& io = ImGui::GetIO();
  const double length = end_ - begin_;
  const double per_pixel = length / static_cast<double>(std::max(frame.plot.width(), 1.f));
  if (io.KeyCtrl && io.MouseWheel != 0) {
    const double factor = std::pow(0.8, static_cast<double>(io.MouseWheel));
    const double mouse = begin_ + static_cast<double>(io.MousePos.x - frame.plot.min.x) * per_pixel;
    begin_ = mouse - (mouse - begin_) * factor;
    end_ = begin_ + length * factor;
  } else if (io.KeyShift && io.MouseWheel != 0) {
    begin_ -= static_cast<double>(io.MouseWheel) * length * 0.1;
    end_ = begin_ + length;
  }
  if (ImGui::IsMouseDragging(ImGuiMouseButton_Middle, 0)) {
    begin_ -= static_cast<double>(io.MouseDelta.x) * per_pixel;
    end_ = begin_ + length;
  }
  if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    begin_ = -kMargin;
    end_ = 1 + kEndMargin;
  }
  clamp_range();
}

}  // namespace app::panels
