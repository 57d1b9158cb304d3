#include "core/importers/common/sdk_history.h"

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
    if (sdk_type_of(member.name)) return &member;
    if (first == nullptr) first = &member;
  }
  return first;
}

class SdkHistoryReader {
 public:
  SdkHistoryReader(std::string_view text, const std::string& file, SdkForm form)
      : text_(text), form_(form), reading_(text, file) {}

  base::Result<std::unique_ptr<Import>> read(const base::WorkContext& work);

 private:
  bool read_arrays(const JsonOutline& outline, const base::WorkContext& work);
  bool is_line();
  bool holds_event(std::string_view object);
  void take(const JsonSpan& value, const EventPlace& place);
  void take_metadata(const EventPlace& place);
  void count_time(const EventFields& fields);
  void remark_members(const JsonOutline& outline);
  void remark_oddities();

  std::string_view text_;
  SdkForm form_;
  HistoryReading reading_;
  SdkEvent translator_;
  JsonMembers head_, body_;
  EventFields fields_;
  bool is_past_ = false;
  std::size_t past_ = 0, new_ = 0, translated_ = 0, zero_times_ = 0;
};

base::Result<std::unique_ptr<Import>> SdkHistoryReader::read(const base::WorkContext& work) {
  const char first = JsonCursor(text_).peek_kind();
  const JsonOutline outline = outline_of(text_);
  const bool is_lines = first == '{' && is_line();
  const bool is_done =
      is_lines ? reading_.read(
                     0, JsonSequence::Layout::lines, work,
                     [&](const JsonSpan& value, const EventPlace& place) { take(value, place); })
               : read_arrays(outline, work);
  if (!is_done) return cancelled_error();
  if (!is_lines) remark_members(outline);
  remark_oddities();
  return reading_.finish_single();
}

bool SdkHistoryReader::read_arrays(const JsonOutline& outline, const base::WorkContext& work) {
  for (const OutlinedValue& value : outline.values) {
    if (value.kind != '[') continue;
    const std::string_view object = first_object(text_, value.byte);
    is_past_ = value.name == "pastevents";
    const bool is_named = is_past_ || value.name == "newevents" || value.path.empty();
    if (!is_named && !holds_event(object)) continue;
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
  return kind != nullptr && sdk_type_of(form_ == SdkForm::oneof ? kind->name : kind->text);
}

void SdkHistoryReader::take(const JsonSpan& value, const EventPlace& place) {
  if (!head_.read(value.raw)) return reading_.not_an_event(place, "it is no object");
  const bool is_oneof = form_ == SdkForm::oneof;
  const JsonMember* kind = is_oneof ? kind_of(head_) : type_of(head_);
  if (kind == nullptr && head_.find("schemaversion") != nullptr) return take_metadata(place);
  if (kind == nullptr) {
    return reading_.not_an_event(place, "it has no member that names its kind");
  }
  if (is_oneof) body_.read(kind->raw);
  const std::string_view word = is_oneof ? kind->key : kind->text;
  const auto type = translator_.translate(word, head_, is_oneof ? body_ : head_,
                                          is_oneof ? Zeros::omitted : Zeros::written, fields_);
  for (const JsonMember& member : head_.all()) {
    const bool is_head =
        member.name == "eventid" || member.name == "timestamp" || member.name == "isplayed";
    if (is_oneof && &member != kind && !is_head && member.has_value()) {
      fields_.put_unkept(member.key);
    }
  }
  // The platform marks what it went past; this format says so by the list that holds the event.
  const bool is_inbound =
      !model::is_outbound(type) && type != model::EventType::orchestrator_started;
  if (is_past_ && is_inbound) fields_.put(Field::is_played, 't', "true");
  translated_ += fields_.own_type.empty() ? 0 : 1;
  count_time(fields_);
  reading_.intake().take(type, fields_, place, value.raw);
  const StringRepairs& repairs = (is_oneof ? body_ : head_).repairs();
  if (head_.repairs().had_invalid_utf8 || repairs.had_invalid_utf8 || repairs.had_lone_surrogate) {
    reading_.remarks().add(Severity::error, "history.text_repaired",
                           fmt::format("Event {} holds text that is not valid; the places are "
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
  if (outline.fault && reading_.report().remarks.empty()) {
    reading_.remark_damage(*outline.fault, reading_.intake().taken());
  }
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
