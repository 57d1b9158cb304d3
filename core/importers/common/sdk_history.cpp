#include "core/importers/common/sdk_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/sdk_event.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::Severity;

namespace {

/// "pastEvents", "past_events" and the "pasteventsList" of google-protobuf are one.
std::string_view list_name(const OutlinedValue& value) {
  std::string_view name = value.name;
  if (name.ends_with("list")) name.remove_suffix(4);
  return name;
}

/// The word that names the kind of a flat event.
const JsonMember* type_of(const JsonMembers& event) {
  const JsonMember* type = event.find_value("eventtype");
  return type != nullptr ? type : event.find_value("type");
}

/// The member that names the kind; the first object where nobody knows the kind.
const JsonMember* kind_of(const JsonMembers& event) {
  const JsonMember* first = nullptr;
  for (const JsonMember& member : event.all()) {
    if (member.kind != '{' || member.name == "timestamp" || member.name == "router") continue;
    if (member.name == "eventtype") return &member;  // {"case", "value"} of protobuf-es
    if (sdk_type_of(member.name)) return &member;
    if (first == nullptr) first = &member;
  }
  return first;
}

bool is_empty_array(std::string_view text, std::size_t byte) {
  JsonSequence sequence(text, byte, JsonSequence::Layout::array);
  JsonSpan value;
  return sequence.next(value) == JsonSequence::Step::end;
}

class SdkHistoryReader {
 public:
  SdkHistoryReader(std::string_view text, const std::string& file, SdkForm form)
      : text_(text), form_(form), reading_(text, file) {}

  base::Result<std::unique_ptr<Import>> read(const base::WorkContext& work);

 private:
  void read_arrays(const JsonOutline& outline, const base::WorkContext& work);
  bool is_chunk(std::string_view object);
  bool holds_chunks(std::size_t begin);
  void no_chunk(const JsonSpan& chunk, std::size_t number);
  void read_chunks(std::size_t begin, const base::WorkContext& work);
  bool is_line();
  bool holds_event(std::string_view object);
  void take(const JsonSpan& value, const EventPlace& place);
  void take_metadata(const EventPlace& place);
  void note_dapr(std::string_view word);
  void count_time(const EventFields& fields);
  void remark_members(const JsonOutline& outline);
  void remark_dapr(const base::Location& where);
  void remark_oddities();

