#include "core/importers/http_status/status_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/list_import.h"
#include "core/importers/common/merged_event.h"
#include "core/importers/common/sdk_event.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::Severity;

namespace {

/// One status, as a place in the file.
struct Status {
  std::string_view object;            // empty for a bare list of events
  std::optional<std::size_t> events;  // byte of the list's `[`
  std::string path;
};

/// What the loads share: they run long after the file was opened.
struct StatusFile {
  std::string text;
  std::string name;
  std::vector<Status> statuses;
  std::vector<Instance> instances;
  model::Report report;
};

constexpr std::string_view kNoHistory =
    "Ask for the status again with ?showHistory=true&showHistoryOutput=true&showInput=true.";

class StatusFinder {
 public:
  StatusFinder(StatusFile& file, const base::WorkContext& work)
      : file_(file), work_(work), log_(file.report) {}

  void read() {
    const char first = JsonCursor(file_.text).peek_kind();
    if (first == '[') {
      read_top_array();
    } else {
      read_sequence(0, JsonSequence::Layout::lines, "");
    }
    log_.finish();
  }

 private:
  void read_top_array() {
    JsonMembers element;
    JsonCursor cursor(file_.text);
    cursor.skip_space();
    element.read(first_object(file_.text, cursor.byte()));
    if (element.find("eventtype") != nullptr) {
      file_.statuses.push_back({{}, cursor.byte(), ""});
      file_.instances.push_back({"", "", model::RuntimeStatus::unknown, count_events(cursor.byte()),
                                 0, file_.text.size()});
    } else {
      read_sequence(cursor.byte(), JsonSequence::Layout::array, "");
    }
  }

  void read_sequence(std::size_t begin, JsonSequence::Layout layout, const std::string& path) {
    JsonSequence sequence(file_.text, begin, layout);
    JsonSpan value;
    for (;;) {
      const JsonSequence::Step step = sequence.next(value);
      if (step == JsonSequence::Step::end) return;
      if (work_.stop.stop_requested()) throw base::FormatError(cancelled_error());
      const bool is_single = layout == JsonSequence::Layout::lines && sequence.count() <= 1;
      if (step == JsonSequence::Step::fault) return take_damaged(sequence, layout);
      const std::string here = is_single ? path : path + "/" + std::to_string(sequence.count() - 1);
      take(value.raw, here);
    }
  }

  /// A status that is cut still gives the events before the cut.
  void take_damaged(const JsonSequence& sequence, JsonSequence::Layout layout) {
    const std::size_t begin = sequence.begin();
    const std::string here =
        layout == JsonSequence::Layout::lines ? "" : "/" + std::to_string(sequence.count());
    if (begin < file_.text.size() && file_.text[begin] == '{') {
      take(std::string_view(file_.text).substr(begin), here);
    }
    const JsonFault& fault = sequence.fault();
    log_.add_at(
        Severity::error, "import.damaged",
        fmt::format("The file {} here, where {} was expected; what stands behind it was "
                    "not read.",
                    fault.at_end ? "ends" : "is no JSON", fault.expected),
        {file_.name, fault.byte, base::line_and_column(file_.text, fault.byte).first, 0, here});
  }

  void take(std::string_view object, const std::string& path);
  std::optional<std::size_t> find_events(std::string_view object, std::string& path) const;
  std::size_t count_events(std::size_t begin) const {
    JsonSequence sequence(file_.text, begin, JsonSequence::Layout::array);
    JsonSpan value;
    while (sequence.next(value) == JsonSequence::Step::found) {
    }
    return sequence.count();
  }

