#include "app/views/timeline_view.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "app/views/event_text.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using model::EventType;

/// Bars that begin before a range but may reach into it are looked for among at most so many.
constexpr std::size_t kMaxLookBack = 4'096;

std::optional<LaneKind> kind_of_lane(EventType type) {
  switch (type) {
    case EventType::task_scheduled: return LaneKind::activity;
    case EventType::sub_orchestration_instance_created: return LaneKind::sub_orchestration;
    case EventType::timer_created: return LaneKind::timer;
    case EventType::event_raised: return LaneKind::external_event;
    case EventType::event_sent: return LaneKind::entity;
    default: return std::nullopt;
  }
}

std::string name_of_lane(const model::EventView& event, LaneKind kind) {
  const std::string name = core::base::printable(event.name());
  if (!name.empty()) return name;
  switch (kind) {
    case LaneKind::timer: return "timer";
    case LaneKind::external_event: return "event";
    case LaneKind::entity: return "entity";
    default: return "unnamed";
  }
}

void add_inferred(std::vector<std::string>& lines, const model::EventView& event) {
  std::string text = inferred_text(event);
  if (!text.empty()) lines.push_back("~ " + std::string(event.type_name()) + ", " + text);
}

bool is_failed(const model::EventView& event) {
  return event.type() == EventType::task_failed ||
         event.type() == EventType::sub_orchestration_instance_failed;
}

}  // namespace

TimelineView::TimelineView(state::ReadingPtr reading) : reading_(std::move(reading)) {
  if (!reading_ || reading_->history().size() == 0) return;
  segments_ = cut_time(reading_->history(), reading_->pairs);
  collect_bars();
  std::uint32_t number = 0;
  for (const model::Episode& episode : reading_->history().episodes()) {
    const model::EventView begin = reading_->history().at(episode.begin);
    ticks_.push_back({x_of(begin.timestamp()),
                      marked(begin, model::Inferable::timestamp, "p" + std::to_string(++number)),
                      episode.begin});
  }
}

void TimelineView::collect_bars() {
  const model::History& history = reading_->history();
  const double last = x_of(history[history.size() - 1].timestamp());
  std::map<std::pair<LaneKind, std::string_view>, std::size_t> lanes;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    const auto kind = kind_of_lane(event.type());
    if (!kind) continue;
    const std::pair key(*kind, event.name());
    const auto [lane, is_new] = lanes.try_emplace(key, lanes_.size());
    if (is_new) {
      lanes_.emplace_back();
      lanes_.back().name = name_of_lane(event, *kind);
      lanes_.back().kind = *kind;
    }
    TimelineBar bar;
    bar.scheduled = event.index();
    bar.completed = reading_->pairs.partner_of(event.index());
    bar.x_begin = x_of(event.timestamp());
    bar.is_worked_out = event.is_inferred(model::Inferable::timestamp);
    bar.x_end = bar.x_begin;
    if (bar.completed != model::kNoEvent) {
      bar.x_end = std::max(bar.x_begin, x_of(history.at(bar.completed).timestamp()));
      const model::EventView answer = history.at(bar.completed);
      if (is_failed(answer)) bar.state = BarState::failed;
      bar.is_worked_out = bar.is_worked_out || answer.is_inferred(model::Inferable::timestamp) ||
                          answer.is_inferred(model::Inferable::link);
    } else if (*kind != LaneKind::external_event && *kind != LaneKind::entity) {
      bar.x_end = std::max(bar.x_begin, last);
      bar.state = BarState::open;
    }
    lanes_[lane->second].bars.push_back(bar);
  }
  for (Lane& lane : lanes_) finish_lane(lane);
}

/// Sorts the bars, lays overlapping ones below each other, and prepares the look-ups by position.
void TimelineView::finish_lane(Lane& lane) {
  std::stable_sort(lane.bars.begin(), lane.bars.end(),
                   [](const auto& a, const auto& b) { return a.x_begin < b.x_begin; });
  std::array<double, kMaxLaneRows> free_from{};
  free_from.fill(-1);
  double latest = -1;
  std::uint32_t failed = 0;
  for (TimelineBar& bar : lane.bars) {
    std::uint32_t row = 0;
    while (row + 1 < kMaxLaneRows && free_from[row] > bar.x_begin) ++row;
    free_from[row] = std::max(free_from[row], bar.x_end);
    bar.row = static_cast<std::uint16_t>(row);
    lane.rows = std::max(lane.rows, row + 1);
    latest = std::max(latest, bar.x_end);
    lane.latest_end.push_back(latest);
    lane.ends.push_back(bar.x_end);
    lane.failures.push_back(failed);
    failed += bar.state == BarState::failed ? 1 : 0;
  }
  lane.failures.push_back(failed);
  std::sort(lane.ends.begin(), lane.ends.end());
}

