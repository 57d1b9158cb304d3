#include "core/importers/http_status/status_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/line_counter.h"
#include "core/importers/common/list_import.h"
#include "core/importers/common/merged_event.h"
#include "core/importers/common/pace.h"
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
  std::uint32_t line = 1;  // where it begins
  /// Where the list was encoded once more as a JSON string: its text, in which `events` counts.
  std::shared_ptr<const std::string> own_text{};
  /// Elements that PowerShell wrote as "@{EventType=…}".
  std::size_t flattened = 0;
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

/// Whether an object has anything that only a status says.
bool is_status(const JsonMembers& members) {
  static constexpr std::array<std::string_view, 5> kOwn{"instanceid", "runtimestatus",
                                                        "historyevents", "history", "createdtime"};
  return std::any_of(kOwn.begin(), kOwn.end(), [&](std::string_view name) {
    return members.find(name) != nullptr;
  });
}

class StatusFinder {
 public:
  StatusFinder(StatusFile& file, const base::WorkContext& work)
      : file_(file), pace_(work, file.text.size()), log_(file.report) {}

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
      Status status{{}, cursor.byte(), ""};
      Instance instance;
      instance.events = count_events(file_.text, status);
      instance.counts_rows = true;
      instance.end = file_.text.size();
      file_.statuses.push_back(std::move(status));
      file_.instances.push_back(std::move(instance));
    } else {
      read_sequence(cursor.byte(), JsonSequence::Layout::array, "");
    }
  }

  void read_sequence(std::size_t begin, JsonSequence::Layout layout, const std::string& path) {
    JsonSequence sequence(file_.text, begin, layout, &pace_);
    JsonSpan value;
    for (;;) {
      const JsonSequence::Step step = sequence.next(value);
      if (step == JsonSequence::Step::end) return remark_behind(sequence.byte());
      pace_.at(sequence.byte());
      const bool is_single = layout == JsonSequence::Layout::lines && sequence.count() <= 1;
      if (step == JsonSequence::Step::fault) return take_damaged(sequence, layout);
      const std::string here = is_single ? path : path + "/" + std::to_string(sequence.count() - 1);
      if (value.kind != '{' || !take(value.raw, here)) {
        log_.add_at(Severity::error, "import.not_a_status",
                    fmt::format("Element {} of the list is no status; it is left out.",
                                sequence.count() - 1),
                    {file_.name, value.byte, lines_.line_of(static_cast<std::size_t>(value.byte)),
                     0, here});
      }
    }
  }

  void remark_behind(std::size_t byte) {
    JsonCursor rest(file_.text, byte);
    rest.skip_space();
    if (rest.at_end()) return;
    log_.add_at(
        Severity::error, "import.trailing_content",
        "There is something behind the list's last bracket; it is not read.",
        {file_.name, rest.byte(), base::line_and_column(file_.text, rest.byte()).first, 0, {}});
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

  /// False when the object is whole and no status.
  bool take(std::string_view object, const std::string& path);
  void note_events(std::string_view key, const JsonSpan& value, Status& status) const;
  void find_cut_events(std::string_view object, Status& status) const;
  void take_list(const JsonSpan& value, std::size_t byte, Status& status) const;
  void remark_no_list(const JsonMembers& members, bool has_list, const std::string& path);
  /// The objects of the list; notes what is none.
  std::size_t count_events(std::string_view text, Status& status) {
    Pace* const pace = status.own_text ? nullptr : &pace_;
    JsonSequence sequence(text, *status.events, JsonSequence::Layout::array, pace);
    JsonSpan value;
    std::size_t count = 0;
    while (sequence.next(value) == JsonSequence::Step::found) {
      if (pace != nullptr) pace->at(value.byte);
      if (value.kind == '{') ++count;
      if (value.raw.starts_with("\"@{")) ++status.flattened;
    }
    return count;
  }

  StatusFile& file_;
  Pace pace_;
  LineCounter lines_{file_.text};
  RemarkLog log_;
};

/// The list of events: `historyEvents`, or `history` as client libraries call it.
void StatusFinder::note_events(std::string_view key, const JsonSpan& value, Status& status) const {
  const std::string name = folded(key);
  const bool may_be_list = value.kind == '[' || value.kind == '{' || value.kind == '"';
  if (!may_be_list || (name != "historyevents" && name != "history")) return;
  status.path += "/" + std::string(key);
  if (value.kind == '[') {
    status.events = value.byte;
  } else {
    take_list(value, value.byte, status);
  }
}

