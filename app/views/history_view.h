// The history as a table. Rows are made when they come into sight and kept in a small cache, so
// that a million events cost nothing until they are looked at.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "app/state/reading.h"

namespace app::views {

namespace model = core::model;

struct HistoryRow {
  model::EventIndex event = model::kNoEvent;
  std::string number;    ///< position from 0, as shown in "event 23"
  std::string time;      ///< time of day; empty where the format has no times
  std::string exact_time;///< full round-trip text, for the tooltip
  std::string type;
  std::string id;        ///< empty for none
  std::string link;      ///< id of the event it answers; empty for none
  std::string name;
  std::string payload;   ///< one printable line, shortened
  std::string pass;      ///< "p3": the episode
  std::string inferred;  ///< what was worked out (event_text.h); empty when all is in the file
  std::vector<std::string> reasons;  ///< and how
  model::EventIndex partner = model::kNoEvent;
  bool is_schedule = false;
  bool is_failure = false;
  bool is_unknown = false;
  bool begins_pass = false;
};

/// The whole of one event, for the event panel.
struct EventDetail {
  std::string title;                ///< "event 23 TaskCompleted"
  std::vector<std::pair<std::string, std::string>> fields;
  /// Pretty JSON, unwrapped (inner_json.h), or the text as it is; lines of at most kDetailColumns.
  std::vector<std::string> payload;
  bool is_elsewhere = false;  ///< the payload is only named
  /// The payload as it stands in the file; empty when it is no other.
  std::vector<std::string> recorded;
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
  /// "12 of 4,812 events"; empty while nothing is hidden, with how far it is while searching.
  const std::string& hidden_text() const { return hidden_text_; }
  /// The filter has events left to look at: call search() once a frame until it has not.
  bool is_searching() const { return is_filtered_ && searched_ < total(); }
  /// Looks at further events until the time is used up.
  void search(std::chrono::microseconds time);

 private:
  struct Slot {
    std::size_t row = SIZE_MAX;
    HistoryRow value;
  };

  state::ReadingPtr reading_;
  std::string filter_;
  bool matches(model::EventIndex event) const;
  void describe_hidden();

  std::string needle_;  // the filter in lower case
  bool is_filtered_ = false;
  std::size_t searched_ = 0;  // events looked at
  std::vector<model::EventIndex> shown_;
  std::string hidden_text_;
  std::vector<Slot> cache_;
};

inline constexpr std::size_t kDetailColumns = 200;
/// Everything about one event in words.
EventDetail event_detail(const state::Reading& reading, model::EventIndex event);

}  // namespace app::views
