#include "app/shell/progress_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/widgets/controls.h"

namespace app::shell {

using widgets::Box;

namespace {

/// "41 % done, 3 s so far" or, where the whole is not known, "3 s so far".
std::string_view how_far(const state::JobStatus& job, std::array<char, 64>& buffer) {
  if (job.is_cancelling) return "Stopping…";
  const std::uint64_t seconds = job.milliseconds / 1000;
  char* end = buffer.data();
  if (job.total > 0) {
    const std::uint64_t percent = std::min<std::uint64_t>(job.done * 100 / job.total, 100);
    end = fmt::format_to(end, "{} % done, ", percent);
  }
  end = fmt::format_to(end, "{} s so far", seconds);
  return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

void draw_bar(ImDrawList& list, const widgets::Ui& ui, const Box& track,
              const state::JobStatus& job) {
  const widgets::Theme& theme = ui.theme();
  list.AddRectFilled(track.min, track.max, theme.hairline_strong, ui.px(3));
  float from = 0;
  float to = 0.2f;
  if (job.total > 0) {
    to = static_cast<float>(static_cast<double>(job.done) / static_cast<double>(job.total));
  } else {
    // How much there is in all is not known: a piece that wanders.
    const auto phase = static_cast<float>(job.milliseconds % 2000) / 1000.f;
    from = 0.8f * (phase < 1 ? phase : 2 - phase);
    to = from + 0.2f;
  }
  const float width = track.width();
  list.AddRectFilled({track.min.x + width * from, track.min.y},
                     {track.min.x + width * std::clamp(to, from, 1.f), track.max.y}, theme.focus,
                     ui.px(3));
}

}  // namespace

void draw_progress_card(widgets::Ui& ui, const Box& area, const state::AppState& state,
                        commands::CommandQueue& queue) {
  if (!state.job || state.job->milliseconds < kCardAfterMilliseconds) return;
  const state::JobStatus& job = *state.job;
  const widgets::Theme& theme = ui.theme();
  const float width = std::min(ui.px(460), area.width() - ui.px(32));
  const float height = ui.px(112);
  const float left = std::round(area.centre().x - width / 2);
  const Box box{{left, area.min.y + ui.px(24)}, {left + width, area.min.y + ui.px(24) + height}};
  ImGui::SetNextWindowPos(box.min);
  ImGui::SetNextWindowSize({box.width(), box.height()});
  ImGui::Begin("###progress", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, theme.raised, ui.px(6));
  widgets::outline(list, box, theme.focus, ui.px(6));
  const Box inner = box.inset(ui.px(16), ui.px(12));
  const float y = inner.min.y;
  const Box title{inner.min, {inner.max.x, y + ui.px(20)}};
  widgets::draw_text_in(list, ui.fonts.text_strong, title, theme.text, job.title,
                        widgets::Align::left, widgets::Cut::middle);
  ui.map.mark("progress.title", title.min, title.max, job.title);
  draw_bar(list, ui, {{inner.min.x, y + ui.px(28)}, {inner.max.x, y + ui.px(36)}}, job);
  std::array<char, 64> buffer{};
  const std::string_view words = how_far(job, buffer);
  const Box line{{inner.min.x, inner.max.y - ui.px(34)}, inner.max};
  widgets::draw_text_in(list, ui.fonts.text, {line.min, {line.max.x, line.min.y + ui.px(28)}},
                        theme.text_muted, words);
  ui.map.mark("progress.words", line.min, line.max, words);
  const std::string_view caption = "Cancel   Esc";
  const float button = std::ceil(widgets::text_width(ui.fonts.text, caption)) + ui.px(24);
  ImGui::SetCursorScreenPos({line.max.x - button, line.min.y});
  if (widgets::button(ui, "progress.cancel", caption, !job.is_cancelling)) {
    queue.push("file.cancel_job");
  }
  ImGui::End();
}

}  // namespace app::shell