/// The same in a status that is cut, as a rule inside the list.
void StatusFinder::find_cut_events(std::string_view object, Status& status) const {
  JsonCursor cursor(object);
  if (!cursor.open('{')) return;
  const auto base = static_cast<std::size_t>(object.data() - file_.text.data());
  bool is_first = true;
  std::string_view raw_key;
  while (cursor.next_key(is_first, raw_key) == JsonCursor::Step::found) {
    const char kind = cursor.peek_kind();
    const std::size_t byte = cursor.byte();
    JsonSpan value{kind, {}, byte};
    const bool is_whole = cursor.value(value);
    if (is_whole || kind == '[') {
      note_events(raw_key.substr(1, raw_key.size() - 2), {kind, value.raw, base + byte}, status);
    }
    if (!is_whole) return;
  }
}

/// A list that a client wrapped: PowerShell's {"value": […], "Count"}, or JSON in a string.
void StatusFinder::take_list(const JsonSpan& value, std::size_t byte, Status& status) const {
  if (value.kind == '{') {
    const JsonSpan list = find_json_member(value.raw, "value");
    if (list.kind != '[') return;
    status.events = byte + static_cast<std::size_t>(list.raw.data() - value.raw.data());
    status.path += "/value";
    return;
  }
  std::string text;
  StringRepairs repairs;
  decode_json_string(value.raw, text, repairs);
  JsonCursor inside(text);
  if (inside.peek_kind() != '[') return;
  status.events = inside.byte();
  status.own_text = std::make_shared<const std::string>(std::move(text));
}

/// Something stands where the events should, but no list.
void StatusFinder::remark_no_list(const JsonMembers& members, bool has_list,
                                  const std::string& path) {
  for (const JsonMember& member : members.all()) {
    if ((member.name != "historyevents" && member.name != "history") || !member.has_value()) continue;
    const bool is_empty = member.raw.find_first_not_of("[] \r\n\t") == std::string_view::npos;
    if (has_list && (member.kind != '[' || is_empty)) continue;
    const auto byte = static_cast<std::size_t>(member.raw.data() - file_.text.data());
    log_.add_at(Severity::error, "import.bad_member",
                fmt::format("`{}` of the status is {}, not a list of events; nothing of it was read.",
                            base::printable(base::shorten(member.key, 40)),
                            base::printable(base::shorten(member.raw, 40))),
                {file_.name, byte, lines_.line_of(byte), 0, path + "/" + std::string(member.key)});
  }
}

bool StatusFinder::take(std::string_view object, const std::string& path) {
  JsonMembers members;
  const bool is_whole = members.read(object, &pace_);
  if (is_whole && !is_status(members)) return false;
  Status status{object, std::nullopt, path};
  status.line = lines_.line_of(static_cast<std::size_t>(object.data() - file_.text.data()));
  if (is_whole) {
    for (const JsonMember& member : members.all()) {
      const auto byte = static_cast<std::size_t>(member.raw.data() - file_.text.data());
      note_events(member.key, {member.kind, member.raw, byte}, status);
    }
  } else {
    find_cut_events(object, status);
  }
  Instance instance;
  instance.id = members.text_at("instanceid");
  instance.name = members.text_at("name");
  const JsonMember* word = members.find_value("runtimestatus");
  if (word != nullptr) instance.status = status_of_member(*word);
  instance.parent_id = members.text_at("parentinstanceid");
  instance.started = base::parse_timestamp(members.string_at("createdtime"));
  instance.counts_rows = true;
  instance.begin = static_cast<std::uint64_t>(object.data() - file_.text.data());
  instance.end = instance.begin + object.size();
  const std::string& text = status.own_text ? *status.own_text : file_.text;
  if (status.events) instance.events = count_events(text, status);
  const JsonMember* id = members.find_value("instanceid");
  if (!status.events && id != nullptr && id->kind != '"' && id->kind != '0') {
    log_.add_at(Severity::error, "import.bad_member",
                fmt::format("`{}` of the status is no text; it is left out.", id->key),
                {file_.name, instance.begin, status.line, 0, path});
  }
  const bool has_none = instance.events == 0 && status.flattened == 0;
  if (has_none && is_whole) remark_no_list(members, status.events.has_value(), path);
  file_.statuses.push_back(std::move(status));
  file_.instances.push_back(std::move(instance));
  return true;
}

