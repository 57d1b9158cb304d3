// The history in time: one lane a function, a bar from scheduled to completed, a tick a pass, idle
// time cut out. Positions are 0 … 1 over the whole history. Asking for a range costs the number of
// pixels, not of events: crowded lanes answer with one bucket a pixel.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/state/reading.h"
#include "app/views/time_cuts.h"
#include "core/base/timestamp.h"

namespace app::views {

namespace model = core::model;

enum class LaneKind : std::uint8_t { activity, sub_orchestration, timer, external_event, entity };
enum class BarState : std::uint8_t { completed, failed, open };

/// One call, or in a crowded place what falls onto one pixel.
struct TimelineBar {
  double x_begin = 0, x_end = 0;
  model::EventIndex scheduled = model::kNoEvent;
  model::EventIndex completed = model::kNoEvent;
  std::uint32_t count = 1;    ///< above 1: an aggregate
  std::uint16_t row = 0;      ///< within the lane
  BarState state = BarState::completed;
  bool is_worked_out = false; ///< a time of it, or an event, is not in the file
};

struct PassTick {
  double x = 0;
  std::string label;              ///< "p3", "~p3" where its beginning was worked out
  model::EventIndex event;        ///< OrchestratorStarted
};

class TimelineView {
 public:
  TimelineView() = default;
  explicit TimelineView(state::ReadingPtr reading);

  bool is_stale(const state::ReadingPtr& reading) const { return reading_ != reading; }
  std::size_t lane_count() const { return lanes_.size(); }
  const std::string& lane_name(std::size_t lane) const { return lanes_[lane].name; }
  LaneKind lane_kind(std::size_t lane) const { return lanes_[lane].kind; }
  /// Rows of the lane, from 1: calls that overlap lie below each other, up to kMaxLaneRows.
  std::uint32_t lane_rows(std::size_t lane) const { return lanes_[lane].rows; }
  std::span<const TimeSegment> segments() const { return segments_; }
  std::span<const PassTick> ticks() const { return ticks_; }
  /// The bars to draw between x_begin and x_end on `columns` pixels, at most about twice that many.
  void visible(std::size_t lane, double x_begin, double x_end, std::uint32_t columns,
               std::vector<TimelineBar>& out) const;
  /// Position of a moment, and the moment of a position.
  double x_of(core::base::Timestamp time) const;
  core::base::Timestamp time_at(double x) const;
  /// Title and lines of a bar's tooltip.
  std::vector<std::string> bar_text(std::size_t lane, const TimelineBar& bar) const;

  static constexpr std::uint32_t kMaxLaneRows = 6;

 private:
  struct Lane {
    std::string name;
    LaneKind kind = LaneKind::activity;
    std::uint32_t rows = 1;
    std::vector<TimelineBar> bars;         // by x_begin
    std::vector<double> ends;              // x_end, ascending
    std::vector<double> latest_end;        // greatest x_end of bars 0 … i
    std::vector<std::uint32_t> failures;   // failed ones among bars 0 … i-1
  };

  void collect_bars();
  void finish_lane(Lane& lane);
  void aggregate(const Lane& lane, double x_begin, double x_end, std::uint32_t columns,
                 std::vector<TimelineBar>& out) const;

  state::ReadingPtr reading_;
  std::vector<TimeSegment> segments_;
  std::vector<PassTick> ticks_;
  std::vector<Lane> lanes_;
};

}  // namespace app::views
