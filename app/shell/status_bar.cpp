#include "app/shell/status_bar.h"

#include <algorithm>

#include "app/widgets/controls.h"

namespace app::shell {

using widgets::Box;

void StatusBar::prepare(const state::AppState& state) {
  if (!state.reading) {
    view_ = {};
    version_ = 0;
  } else if (version_ != state.reading->version()) {
    view_ = views::build_status_view(*state.reading);
    version_ = state.reading->version();
  }
}

float StatusBar::height() const { return ui_.px(26); }

void StatusBar::draw(const Box& box, const state::AppState& state, commands::CommandQueue& queue) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  list.AddRectFilled(box.min, box.max, theme.header);
  widgets::hairline_h(list, box.min.x, box.max.x, box.min.y, theme.hairline);
  float right = box.max.x - ui_.px(12);
  if (state.job) right -= draw_job({box.min, {right, box.max.y}}, *state.job, queue);
  float x = box.min.x + ui_.px(12);
  if (!state.notice.empty()) {
    widgets::draw_text_in(list, ui_.fonts.small, {{x, box.min.y}, {right, box.max.y}},
                          theme.finding_warning, state.notice);
    ui_.map.mark("status.notice", {x, box.min.y}, {right, box.max.y}, state.notice);
    return;
  }
  for (const std::string& part : view_.parts) {
    const float width = widgets::text_width(ui_.fonts.small, part);
    if (x + std::min(width, ui_.px(60)) > right) break;
    widgets::draw_text_in(list, ui_.fonts.small, {{x, box.min.y}, {right, box.max.y}},
                          theme.text_muted, part);
    x += width + ui_.px(12);
    if (&part != &view_.parts.back() && x < right) {
      widgets::hairline_v(list, x, box.min.y + ui_.px(8), box.max.y - ui_.px(8),
                          theme.hairline_strong);
    }
    x += ui_.px(12);
  }
}

float StatusBar::draw_job(const Box& box, const state::JobStatus& job,
                          commands::CommandQueue& queue) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const widgets::Theme& theme = ui_.theme();
  const float cancel = ui_.px(56);
  const float bar = ui_.px(140);
  const float title = std::min(widgets::text_width(ui_.fonts.small, job.title), ui_.px(260));
  float x = box.max.x - cancel;
  const float y = box.centre().y;
  ImGui::SetCursorScreenPos({x, box.min.y + ui_.px(3)});
  if (ImGui::InvisibleButton("cancel", {cancel, ui_.px(20)})) queue.push("file.cancel_job");
  ui_.map.mark_item("status.cancel", "Cancel", !job.is_cancelling);
  widgets::draw_text_in(list, ui_.fonts.small, {{x, box.min.y}, {x + cancel, box.max.y}},
                        ImGui::IsItemHovered() ? theme.text : theme.focus_text,
                        job.is_cancelling ? "Stopping…" : "Cancel", widgets::Align::right);
  x -= bar + ui_.px(8);
  const Box track{{x, y - ui_.px(2)}, {x + bar, y + ui_.px(2)}};
  list.AddRectFilled(track.min, track.max, theme.hairline_strong, ui_.px(2));
  float from = 0;
  float to = 0.3f;
  if (job.total > 0) {
    to = static_cast<float>(static_cast<double>(job.done) / static_cast<double>(job.total));
  } else {
    // Total not known: a piece that moves with the work done.
    from = static_cast<float>(job.done % 100) / 140.f;
    to = from + 0.3f;
  }
  list.AddRectFilled({x + bar * from, track.min.y}, {x + bar * std::min(to, 1.f), track.max.y},
                     theme.focus, ui_.px(2));
  x -= title + ui_.px(8);
  widgets::draw_text_in(list, ui_.fonts.small, {{x, box.min.y}, {x + title, box.max.y}}, theme.text,
                        job.title);
  ui_.map.mark("status.job", {x, box.min.y}, {x + title, box.max.y}, job.title);
  return box.max.x - x + ui_.px(12);
}

}  // namespace app::shell