/// Members around the events: input goes to the envelope, the rest is named.
void read_envelope(const Status& status, const base::Location& where, Pace& pace,
                   HistoryReading& reading) {
  if (status.object.empty()) return;
  JsonMembers members;
  members.read(status.object, &pace);
  model::Envelope& envelope = reading.builder().envelope();
  envelope.instance_id = members.text_at("instanceid");
  envelope.name = members.text_at("name");
  const std::string_view parent = members.text_at("parentinstanceid");
  if (!parent.empty()) envelope.parent_instance_id = parent;
  std::string unkept;
  for (const JsonMember& member : members.all()) {
    static constexpr std::array<std::string_view, 6> kKept{
        "instanceid", "name", "runtimestatus", "historyevents", "history", "parentinstanceid"};
    const bool is_word =
        member.name == "instanceid" || member.name == "name" || member.name == "parentinstanceid";
    if (is_word && member.has_value() && member.kind != '"' && member.kind != '0') {
      reading.remarks().add_at(Severity::error, "import.bad_member",
                               fmt::format("`{}` of the status is no text; it is left out.",
                                           base::printable(base::shorten(member.key, 40))),
                               where);
    }
    if (member.name == "input") {
      envelope.input = payload_of_member(member);
    } else if (std::find(kKept.begin(), kKept.end(), member.name) == kKept.end() &&
               member.has_value()) {
      unkept += (unkept.empty() ? "" : ", ") + base::printable(base::shorten(member.key, 40));
    }
  }
  if (unkept.empty()) return;
  reading.remarks().add_at(
      Severity::information, "import.member_not_kept",
      "Members around the events that no replay needs were not kept: " + unkept + ".", where);
}

/// A replay without the input goes another way, so a missing one is said.
void remark_input(const std::vector<MergedEvent>& events, const base::Location& where,
                  HistoryReading& reading) {
  const bool has_input = std::any_of(events.begin(), events.end(), [](const MergedEvent& event) {
    return event.type == model::EventType::execution_started && event.payload.has_value();
  });
  if (has_input || reading.builder().envelope().input.has_value()) return;
  reading.remarks().add_at(
      Severity::warning, "history.input_missing",
      "There is no input of the orchestration, neither around the events nor in ExecutionStarted: "
      "it had none, or the status was asked for with showInput=false. In a replay get_input() "
      "gives None.",
      where);
}

Loaded load_status(const StatusFile& file, std::size_t index, const base::WorkContext& work) {
  const Status& status = file.statuses[index];
  const Instance& instance = file.instances[index];
  const base::Location where{file.name, instance.begin, status.line, 0, status.path};
  if (!status.events || instance.events == 0) {
    throw base::FormatError({"import.no_history",
                             "This status carries no history events, only how the instance stands.",
                             where, std::string(kNoHistory)});
  }
  // Up to the end of this status: progress counts its bytes, not those of a thousand others.
  const std::string_view text = status.own_text ? std::string_view(*status.own_text)
                                                : std::string_view(file.text).substr(
                                                      0, static_cast<std::size_t>(instance.end));
  HistoryReading reading(text, file.name);
  reading.report().fidelity = model::Fidelity::reconstructed;
  reading.set_path(status.path);
  MergedEventReader reader(ResultForm::parsed, reading.remarks());
  std::vector<MergedEvent> events;
  events.reserve(instance.events);
  JsonMembers members;
  base::ProgressPart part(work.progress, 0, 900);
  reading.read(*status.events, JsonSequence::Layout::array, {part, work.stop},
               [&](const JsonSpan& value, const EventPlace& place) {
                 if (!members.read(value.raw)) {
                   return reading.not_an_event(place, "it is no object");
                 }
                 events.push_back(reader.read(members, value.raw, place));
               });
  Pace pace(work);
  read_envelope(status, where, pace, reading);
  reader.finish(where);
  remark_input(events, where, reading);
  reconstruct(std::move(events), {ListOrder::history, reader.counts_from_one() ? 1 : 0},
              reading.builder(), reading.remarks(), where, &pace);
  return reading.finish_rebuilt();
}

base::Error flattened_error(const std::string& file) {
  return {"import.no_history",
          "The history events are text such as \"@{EventType=…}\": PowerShell's ConvertTo-Json "
          "writes objects further down than its -Depth like that, and their values are lost.",
          {file, std::nullopt, 0, 0, {}},
          "Save the answer again with ConvertTo-Json -Depth 20."};
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
    const bool is_flattened =
        std::any_of(opened->statuses.begin(), opened->statuses.end(),
                    [](const Status& status) { return status.flattened > 0; });
    if (is_flattened) return flattened_error(file);
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
