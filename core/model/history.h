// A history: what the platform recorded of one instance, in columns. Built once by HistoryBuilder
// (importers, simulator), then read by everyone through EventView; safe to read from any thread.
// A million small events take about 45 bytes each beside their payload bytes.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/timestamp.h"
#include "core/model/event_type.h"
#include "core/model/ids.h"
#include "core/model/payload.h"

namespace core::model {

class History;

/// How sure a value is.
enum class Quality : std::uint8_t { exact, reconstructed, missing };

/// A value of an event that an importer can work out where the file does not say it; one bit each.
enum class Inferable : std::uint8_t {
  event = 1,      ///< the whole event: no row of the file stands behind it
  id = 2,
  link = 4,
  timestamp = 8,
  fire_at = 16,
  position = 32,  ///< its place among the other events
};

/// Members that few events have. Found by EventView::extra(); empty strings stand for absent.
struct EventExtra {
  EventIndex event;
  std::string version;
  /// Child instance, target of EventSent, or own on ExecutionStarted.
  std::string instance_id;
  std::string execution_id;
  std::string parent_instance_id; ///< ExecutionStarted of a child orchestration
  std::string raw_type;           ///< spelling of an unknown event type
  Payload details;                ///< TaskFailed, SubOrchestrationInstanceFailed
  Payload failure_details;        ///< FailureDetails as JSON text
  Payload raw;                    ///< the whole row as JSON, only where the type is unknown
};

/// One event, as a view into its History. Cheap to copy; valid while the History lives.
class EventView {
 public:
  EventView(const History& history, EventIndex index) : history_(&history), index_(index) {}

  EventIndex index() const { return index_; }
  EventType type() const;
  /// The spelling to show: name_of(type()), or what the file said for an unknown type.
  std::string_view type_name() const;
  EventId id() const;
  /// TaskScheduledId or TimerId: the id() of the event this one answers; kNoEventId when none.
  EventId link() const;
  base::Timestamp timestamp() const;
  /// The flag in the file: evidence only, the engine computes its own for each pass.
  bool is_played() const;
  /// Activity, orchestrator, event or operation name; empty when the type has none.
  std::string_view name() const;
  /// Input of a scheduling or raised event, Result of a completion, Reason of a failure,
  /// termination, suspension; absent when the type has none.
  PayloadView payload() const;
  /// When a timer is or was due. TimerCreated and TimerFired only.
  std::optional<base::Timestamp> fire_at() const;
  /// Of ExecutionCompleted; unknown elsewhere.
  RuntimeStatus status() const;
  /// Members that few events have; null when this one has none of them.
  const EventExtra* extra() const;
  std::string_view instance_id() const;
  PayloadView details() const;
  /// Whether this value was worked out by the importer. Of an inferred event every value was.
  bool is_inferred(Inferable value) const;

 private:
  const History* history_;
  EventIndex index_;
};

/// One invocation of the orchestrator by the platform, cut at OrchestratorStarted only.
/// Source: SEMANTICS 1.4.
struct Episode {
  EventIndex begin;
  /// One past the last inbound event: what pass k is given of its own episode.
  EventIndex inbound_end;
  EventIndex end;
  /// False when the history ends inside this episode: nothing outbound was recorded.
  bool is_complete = true;

  friend bool operator==(const Episode&, const Episode&) = default;
};

/// What stood around the events. Absent members stay at their defaults.
struct Envelope {
  std::string instance_id;
  std::string execution_id;
  std::string name;  ///< orchestrator name, from ExecutionStarted when the envelope has none
  std::optional<std::string> parent_instance_id;
  Payload input;
  bool is_replaying = false;
  std::optional<std::int64_t> upper_schema_version;
  std::optional<std::int64_t> upper_schema_version_new;
  std::optional<std::int64_t> long_timer_interval_ticks;
  std::optional<std::int64_t> maximum_short_timer_ticks;
  std::optional<std::int64_t> http_poll_sleep_ms;

  friend bool operator==(const Envelope&, const Envelope&) = default;
};

/// The immutable record of one generation of one instance.
class History {
 public:
  std::size_t size() const { return types_.size(); }
  EventView at(EventIndex index) const { return EventView(*this, index); }
  EventView operator[](std::size_t index) const {
    return EventView(*this, EventIndex{static_cast<std::uint32_t>(index)});
  }
  std::span<const Episode> episodes() const { return episodes_; }
  /// The episode that holds the event.
  std::size_t episode_of(EventIndex index) const;
  const Envelope& envelope() const { return envelope_; }
  Quality quality() const { return quality_; }
  /// The scheduling event that a completion answers, the nearest earlier one with that id.
  std::optional<EventIndex> scheduled_by(EventIndex completion) const;
  /// Bytes held, for the memory read-out.
  std::size_t memory_bytes() const;

 private:
  friend class EventView;
  friend class HistoryBuilder;

  struct Slice {
    std::uint64_t offset = 0;
    std::uint32_t length = 0;
    PayloadKind kind = PayloadKind::absent;
  };

  std::vector<EventType> types_;
  std::vector<std::uint8_t> flags_;          // bit 0 is_played, bits 1-4 status
  std::vector<std::int32_t> ids_;
  std::vector<std::int32_t> links_;
  std::vector<std::int64_t> times_;
  std::vector<std::uint32_t> names_;         // index into name_table_
  std::vector<Slice> payloads_;
  std::vector<std::string> name_table_{std::string()};
  std::vector<std::pair<EventIndex, base::Timestamp>> fire_times_;  // ascending by event
  std::deque<EventExtra> extras_;  // ascending by event; large, so they are never moved
  std::vector<std::pair<std::int32_t, EventIndex>> schedules_;      // id and event, ascending
  std::string bytes_;                                               // all payload text
  std::vector<std::uint8_t> inferred_;  // bits of Inferable; empty when every value was recorded
  std::vector<Episode> episodes_;
  Envelope envelope_;
  Quality quality_ = Quality::exact;
};

// Read by the million in every replay, hence inline.
inline EventType EventView::type() const { return history_->types_[index_.value]; }
inline EventId EventView::id() const { return EventId{history_->ids_[index_.value]}; }
inline EventId EventView::link() const { return EventId{history_->links_[index_.value]}; }
inline base::Timestamp EventView::timestamp() const { return {history_->times_[index_.value]}; }
inline std::string_view EventView::name() const {
  return history_->name_table_[history_->names_[index_.value]];
}
inline bool EventView::is_inferred(Inferable value) const {
  if (history_->inferred_.empty()) return false;
  const unsigned bits = history_->inferred_[index_.value];
  return (bits & (static_cast<unsigned>(value) | static_cast<unsigned>(Inferable::event))) != 0;
}
inline PayloadView EventView::payload() const {
  const History::Slice& slice = history_->payloads_[index_.value];
  return {slice.kind, std::string_view(history_->bytes_).substr(slice.offset, slice.length)};
}

}  // namespace core::model