  StatusFile& file_;
  const base::WorkContext& work_;
  RemarkLog log_;
};

/// The list of events: `historyEvents`, or `history` as client libraries call it. Also in a status
/// that is cut inside the list.
std::optional<std::size_t> StatusFinder::find_events(std::string_view object,
                                                     std::string& path) const {
  JsonCursor cursor(object);
  if (!cursor.open('{')) return std::nullopt;
  const auto base = static_cast<std::size_t>(object.data() - file_.text.data());
  std::optional<std::size_t> found;
  bool is_first = true;
  std::string_view raw_key;
  while (cursor.next_key(is_first, raw_key) == JsonCursor::Step::found) {
    const std::string_view key = raw_key.substr(1, raw_key.size() - 2);
    const std::string name = base::to_lower_ascii(key);
    const bool is_list = name == "historyevents" || name == "history_events" || name == "history";
    if (is_list && cursor.peek_kind() == '[') {
      found = base + cursor.byte();
      path += "/" + std::string(key);
    }
    JsonSpan value;
    if (!cursor.value(value)) break;
  }
  return found;
}

void StatusFinder::take(std::string_view object, const std::string& path) {
  JsonMembers members;
  members.read(object);
  Status status{object, std::nullopt, path};
  status.events = find_events(object, status.path);
  Instance instance;
  instance.id = members.string_at("instanceid");
  instance.name = members.string_at("name");
  const JsonMember* word = members.find_value("runtimestatus");
  if (word != nullptr) instance.status = status_of_member(*word);
  instance.begin = static_cast<std::uint64_t>(object.data() - file_.text.data());
  instance.end = instance.begin + object.size();
  if (status.events) instance.events = count_events(*status.events);
  file_.statuses.push_back(std::move(status));
  file_.instances.push_back(std::move(instance));
}

/// Members around the events: input goes to the envelope, the rest is named.
void read_envelope(const Status& status, HistoryReading& reading) {
  if (status.object.empty()) return;
  JsonMembers members;
  members.read(status.object);
  model::Envelope& envelope = reading.builder().envelope();
  envelope.instance_id = members.string_at("instanceid");
  envelope.name = members.string_at("name");
  const std::string_view parent = members.string_at("parentinstanceid");
  if (!parent.empty()) envelope.parent_instance_id = parent;
  std::string unkept;
  for (const JsonMember& member : members.all()) {
    static constexpr std::array<std::string_view, 6> kKept{
        "instanceid", "name", "runtimestatus", "historyevents", "history", "parentinstanceid"};
    if (member.name == "input") {
      envelope.input = payload_of_member(member);
    } else if (std::find(kKept.begin(), kKept.end(), member.name) == kKept.end() &&
               member.has_value()) {
      unkept += (unkept.empty() ? "" : ", ") + base::printable(base::shorten(member.key, 40));
    }
  }
  if (unkept.empty()) return;
  const auto begin = static_cast<std::uint64_t>(status.object.data() - reading.text().data());
  reading.remarks().add_at(
      Severity::information, "import.member_not_kept",
      "Members around the events that no replay needs were not kept: " + unkept + ".",
      reading.place_of(begin, status.path));
}

Loaded load_status(const StatusFile& file, std::size_t index, const base::WorkContext& work) {
  const Status& status = file.statuses[index];
  const Instance& instance = file.instances[index];
  const base::Location where{file.name, instance.begin,
                             base::line_and_column(file.text, instance.begin).first, 0,
                             status.path};
  if (!status.events || instance.events == 0) {
    throw base::FormatError({"import.no_history",
                             "This status carries no history events, only how the instance stands.",
                             where, std::string(kNoHistory)});
  }
  HistoryReading reading(file.text, file.name);
  reading.report().fidelity = model::Fidelity::reconstructed;
  reading.set_path(status.path);
  MergedEventReader reader(ResultForm::parsed, reading.remarks());
  std::vector<MergedEvent> events;
  JsonMembers members;
  const bool is_done = reading.read(*status.events, JsonSequence::Layout::array, work,
                                    [&](const JsonSpan& value, const EventPlace& place) {
                                      if (!members.read(value.raw))
                                        return reading.not_an_event(place, "it is no object");
                                      events.push_back(reader.read(members, value.raw, place));
                                    });
  if (!is_done) throw base::FormatError(cancelled_error());
  read_envelope(status, reading);
  reader.finish(where);
  reconstruct(std::move(events), {ListOrder::history, reader.counts_from_one() ? 1 : 0},
              reading.builder(), reading.remarks(), where);
  return reading.finish_rebuilt();
}

}  // namespace

base::Result<std::unique_ptr<Import>> open_statuses(std::string bytes, const std::string& file,
                                                    const base::WorkContext& work) {
  auto opened = std::make_shared<StatusFile>();
  opened->text = std::move(bytes);
  opened->name = file;
  StatusFinder(*opened, work).read();
  const bool has_events = std::any_of(opened->instances.begin(), opened->instances.end(),
                                      [](const Instance& instance) { return instance.events > 0; });
  if (!has_events) {
    if (opened->report.has_errors()) return no_event_error(opened->report, file);
    return base::Error{"import.no_history",
                       opened->instances.size() == 1
                           ? "The status carries no history events, only how the instance stands."
                           : "The statuses carry no history events, only how the instances stand.",
                       {file, std::nullopt, 0, 0, {}},
                       std::string(kNoHistory)};
  }
  opened->report.fidelity = model::Fidelity::reconstructed;
  return std::unique_ptr<Import>(
      std::make_unique<ListImport>(opened->instances, opened->report,
                                   [opened](std::size_t index, const base::WorkContext& load_work) {
                                     return load_status(*opened, index, load_work);
                                   }));
}

}  // namespace core::importers