void TimelineView::visible(std::size_t index, double x_begin, double x_end, std::uint32_t columns,
                           std::vector<TimelineBar>& out) const {
  out.clear();
  const Lane& lane = lanes_[index];
  const auto starts_before = [](const TimelineBar& bar, double x) { return bar.x_begin < x; };
  const auto after_last = std::upper_bound(
      lane.bars.begin(), lane.bars.end(), x_end,
      [](double x, const TimelineBar& bar) { return x < bar.x_begin; });
  const auto first = std::lower_bound(lane.bars.begin(), lane.bars.end(), x_begin, starts_before);
  const auto reaching = std::lower_bound(lane.latest_end.begin(), lane.latest_end.end(), x_begin);
  const auto from = std::min(reaching - lane.latest_end.begin(), first - lane.bars.begin());
  const auto look_back = static_cast<std::size_t>(first - lane.bars.begin() - from);
  if (look_back > kMaxLookBack || after_last - first > static_cast<std::ptrdiff_t>(columns)) {
    aggregate(lane, x_begin, x_end, columns, out);
    return;
  }
  for (auto bar = lane.bars.begin() + from; bar != after_last; ++bar) {
    if (bar->x_end >= x_begin) out.push_back(*bar);
  }
}

/// One bar a pixel column that anything begins in or runs through; neighbours that only run
/// through are joined.
void TimelineView::aggregate(const Lane& lane, double x_begin, double x_end,
                             std::uint32_t columns, std::vector<TimelineBar>& out) const {
  if (columns == 0 || x_end <= x_begin) return;
  const double width = (x_end - x_begin) / columns;
  const auto begun_before = [&lane](double x) {
    return static_cast<std::size_t>(
        std::lower_bound(lane.bars.begin(), lane.bars.end(), x,
                         [](const TimelineBar& bar, double at) { return bar.x_begin < at; }) -
        lane.bars.begin());
  };
  std::size_t low = begun_before(x_begin);
  for (std::uint32_t column = 0; column < columns; ++column) {
    const double x = x_begin + width * column;
    const std::size_t high = column + 1 == columns ? begun_before(x_end + width)
                                                   : begun_before(x + width);
    const auto ended = static_cast<std::size_t>(
        std::lower_bound(lane.ends.begin(), lane.ends.end(), x) - lane.ends.begin());
    const std::size_t running = low - std::min(ended, low);
    if (high == low && running > 0 && !out.empty() && out.back().count > 0 &&
        out.back().x_end >= x - width / 2 && out.back().scheduled == model::kNoEvent) {
      out.back().x_end = x + width;
    } else if (high > low || running > 0) {
      TimelineBar bar;
      bar.x_begin = x;
      bar.x_end = x + width;
      bar.count = static_cast<std::uint32_t>(high - low + running);
      if (high > low) bar.scheduled = lane.bars[low].scheduled;
      if (lane.failures[high] > lane.failures[low]) bar.state = BarState::failed;
      out.push_back(bar);
    }
    low = high;
  }
}

double TimelineView::x_of(core::base::Timestamp time) const { return position_of(segments_, time); }

core::base::Timestamp TimelineView::time_at(double x) const { return moment_of(segments_, x); }

std::vector<std::string> TimelineView::bar_text(std::size_t lane, const TimelineBar& bar) const {
  std::vector<std::string> lines{lanes_[lane].name};
  if (bar.count > 1) {
    lines.push_back(core::base::count_of(bar.count, "call") + " here; zoom in to tell them apart");
    return lines;
  }
  if (bar.scheduled == model::kNoEvent) return lines;
  const model::History& history = reading_->history();
  const model::EventView call = history.at(bar.scheduled);
  const auto clock = [](const model::EventView& event) {
    return marked(event, model::Inferable::timestamp, clock_text(event.timestamp()));
  };
  lines.push_back(event_title(history, bar.scheduled));
  const std::string from = clock(call);
  if (bar.completed != model::kNoEvent) {
    const model::EventView answer = history.at(bar.completed);
    lines.push_back(event_title(history, bar.completed));
    const std::string length =
        core::base::format_duration(answer.timestamp().ticks - call.timestamp().ticks);
    lines.push_back(from.empty() ? length : from + " to " + clock(answer) + ", " + length);
    add_inferred(lines, call);
    add_inferred(lines, answer);
    return lines;
  }
  std::string line = from;
  if (bar.state == BarState::open) line += line.empty() ? "not answered" : ", not answered";
  if (!line.empty()) lines.push_back(std::move(line));
  add_inferred(lines, call);
  return lines;
}

}  // namespace app::views
