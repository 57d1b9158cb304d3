// The history as a table. Rows are made when they come into sight and kept in a small cache, so
// that a million events cost nothing until they are looked at.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/state/reading.h"

namespace app::views {

namespace model = core::model;

struct HistoryRow {
  model::EventIndex event = model::kNoEvent;
  std::string number;    ///< position from 0, as shown in "event 23"
  std::string time;      ///< time of day
  std::string exact_time;///< full round-trip text, for the tooltip
  std::string type;
  std::string id;        ///< empty for none
  std::string link;      ///< id of the event it answers; empty for none
  std::string name;
  std::string payload;   ///< one printable line, shortened
  std::string pass;      ///< "p3": the episode
  model::EventIndex partner = model::kNoEvent;
  bool is_schedule = false;
  bool is_failure = false;
  bool is_unknown = false;
  bool begins_pass = false;
};

/// The whole of one event, for the lines under the table.
struct EventDetail {
  std::string title;                ///< "event 23 TaskCompleted"
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::string> payload; ///< pretty JSON, or the text as it is, in lines
};

class HistoryView {
 public:
  HistoryView() = default;
  HistoryView(state::ReadingPtr reading, std::string filter);

  bool is_stale(const state::ReadingPtr& reading, const std::string& filter) const {
    return reading_ != reading || filter_ != filter;
  }
  std::size_t size() const { return reading_ ? (is_filtered_ ? shown_.size() : total()) : 0; }
  std::size_t total() const { return reading_ ? reading_->history().size() : 0; }
  /// Valid until another 256 rows were asked for. REQUIRES: row < size().
  const HistoryRow& row(std::size_t row);
  /// Row of the event, or of the nearest shown one before it; size() when nothing is shown.
  std::size_t row_of(model::EventIndex event) const;
  /// "12 of 4,812 events"; empty while nothing is hidden.
  const std::string& hidden_text() const { return hidden_text_; }

 private:
  struct Slot {
    std::size_t row = SIZE_MAX;
    HistoryRow value;
  };

  state::ReadingPtr reading_;
  std::string filter_;
  bool is_filtered_ = false;
  std::vector<model::EventIndex> shown_;
  std::string hidden_text_;
  std::vector<Slot> cache_;
};

/// Everything about one event in words.
EventDetail event_detail(const state::Reading& reading, model::EventIndex event);

}  // namespace app::views