  std::string_view text_;
  SdkForm form_;
  HistoryReading reading_;
  SdkEvent translator_;
  JsonMembers head_, body_;
  EventFields fields_;
  std::set<std::string> patches_;
  bool is_past_ = false;
  std::size_t detached_ = 0;
  std::size_t past_ = 0, new_ = 0, translated_ = 0, zero_times_ = 0;
};

base::Result<std::unique_ptr<Import>> SdkHistoryReader::read(const base::WorkContext& work) {
  const char first = JsonCursor(text_).peek_kind();
  base::ProgressPart looking(work.progress, 0, 150);
  Pace pace({looking, work.stop}, text_.size());
  const JsonOutline outline = outline_of(text_, &pace);
  base::ProgressPart reading(work.progress, 150, 1000);
  const base::WorkContext rest{reading, work.stop};
  const bool is_lines = first == '{' && is_line();
  if (is_lines) {
    reading_.read(0, JsonSequence::Layout::lines, rest,
                  [&](const JsonSpan& value, const EventPlace& place) { take(value, place); });
  } else {
    read_arrays(outline, rest);
    remark_members(outline);
  }
  remark_oddities();
  return reading_.finish_single();
}

void SdkHistoryReader::read_arrays(const JsonOutline& outline, const base::WorkContext& work) {
  for (const OutlinedValue& value : outline.values) {
    if (value.kind != '[') continue;
    const std::string_view object = first_object(text_, value.byte);
    const std::string_view name = list_name(value);
    is_past_ = name == "pastevents";
    const bool is_named = is_past_ || name == "newevents" || value.path.empty();
    if (value.path.empty() && holds_chunks(value.byte)) {
      read_chunks(value.byte, work);
      continue;
    }
    if (!is_named && !holds_event(object)) {
      if (!is_empty_array(text_, value.byte)) reading_.member_not_kept(value);
      continue;
    }
    reading_.set_path(value.path);
    const std::size_t before = reading_.intake().taken();
    reading_.read(
        value.byte, JsonSequence::Layout::array, work,
        [&](const JsonSpan& element, const EventPlace& place) { take(element, place); });
    const std::size_t taken = reading_.intake().taken() - before;
    if (is_past_) past_ += taken;
    if (name == "newevents") new_ += taken;
  }
}

/// An element of a list of parts: `events` and nothing that makes it a history of its own.
bool SdkHistoryReader::is_chunk(std::string_view object) {
  body_.read(object);
  const JsonMember* events = body_.find_value("events");
  if (events == nullptr || events->kind != '[' || body_.find("instanceid") != nullptr) return false;
  const std::string_view first = first_object(events->raw, 0);
  return holds_event(first);
}

/// Whether a part comes before any event.
bool SdkHistoryReader::holds_chunks(std::size_t begin) {
  JsonSequence elements(text_, begin, JsonSequence::Layout::array);
  JsonSpan element;
  while (elements.next(element) == JsonSequence::Step::found) {
    if (element.kind != '{') continue;
    if (is_chunk(element.raw)) return true;
    if (holds_event(element.raw)) return false;
  }
  return false;
}

/// Protobuf leaves out a list that is empty; nothing else is a lawful part without one.
void SdkHistoryReader::no_chunk(const JsonSpan& chunk, std::size_t number) {
  body_.read(chunk.raw);
  const bool may_be_empty = chunk.kind == '{' && body_.find_value("events") == nullptr;
  reading_.remarks().add_at(
      may_be_empty ? Severity::warning : Severity::error, "import.part_without_events",
      may_be_empty ? fmt::format("Part {} of the history has no list `events`: it was empty, or its "
                                 "events are missing here.",
                                 number)
                   : fmt::format("Part {} of the history is no object with a list `events`; it is "
                                 "left out.",
                                 number),
      reading_.place_of(chunk.byte, "/" + std::to_string(number)));
}

/// HistoryChunks of a stream, collected into an array: one history.
void SdkHistoryReader::read_chunks(std::size_t begin, const base::WorkContext& work) {
  JsonSequence chunks(text_, begin, JsonSequence::Layout::array);
  JsonSpan chunk;
  JsonSequence::Step step = JsonSequence::Step::end;
  while ((step = chunks.next(chunk)) == JsonSequence::Step::found) {
    const JsonSpan events = find_json_member(chunk.raw, "events");
    if (events.kind != '[') {
      no_chunk(chunk, chunks.count() - 1);
      continue;
    }
    reading_.set_path("/" + std::to_string(chunks.count() - 1) + "/events");
    const auto byte = static_cast<std::size_t>(events.raw.data() - text_.data());
    reading_.read(
        byte, JsonSequence::Layout::array, work,
        [&](const JsonSpan& element, const EventPlace& place) { take(element, place); });
  }
}

/// A line of its own for every event has an event where the others have what stands around it.
bool SdkHistoryReader::is_line() {
  JsonCursor cursor(text_);
  JsonSpan object;
  const std::string_view first = cursor.value(object) ? object.raw : text_;
  if (holds_event(first)) return true;
  const auto& members = body_.all();
  return body_.find("schemaversion") != nullptr &&
         std::none_of(members.begin(), members.end(),
                      [](const JsonMember& member) { return member.kind == '['; });
}

bool SdkHistoryReader::holds_event(std::string_view object) {
  body_.read(object);
  const JsonMember* kind = form_ == SdkForm::oneof ? kind_of(body_) : type_of(body_);
  if (kind == nullptr) return false;
  if (form_ == SdkForm::flat) return sdk_type_of_text(kind->kind, kind->text).has_value();
  return kind->name == "eventtype" || sdk_type_of(kind->name).has_value();
}

void SdkHistoryReader::take(const JsonSpan& value, const EventPlace& place) {
  if (!head_.read(value.raw)) return reading_.not_an_event(place, "it is no object");
  const bool is_oneof = form_ == SdkForm::oneof;
  const JsonMember* kind = is_oneof ? kind_of(head_) : type_of(head_);
  if (kind == nullptr && head_.find("schemaversion") != nullptr) return take_metadata(place);
  if (kind == nullptr) {
    return reading_.not_an_event(place, "it has no member that names its kind");
  }
  std::string word(is_oneof ? kind->key : kind->text);
  if (is_oneof) body_.read(kind->raw);
  if (is_oneof && kind->name == "eventtype") {
    word = body_.string_at("case");
    const JsonMember* inside = body_.find_value("value");
    body_.read(inside == nullptr ? std::string_view("{}") : inside->raw);
  }
  if (const auto numbered = sdk_type_of_text(kind->kind, word); !is_oneof && numbered) {
    if (kind->kind == '0') word = model::name_of(numbered->type);
  }
  const auto type = translator_.translate(word, head_, is_oneof ? body_ : head_,
                                          is_oneof ? Zeros::omitted : Zeros::written, fields_);
  for (const JsonMember& member : head_.all()) {
    const bool is_head = member.name == "eventid" || member.name == "timestamp" ||
                         member.name == "isplayed" || member.name == "$typename" ||
                         (member.name == "isreplay" && member.raw == "false");
    if (is_oneof && &member != kind && !is_head && member.has_value()) {
      fields_.put_unkept(member.key);
    }
  }
  // The platform marks what it went past; this format says so by the list that holds the event.
  const bool is_inbound =
      !model::is_outbound(type) && type != model::EventType::orchestrator_started;
  if (is_past_ && is_inbound) fields_.put(Field::is_played, 't', "true");
  note_dapr(word);
  count_time(fields_);
  reading_.intake().take(type, fields_, place, value.raw);
  if (head_.repairs().had_invalid_utf8 || (is_oneof && body_.repairs().had_invalid_utf8)) {
    reading_.remarks().add(Severity::error, "history.text_repaired",
                           fmt::format("Event {} holds bytes that are not UTF-8; the places are "
                                       "shown as U+FFFD.",
                                       place.number),
                           place);
  }
}

/// The first line of an export in lines says whose history follows.
void SdkHistoryReader::take_metadata(const EventPlace& place) {
  model::Envelope& envelope = reading_.builder().envelope();
  std::string unkept;
  for (const JsonMember& member : head_.all()) {
    if (member.name == "instanceid" && member.kind == '"') {
      envelope.instance_id = member.text;
    } else if (member.name != "kind" && member.name != "schemaversion" && member.has_value()) {
      unkept += (unkept.empty() ? "" : ", ") + base::printable(base::shorten(member.key, 40));
    }
  }
  if (unkept.empty()) return;
  reading_.remarks().add(
      Severity::information, "import.member_not_kept",
      "Members of the metadata that no replay needs were not kept: " + unkept + ".", place);
}

/// Counts what was translated and collects the patches that Dapr recorded.
void SdkHistoryReader::note_dapr(std::string_view word) {
  const auto known = sdk_type_of(word);
  if (!known) return;
  translated_ += known->is_translated ? 1 : 0;
  const bool is_child = known->type == model::EventType::sub_orchestration_instance_created;
  detached_ += known->is_dapr && is_child ? 1 : 0;
  const JsonMember* version = fields_.keeps_row ? body_.find_value("version") : nullptr;
  const JsonSpan patches =
      version == nullptr ? JsonSpan() : find_json_member(version->raw, "patches");
  if (patches.kind != '[') return;
  JsonSequence names(patches.raw, 0, JsonSequence::Layout::array);
  JsonSpan name;
  while (names.next(name) == JsonSequence::Step::found) {
    std::string text;
    StringRepairs repairs;
    if (name.kind == '"') decode_json_string(name.raw, text, repairs);
    if (!text.empty()) patches_.insert(std::move(text));
  }
}

void SdkHistoryReader::count_time(const EventFields& fields) {
  const FieldValue* time = fields.find_value(Field::timestamp);
  if (time != nullptr && (time->text.starts_with("1970-01-01T00:00:00") ||
                          time->text.starts_with("0001-01-01T00:00:00"))) {
    ++zero_times_;
  }
}

void SdkHistoryReader::remark_members(const JsonOutline& outline) {
  model::Envelope& envelope = reading_.builder().envelope();
  for (const OutlinedValue& value : outline.values) {
    if (value.kind == '[' || value.kind == 'n') continue;
    std::string text;
    StringRepairs repairs;
    if (value.kind == '"') decode_json_string(value.raw, text, repairs);
    if (value.kind == '0') text = value.raw;  // an id that a tool wrote as a number
    const bool is_wrapped = value.name == "value";
    const std::string path = is_wrapped ? value.path.substr(0, value.path.rfind('/')) : value.path;
    const std::string name = is_wrapped ? folded(path.substr(path.rfind('/') + 1)) : value.name;
    if (name == "instanceid" && envelope.instance_id.empty()) {
      envelope.instance_id = text;
    } else if (name == "executionid" && envelope.execution_id.empty()) {
      envelope.execution_id = text;
    } else if (name != "schemaversion") {
      reading_.member_not_kept(value);
    }
  }
  reading_.remark_outline(outline, reading_.intake().taken());
}

void SdkHistoryReader::remark_dapr(const base::Location& where) {
  if (!patches_.empty()) {
    std::string list;
    for (const std::string& patch : patches_) {
      list += (list.empty() ? "" : ", ") + base::printable(base::shorten(patch, 40));
    }
    reading_.remarks().add_at(
        Severity::information, "history.patches",
        "The workflow was recorded with patches of the code: " + list +
            ". They are kept in the rows as they were written; no replay applies them.",
        where);
  }
  if (detached_ == 0) return;
  reading_.remarks().add_at(
      Severity::information, "history.detached_children",
      fmt::format("{} started detached {} shown as SubOrchestrationInstanceCreated; no answer "
                  "follows.",
                  base::count_of(detached_, "workflow"), detached_ == 1 ? "is" : "are"),
      where);
}

void SdkHistoryReader::remark_oddities() {
  const base::Location where{reading_.file(), std::nullopt, 0, 0, {}};
  RemarkLog& remarks = reading_.remarks();
  if (past_ + new_ > 0) {
    remarks.add_at(Severity::information, "import.past_and_new",
                   fmt::format("A request of one pass: {} in the list of past events, {} in the "
                               "list of new ones.",
                               base::count_of(past_, "event"), base::count_of(new_, "event")),
                   where);
  }
  if (translated_ > 0) {
    remarks.add_at(
        Severity::information, "history.entity_events_translated",
        fmt::format("{} about entities {} shown as EventSent and EventRaised, as the "
                    "Functions host records them; the row as it was written is kept "
                    "with each.",
                    base::count_of(translated_, "event"), translated_ == 1 ? "is" : "are"),
        where);
  }
  remark_dapr(where);
  if (zero_times_ > 0) {
    remarks.add_at(
        Severity::information, "history.zero_times",
        fmt::format("{} {} the time zero (1970 or year 1): the writer did not set it. "
                    "Times of passes are not affected.",
                    base::count_of(zero_times_, "event"), zero_times_ == 1 ? "has" : "have"),
        where);
  }
}

}  // namespace

base::Result<std::unique_ptr<Import>> read_sdk_history(std::string_view text,
                                                       const std::string& file, SdkForm form,
                                                       const base::WorkContext& work) {
  return SdkHistoryReader(text, file, form).read(work);
}

}  // namespace core::importers
