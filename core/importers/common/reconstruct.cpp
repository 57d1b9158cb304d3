#include "core/importers/common/reconstruct.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_set>

#include "core/base/text.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/reconstruct_order.h"

namespace core::importers {

using model::EventType;
using model::Inferable;
using model::Severity;

namespace {

constexpr std::uint8_t bit_of(Inferable value) { return static_cast<std::uint8_t>(value); }

bool is_empty(const model::EventExtra& extra) {
  const auto is_absent = [](const model::Payload& payload) {
    return payload.kind == model::PayloadKind::absent;
  };
  return extra.version.empty() && extra.instance_id.empty() && extra.raw_type.empty() &&
         is_absent(extra.raw) && is_absent(extra.details) && is_absent(extra.failure_details);
}

/// Puts the elements into the order in which they happened: what came in by its own time.
void sort_by_time(std::vector<MergedEvent>& events) {
  const auto is_before = [](const MergedEvent& a, const MergedEvent& b) {
    const bool a_starts = a.type == EventType::execution_started;
    const bool b_starts = b.type == EventType::execution_started;
    if (a_starts != b_starts) return a_starts;
    return a.timestamp.value_or(base::Timestamp{}) < b.timestamp.value_or(base::Timestamp{});
  };
  if (std::is_sorted(events.begin(), events.end(), is_before)) return;
  // Numbers are sorted in place of the events, which are large.
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return is_before(events[a], events[b]); });
  std::vector<MergedEvent> sorted;
  sorted.reserve(events.size());
  for (const std::size_t from : order) sorted.push_back(std::move(events[from]));
  events = std::move(sorted);
}

/// Timers that have not fired, found by when they fire, or the oldest.
class OpenTimers {
 public:
  void add(std::int32_t id, std::optional<base::Timestamp> fire_at) {
    open_.emplace(count_, Timer{id, fire_at});
    if (fire_at) by_time_[*fire_at].insert(count_);
    ++count_;
  }
  /// Takes one out; empty when none is open.
  std::optional<std::int32_t> take(std::optional<base::Timestamp> fire_at) {
    if (open_.empty()) return std::nullopt;
    const auto same_time = fire_at ? by_time_.find(*fire_at) : by_time_.end();
    const auto found =
        same_time == by_time_.end() ? open_.begin() : open_.find(*same_time->second.begin());
    const Timer timer = found->second;
    if (timer.fire_at) {
      const auto others = by_time_.find(*timer.fire_at);
      others->second.erase(found->first);
      if (others->second.empty()) by_time_.erase(others);
    }
    open_.erase(found);
    return timer.id;
  }

 private:
  struct Timer {
    std::int32_t id = 0;
    std::optional<base::Timestamp> fire_at;
  };
  std::map<std::size_t, Timer> open_;  // in the order of their creation
  std::map<base::Timestamp, std::set<std::size_t>> by_time_;
  std::size_t count_ = 0;
};

class Reconstructor {
 public:
  Reconstructor(std::vector<MergedEvent> events, const ReconstructOptions& options,
                model::HistoryBuilder& builder, RemarkLog& remarks, Pace* pace)
      : pace_(pace),
        events_(std::move(events)),
        options_(options),
        next_id_(options.first_id),
        builder_(builder),
        remarks_(remarks) {}

  void run(const base::Location& where);

 private:
  void append_pass(std::size_t begin, std::size_t end);
  void append_mark(EventType type, base::Timestamp time);
  void append_call(const MergedEvent& event);
  void append_recorded(const MergedEvent& event);
  std::int32_t take_id(const MergedEvent& event, bool is_known);
  std::int32_t link_of(const MergedEvent& event);
  std::int32_t timer_of(const MergedEvent& fired);
  void count_ambiguous();
  std::size_t position_of(const MergedEvent& event) const {
    return static_cast<std::size_t>(&event - events_.data());
  }
  void summarise(const base::Location& where);

  Pace* pace_;
  std::vector<MergedEvent> events_;
  ReconstructOptions options_;
  std::int32_t next_id_;
  model::HistoryBuilder& builder_;
  RemarkLog& remarks_;
  std::vector<RebuiltRow> rows_;
  std::vector<std::int32_t> ids_;  // of merged calls, by the position of their answer
  std::unordered_set<std::int32_t> known_ids_;
  OpenTimers timers_;
  std::size_t calls_ = 0, passes_ = 0, ambiguous_ = 0, without_time_ = 0;
};

void Reconstructor::run(const base::Location& where) {
  builder_.set_quality(model::Quality::reconstructed);
  if (options_.order == ListOrder::by_call) sort_by_time(events_);
  rows_ = rebuild_order(events_);
  ids_.assign(events_.size(), -1);
  for (const MergedEvent& event : events_) {
    const bool has_own = has_merged_call(event) || model::is_schedule(event.type);
    if (event.id && has_own) known_ids_.insert(*event.id);
    if (has_merged_call(event) && !event.scheduled) ++without_time_;
  }
  count_ambiguous();
  for (std::size_t begin = 0; begin < rows_.size();) {
    std::size_t end = begin + 1;
    while (end < rows_.size() && !rows_[end].begins_pass) ++end;
    append_pass(begin, end);
    begin = end;
  }
  summarise(where);
}

