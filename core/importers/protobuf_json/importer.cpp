#include "core/importers/protobuf_json/importer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/sdk_event.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::Severity;

namespace {

/// Whether an object has the one member that protobuf's oneof writes for a kind of event.
bool is_event(const ObjectShape& object) {
  return std::any_of(object.members.begin(), object.members.end(), [](const auto& member) {
    return member.kind == '{' && sdk_type_of(member.key).has_value();
  });
}

/// The member that names the kind; the first object where nobody knows the kind.
const JsonMember* kind_of(const JsonMembers& event) {
  const JsonMember* first = nullptr;
  for (const JsonMember& member : event.all()) {
    if (member.kind != '{' || member.name == "timestamp" || member.name == "router") continue;
    if (sdk_type_of(member.name)) return &member;
    if (first == nullptr) first = &member;
  }
  return first;
}

class ProtobufReader {
 public:
  ProtobufReader(std::string_view text, const std::string& file)
      : text_(text), reading_(text, file) {}

  base::Result<std::unique_ptr<Import>> read(const base::WorkContext& work);

 private:
  bool read_arrays(const JsonOutline& outline, const base::WorkContext& work);
  void take(const JsonSpan& value, const EventPlace& place);
  void count_time(const EventFields& fields);
  void remark_members(const JsonOutline& outline);
  void remark_oddities();

