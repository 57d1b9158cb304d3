// What one process wrote of one instance, line by line: every pass relies on rows of earlier lines,
// and says by count and digest on which. Made by recording_reader, read by recording_merge.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/recording/recorded_line.h"

namespace core::recording {

/// The places of all strands of an instance, each once.
class PlaceTable {
 public:
  model::PlaceIndex intern(const model::Place& place);
  std::vector<model::Place> take() { return std::move(places_); }

 private:
  std::map<std::tuple<std::string, std::string, std::uint32_t>, model::PlaceIndex> known_;
  std::vector<model::Place> places_;
};

class Strand {
 public:
  /// Whether the line begins anew: it relies on nothing although something was written before.
  bool begins_anew(const RecordedPass& line) const {
    return !events_.empty() && line.events_before.count == 0;
  }
  /// Takes a pass. What the line misses, when it relies on rows that are not there: then nothing
  /// is taken.
  std::optional<std::string> add(RecordedPass line, PlaceTable& places);

  const std::vector<EventRow>& events() const { return events_; }
  /// Passes and spines; no history, no places.
  const model::Trace& trace() const { return trace_; }
  /// How many yields two passes of this strand have in common for certain.
  std::uint32_t common_yields(model::PassIndex one, model::PassIndex other) const;

 private:
  void take_yields(RecordedPass& line, const std::vector<model::PlaceIndex>& places);

  std::vector<EventRow> events_;
  std::vector<std::uint32_t> event_digests_{0};  // by count
  std::vector<std::uint32_t> yield_digests_{0};  // by count, of the newest path
  model::Trace trace_;
};

}  // namespace core::recording
