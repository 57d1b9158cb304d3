// Builds a History event by event. Used by importers, the simulator and tests; one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "core/model/history.h"

namespace core::model {

/// One event to append. Views need to live only for the call.
struct EventRecord {
  EventType type = EventType::unknown;
  EventId id = kNoEventId;
  EventId link = kNoEventId;
  base::Timestamp timestamp;
  bool is_played = false;
  std::string_view name;
  PayloadView payload;
  std::optional<base::Timestamp> fire_at;
  RuntimeStatus status = RuntimeStatus::unknown;
  /// Members that few events have; null for none. Its `event` is set by the builder.
  const EventExtra* extra = nullptr;
  /// Bits of Inferable.
  std::uint8_t inferred = 0;
};

/// The event as it would be appended again; the views are its history's.
EventRecord record_of(const EventView& event);

/// Columns grow in amortised constant time; payload bytes go into one buffer.
class HistoryBuilder {
 public:
  /// Makes room; memory that is never written is never resident, so be generous.
  void reserve(std::size_t events, std::size_t payload_bytes);
  EventIndex append(const EventRecord& record);
  Envelope& envelope() { return history_.envelope_; }
  void set_quality(Quality quality) { history_.quality_ = quality; }
  std::size_t size() const { return history_.size(); }
  /// The events appended so far, for whoever grows a history while reading it. Episodes and the
  /// envelope's inferred members are there only after finish().
  const History& so_far() const { return history_; }

  /// Cuts episodes, fills the envelope's empty members from ExecutionStarted, and gives the
  /// History away. The builder is empty afterwards.
  std::shared_ptr<const History> finish();

 private:
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };

  std::uint32_t intern(std::string_view name);
  void cut_episodes();
  void complete_envelope();

  History history_;
  std::unordered_map<std::string, std::uint32_t, NameHash, std::equal_to<>> names_;
  std::uint32_t last_name_ = 0;
};

}  // namespace core::model