void Reconstructor::append_pass(std::size_t begin, std::size_t end) {
  ++passes_;
  if (pace_ != nullptr) pace_->at(begin);
  std::optional<base::Timestamp> newest_in, newest;
  for (std::size_t i = begin; i < end; ++i) {
    const base::Timestamp time = time_of(rows_[i], events_);
    newest = std::max(newest.value_or(time), time);
    if (is_inbound(rows_[i], events_)) newest_in = std::max(newest_in.value_or(time), time);
  }
  append_mark(EventType::orchestrator_started, newest_in.value_or(*newest));
  for (std::size_t i = begin; i < end; ++i) {
    const MergedEvent& event = events_[rows_[i].source];
    if (rows_[i].is_call) {
      append_call(event);
    } else {
      append_recorded(event);
    }
  }
  append_mark(EventType::orchestrator_completed, *newest);
}

void Reconstructor::append_mark(EventType type, base::Timestamp time) {
  model::EventRecord record;
  record.type = type;
  record.timestamp = time;
  record.inferred = bit_of(Inferable::event);
  builder_.append(record);
}

std::int32_t Reconstructor::take_id(const MergedEvent& event, bool is_known) {
  if (is_known && event.id) return *event.id;
  while (known_ids_.contains(next_id_)) ++next_id_;
  return next_id_++;
}

void Reconstructor::append_call(const MergedEvent& event) {
  ++calls_;
  model::EventRecord record;
  record.type = merged_call_of(event.type);
  const std::int32_t id = take_id(event, true);
  ids_[position_of(event)] = id;
  record.id = model::EventId{id};
  record.timestamp = event.scheduled.value_or(event.timestamp.value_or(base::Timestamp{}));
  record.name = event.name;
  record.payload = event.input.view();
  model::EventExtra extra;
  extra.instance_id = event.instance_id;
  if (!event.instance_id.empty()) record.extra = &extra;
  record.inferred = bit_of(Inferable::event);
  builder_.append(record);
}

std::int32_t Reconstructor::timer_of(const MergedEvent& fired) {
  const auto id = timers_.take(fired.fire_at);
  if (!id) {
    remarks_.add(
        Severity::warning, "history.dangling_id",
        fmt::format("Event {} (TimerFired) answers no timer of the list.", fired.place.number),
        fired.place);
    return -1;
  }
  return *id;
}

std::int32_t Reconstructor::link_of(const MergedEvent& event) {
  if (event.type == EventType::timer_fired) return event.id ? *event.id : timer_of(event);
  return ids_[position_of(event)];
}

void Reconstructor::append_recorded(const MergedEvent& event) {
  model::EventRecord record;
  record.type = event.type;
  record.timestamp = event.timestamp.value_or(base::Timestamp{});
  record.payload = event.payload.view();
  record.fire_at = event.fire_at;
  record.status = event.status;
  const bool is_answer = merged_call_of(event.type) != EventType::unknown;
  if (is_answer) {
    record.link = model::EventId{link_of(event)};
    if (!event.id) record.inferred |= bit_of(Inferable::link);
  } else {
    record.name = event.name;
  }
  const bool is_call = model::is_schedule(event.type);
  if (is_call || event.type == EventType::execution_completed ||
      event.type == EventType::continue_as_new) {
    record.id = model::EventId{take_id(event, is_call)};
    if (!is_call || !event.id) record.inferred |= bit_of(Inferable::id);
  }
  if (event.type == EventType::timer_created) {
    timers_.add(record.id.value, event.fire_at);
  }
  if (options_.order == ListOrder::by_call) record.inferred |= bit_of(Inferable::position);
  model::EventExtra extra;
  extra.version = event.version;
  if (!has_merged_call(event)) extra.instance_id = event.instance_id;
  extra.raw_type = event.raw_type;
  extra.raw = event.raw;
  extra.details = event.details;
  extra.failure_details = event.failure_details;
  if (!is_empty(extra)) record.extra = &extra;
  builder_.append(record);
}

void Reconstructor::count_ambiguous() {
  const RebuiltRow* before = nullptr;
  for (const RebuiltRow& row : rows_) {
    const bool is_call = row.is_call || model::is_schedule(events_[row.source].type);
    if (is_call && before != nullptr && !row.begins_pass &&
        time_of(row, events_) == time_of(*before, events_) && !events_[row.source].id) {
      ++ambiguous_;
    }
    before = is_call ? &row : nullptr;
  }
}

void Reconstructor::summarise(const base::Location& where) {
  remarks_.add_at(
      Severity::warning, "history.reconstructed",
      fmt::format(
          "This format leaves out the ids of calls and where passes begin. {} put back "
          "where their times say, ids counted from {}, {} assumed. The clock of a pass is "
          "taken as the time of the newest event that came in, so current_utc_datetime, "
          "and GUIDs and times made from it, are approximate.",
          base::count_of(calls_, "call") + (calls_ == 1 ? " was" : " were"), options_.first_id,
          passes_ == 1 ? std::string("1 pass was") : fmt::format("{} passes were", passes_)),
      where);
  if (ambiguous_ > 0) {
    remarks_.add_at(
        Severity::warning, "history.order_ambiguous",
        fmt::format("{} scheduled at the same instant as the call before: their order, "
                    "and so their ids, may be another.",
                    base::count_of(ambiguous_, "call") + (ambiguous_ == 1 ? " was" : " were")),
        where);
  }
  if (without_time_ > 0) {
    remarks_.add_at(Severity::warning, "history.no_scheduled_time",
                    fmt::format("{} without ScheduledTime: the call is put right before its "
                                "answer.",
                                base::count_of(without_time_, "answer") +
                                    (without_time_ == 1 ? " is" : " are")),
                    where);
  }
}

}  // namespace

void reconstruct(std::vector<MergedEvent> events, const ReconstructOptions& options,
                 model::HistoryBuilder& builder, RemarkLog& remarks, const base::Location& where,
                 Pace* pace) {
  if (events.empty()) return;
  Reconstructor(std::move(events), options, builder, remarks, pace).run(where);
}

}  // namespace core::importers