  std::string_view text_;
  HistoryReading reading_;
  SdkEvent translator_;
  JsonMembers head_, body_;
  EventFields fields_;
  bool is_past_ = false;
  std::size_t past_ = 0, new_ = 0, translated_ = 0, zero_times_ = 0;
};

base::Result<std::unique_ptr<Import>> ProtobufReader::read(const base::WorkContext& work) {
  const char first = JsonCursor(text_).peek_kind();
  const JsonOutline outline = outline_of(text_);
  const bool has_arrays = first == '[' || std::any_of(outline.values.begin(), outline.values.end(),
                                                      [](const auto& value) {
                                                        return value.kind == '[';
                                                      });
  // A line of its own for every event has an object where the others have an array.
  const bool is_lines = first == '{' && !has_arrays;
  const bool is_done = is_lines
                           ? reading_.read(0, JsonSequence::Layout::lines, work,
                                           [&](const JsonSpan& value, const EventPlace& place) {
                                             take(value, place);
                                           })
                           : read_arrays(outline, work);
  if (!is_done) return cancelled_error();
  if (!is_lines) remark_members(outline);
  remark_oddities();
  return reading_.finish_single();
}

bool ProtobufReader::read_arrays(const JsonOutline& outline, const base::WorkContext& work) {
  for (const OutlinedValue& value : outline.values) {
    if (value.kind != '[') continue;
    const std::string_view object = first_object(text_, value.byte);
    is_past_ = value.name == "pastevents";
    const bool is_named = is_past_ || value.name == "newevents" || value.path.empty();
    if (!is_named && (!body_.read(object) || kind_of(body_) == nullptr ||
                      !sdk_type_of(kind_of(body_)->name))) {
      continue;
    }
    reading_.set_path(value.path);
    const std::size_t before = reading_.intake().taken();
    const bool is_done = reading_.read(
        value.byte, JsonSequence::Layout::array, work,
        [&](const JsonSpan& element, const EventPlace& place) { take(element, place); });
    if (!is_done) return false;
    const std::size_t taken = reading_.intake().taken() - before;
    if (is_past_) past_ += taken;
    if (value.name == "newevents") new_ += taken;
  }
  return true;
}

void ProtobufReader::take(const JsonSpan& value, const EventPlace& place) {
  if (!head_.read(value.raw)) return reading_.not_an_event(place, "it is no object");
  const JsonMember* kind = kind_of(head_);
  if (kind == nullptr) {
    return reading_.not_an_event(place, "it has no member that names its kind");
  }
  body_.read(kind->raw);
  const auto type = translator_.translate(kind->key, head_, body_, Zeros::omitted, fields_);
  for (const JsonMember& member : head_.all()) {
    const bool is_head = member.name == "eventid" || member.name == "timestamp" ||
                         member.name == "isplayed";
    if (&member != kind && !is_head && member.has_value()) fields_.put_unkept(member.key);
  }
  // The platform marks what it went past; this format says so by the list that holds the event.
  const bool is_inbound =
      !model::is_outbound(type) && type != model::EventType::orchestrator_started;
  if (is_past_ && is_inbound) fields_.put(Field::is_played, 't', "true");
  translated_ += fields_.own_type.empty() ? 0 : 1;
  count_time(fields_);
  reading_.intake().take(type, fields_, place, value.raw);
  if (head_.repairs().had_invalid_utf8 || body_.repairs().had_invalid_utf8 ||
      body_.repairs().had_lone_surrogate) {
    reading_.remarks().add(Severity::error, "history.text_repaired",
                           fmt::format("Event {} holds text that is not valid; the places are "
                                       "shown as U+FFFD.",
                                       place.number),
                           place);
  }
}

void ProtobufReader::count_time(const EventFields& fields) {
  const FieldValue* time = fields.find_value(Field::timestamp);
  if (time != nullptr && (time->text.starts_with("1970-01-01T00:00:00") ||
                          time->text.starts_with("0001-01-01T00:00:00"))) {
    ++zero_times_;
  }
}

void ProtobufReader::remark_members(const JsonOutline& outline) {
  model::Envelope& envelope = reading_.builder().envelope();
  for (const OutlinedValue& value : outline.values) {
    if (value.kind == '[' || value.kind == 'n') continue;
    std::string text;
    StringRepairs repairs;
    if (value.kind == '"') decode_json_string(value.raw, text, repairs);
    const bool is_wrapped = value.name == "value";
    const std::string path = is_wrapped ? value.path.substr(0, value.path.rfind('/')) : value.path;
    const std::string name = is_wrapped ? folded(path.substr(path.rfind('/') + 1)) : value.name;
    if (name == "instanceid" && envelope.instance_id.empty()) {
      envelope.instance_id = text;
    } else if (name == "executionid" && envelope.execution_id.empty()) {
      envelope.execution_id = text;
    } else {
      reading_.remarks().add_at(
          Severity::information, "import.member_not_kept",
          fmt::format("The member `{}` around the events has no meaning for a replay and was not "
                      "kept.",
                      base::printable(base::shorten(value.path.substr(1), 60))),
          reading_.place_of(value.byte, value.path));
    }
  }
  if (outline.fault && reading_.report().remarks.empty()) {
    reading_.remark_damage(*outline.fault, reading_.intake().taken());
  }
}

void ProtobufReader::remark_oddities() {
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
    remarks.add_at(Severity::information, "history.entity_events_translated",
                   fmt::format("{} about entities {} shown as EventSent and EventRaised, as the "
                               "Functions host records them; the row as it was written is kept "
                               "with each.",
                               base::count_of(translated_, "event"),
                               translated_ == 1 ? "is" : "are"),
                   where);
  }
  if (zero_times_ > 0) {
    remarks.add_at(Severity::information, "history.zero_times",
                   fmt::format("{} {} the time zero (1970 or year 1): the writer did not set it. "
                               "Times of passes are not affected.",
                               base::count_of(zero_times_, "event"),
                               zero_times_ == 1 ? "has" : "have"),
                   where);
  }
}

}  // namespace

Sniff ProtobufJsonImporter::sniff(const Shape& shape) const {
  if (const Shape::ArrayShape* array = shape.array_with(is_event)) {
    return {true, array->key.empty()
                      ? "an array of events, each with one member that names its kind"
                      : fmt::format("events with one member that names their kind in `{}`",
                                    base::printable(array->key))};
  }
  const bool is_object =
      shape.kind == ShapeKind::json_object || shape.kind == ShapeKind::json_lines;
  if (shape.kind == ShapeKind::json_lines && is_event(shape.top)) {
    return {true, "lines with one event each, with one member that names its kind"};
  }
  if (!is_object && shape.kind != ShapeKind::json_array) return {false, "no JSON"};
  return {false, "no array of events with a member such as taskScheduled or workflowStarted"};
}

base::Result<std::unique_ptr<Import>> ProtobufJsonImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    return ProtobufReader(bytes, file).read(work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
