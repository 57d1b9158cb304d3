#include "core/importers/temporal_json/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/common/event_fields.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/json_members.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/common/line_counter.h"
#include "core/importers/common/pace.h"

namespace core::importers {

using model::Severity;

namespace {

constexpr int kDepth = 5;

class RunFinder {
 public:
  RunFinder(std::string_view text, const std::string& file, RemarkLog& log, Pace& pace)
      : text_(text), file_(file), log_(log), pace_(pace) {}

  std::vector<TemporalRun> read() {
    walk(0, JsonSequence::Layout::lines, 0);
    finish_run();
    return std::move(runs_);
  }

 private:
  /// Steps through a sequence of values that begins at `begin`.
  void walk(std::size_t begin, JsonSequence::Layout layout, int depth) {
    // Outer values are stepped over before they are looked into: only what lies deep moves it.
    JsonSequence sequence(text_, begin, layout, &pace_);
    JsonSpan value;
    JsonSequence::Step step = JsonSequence::Step::end;
    std::vector<EventPlace> others;
    const std::size_t events_before = count_;
    while ((step = sequence.next(value)) == JsonSequence::Step::found) {
      const std::size_t before = count_;
      take(value.raw, value.kind, depth);
      if (count_ == before) others.push_back({value.byte, sequence.count() - 1});
    }
    if (count_ > events_before) say_no_events(others);
    if (step != JsonSequence::Step::fault) return;
    // What is cut off may be a list of events: read it as far as it goes.
    const std::size_t from = sequence.begin();
    if (from < text_.size() && from >= begin && depth < kDepth) {
      take(text_.substr(from), text_[from], depth);
    }
    damage(sequence.fault());
  }

  void take(std::string_view raw, char kind, int depth) {
    if (depth >= kDepth) return;
    const auto begin = static_cast<std::size_t>(raw.data() - text_.data());
    if (kind == '[') {
      walk(begin, JsonSequence::Layout::array, depth + 1);
    } else if (kind == '{') {
      const auto id = temporal_event_id(raw);
      id ? take_event(raw, begin, *id) : take_members(raw, depth + 1);
    }
  }

  void take_members(std::string_view raw, int depth) {
    JsonCursor cursor(raw, 0, &pace_);
    cursor.open('{');
    bool is_first = true;
    std::string_view key;
    while (cursor.next_key(is_first, key) == JsonCursor::Step::found) {
      const char kind = cursor.peek_kind();
      const std::size_t begin = cursor.byte();
      JsonSpan value;
      const bool is_whole = cursor.value(value);
      const std::string_view part = is_whole ? value.raw : raw.substr(begin);
      if (kind == '{' || kind == '[') take(part, kind, depth);
      if (!is_whole) return;
    }
  }

  void take_event(std::string_view raw, std::size_t begin, std::int64_t number) {
    const bool may_be_cut = raw.data() + raw.size() == text_.data() + text_.size();
    JsonMembers members;
    if (may_be_cut && !members.read(raw)) return;  // the fault is remarked on where it is met
    // Ids begin again with every run of a workflow.
    if (number == 1 && std::exchange(has_first_, true)) {
      finish_run();
      has_first_ = true;
    }
    run_.rows.push_back({raw, {begin, count_++}, number});
  }

  /// Elements of a list that has events besides.
  void say_no_events(const std::vector<EventPlace>& others) {
    for (const EventPlace& place : others) {
      log_.add_at(Severity::error, "import.not_an_event",
                  fmt::format("Element {} of the list is no event: it has no id and type; it is "
                              "left out.",
                              place.number),
                  {file_, place.byte, lines_.line_of(place.byte), 0, {}});
    }
  }

  void finish_run() {
    if (run_.rows.empty()) return;
    const auto by_id = [](const TemporalRow& a, const TemporalRow& b) { return a.id < b.id; };
    if (!std::is_sorted(run_.rows.begin(), run_.rows.end(), by_id)) {
      std::stable_sort(run_.rows.begin(), run_.rows.end(), by_id);
      run_.was_sorted = true;
    }
    runs_.push_back(std::move(run_));
    run_ = {};
    has_first_ = false;
  }

  void damage(const JsonFault& fault) {
    if (is_damaged_) return;
    is_damaged_ = true;
    log_.add_at(Severity::error, "import.damaged",
                fmt::format("The file {} here, where {} was expected; {} read before it.",
                            fault.at_end ? "ends" : "is no JSON", fault.expected,
                            base::count_of(count_, "event") + (count_ == 1 ? " was" : " were")),
                {file_, fault.byte, base::line_and_column(text_, fault.byte).first, 0, {}});
  }

  std::string_view text_;
  const std::string& file_;
  RemarkLog& log_;
  Pace& pace_;
  LineCounter lines_{text_};
  std::vector<TemporalRun> runs_;
  TemporalRun run_;
  std::size_t count_ = 0;
  bool has_first_ = false;  // the run being read has its event 1
  bool is_damaged_ = false;
};

/// Also where it is a number in a string; 0 when it is neither.
std::int64_t id_of(const JsonSpan& value) {
  std::string_view text = value.raw;
  if (value.kind == '"') text = text.substr(1, text.size() - 2);
  return integer_of({value.kind, text}).value_or(0);
}

}  // namespace

std::optional<std::int64_t> temporal_event_id(std::string_view object) {
  JsonCursor cursor(object);
  if (!cursor.open('{')) return std::nullopt;
  bool is_first = true;
  std::string_view key;
  bool has_type = false;
  std::optional<std::int64_t> id;
  while (cursor.next_key(is_first, key) == JsonCursor::Step::found) {
    const std::string name = folded(key.substr(1, key.size() - 2));
    has_type = has_type || name == "eventtype" || name.ends_with("eventattributes");
    JsonSpan value;
    const bool is_whole = cursor.value(value);
    if (name == "eventid") id = is_whole ? id_of(value) : 0;
    if (has_type && id) return id;
    if (!is_whole) return std::nullopt;
  }
  return std::nullopt;
}

std::vector<TemporalRun> find_temporal_runs(std::string_view text, const std::string& file,
                                            RemarkLog& log, Pace& pace) {
  return RunFinder(text, file, log, pace).read();
}

}  // namespace core::importers
