#include "core/importers/temporal_json/event.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/base64.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/importers/common/event_fields.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/common/sdk_event.h"

namespace core::importers {

using model::EventType;
using model::Payload;
using model::PayloadKind;
using model::RuntimeStatus;

namespace {

struct KindRow {
  std::string_view word;
  EventType type;
  TemporalRole role;
  std::string_view name;     // member path of the name, at most one dot
  std::string_view payload;  // member
  std::string_view link;     // member
  RuntimeStatus status = RuntimeStatus::unknown;
};

using enum TemporalRole;
// Kinds that the model has a word for; all others are opaque rows. Source: event_type.proto.
constexpr std::array<KindRow, 29> kKinds{{
    {"workflowexecutionstarted", EventType::execution_started, came_in, "workflowtype.name",
     "input", ""},
    {"workflowexecutioncompleted", EventType::execution_completed, command, "", "result", "",
     RuntimeStatus::completed},
    {"workflowexecutionfailed", EventType::execution_completed, command, "", "failure", "",
     RuntimeStatus::failed},
    {"workflowexecutiontimedout", EventType::execution_completed, command, "", "", "",
     RuntimeStatus::failed},
    {"workflowexecutioncanceled", EventType::execution_completed, command, "", "details", "",
     RuntimeStatus::canceled},
    {"workflowexecutionterminated", EventType::execution_completed, command, "", "reason", "",
     RuntimeStatus::terminated},
    {"workflowexecutioncontinuedasnew", EventType::continue_as_new, command, "", "input", "",
     RuntimeStatus::continued_as_new},
    {"workflowtaskstarted", EventType::orchestrator_started, pass_begin, "", "", ""},
    {"workflowtaskcompleted", EventType::orchestrator_completed, pass_end, "", "", ""},
    {"activitytaskscheduled", EventType::task_scheduled, command, "activitytype.name", "input", ""},
    {"activitytaskcompleted", EventType::task_completed, came_in, "", "result", "scheduledeventid"},
    {"activitytaskfailed", EventType::task_failed, came_in, "", "failure", "scheduledeventid"},
    {"activitytasktimedout", EventType::task_failed, came_in, "", "failure", "scheduledeventid"},
    {"activitytaskcanceled", EventType::task_failed, came_in, "", "details", "scheduledeventid"},
    {"timerstarted", EventType::timer_created, command, "", "", ""},
    {"timerfired", EventType::timer_fired, came_in, "", "", "startedeventid"},
    {"startchildworkflowexecutioninitiated", EventType::sub_orchestration_instance_created, command,
     "workflowtype.name", "input", ""},
    {"startchildworkflowexecutionfailed", EventType::sub_orchestration_instance_failed, came_in, "",
     "cause", "initiatedeventid"},
    {"childworkflowexecutioncompleted", EventType::sub_orchestration_instance_completed, came_in,
     "", "result", "initiatedeventid"},
    {"childworkflowexecutionfailed", EventType::sub_orchestration_instance_failed, came_in, "",
     "failure", "initiatedeventid"},
    {"childworkflowexecutioncanceled", EventType::sub_orchestration_instance_failed, came_in, "",
     "details", "initiatedeventid"},
    {"childworkflowexecutiontimedout", EventType::sub_orchestration_instance_failed, came_in, "",
     "", "initiatedeventid"},
    {"childworkflowexecutionterminated", EventType::sub_orchestration_instance_failed, came_in, "",
     "", "initiatedeventid"},
    {"workflowexecutionsignaled", EventType::event_raised, came_in, "signalname", "input", ""},
    {"signalexternalworkflowexecutioninitiated", EventType::event_sent, command, "signalname",
     "input", ""},
    {"markerrecorded", EventType::unknown, command, "markername", "details", ""},
    {"timercanceled", EventType::unknown, command, "", "", ""},
    {"activitytaskcancelrequested", EventType::unknown, command, "", "", ""},
    {"upsertworkflowsearchattributes", EventType::unknown, command, "", "", ""},
}};

const KindRow* kind_of(std::string_view word) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const KindRow& row) { return row.word == word; });
  return found == kKinds.end() ? nullptr : &*found;
}

std::int64_t number_of(const JsonMember* member) {
  if (member == nullptr) return -1;
  return integer_of({member->kind, member->text}).value_or(-1);
}

std::string inner_text(const JsonMembers& members, std::string_view outer, std::string_view inner) {
  const JsonMember* object = members.find_value(outer);
  JsonMembers inside;
  if (object == nullptr || !inside.read(object->raw)) return {};
  return std::string(inside.string_at(inner));
}

std::string name_at(const JsonMembers& members, std::string_view path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return std::string(members.string_at(path));
  return inner_text(members, path.substr(0, dot), path.substr(dot + 1));
}

/// ISO text, {"seconds"}, or Cadence's nanoseconds since 1970.
std::optional<base::Timestamp> time_of(const JsonMembers& members) {
  if (const JsonMember* time = members.find_value("eventtime")) {
    return base::parse_timestamp(time_text(*time));
  }
  const JsonMember* time = members.find_value("timestamp");
  if (time == nullptr) return std::nullopt;
  if (const auto nanoseconds = integer_of({time->kind, time->text})) {
    return base::Timestamp{*nanoseconds / 100};
  }
  return base::parse_timestamp(time_text(*time));
}

/// "90s", "1.5s" or a number of seconds.
std::optional<std::int64_t> ticks_of(const JsonMember* member) {
  if (member == nullptr) return std::nullopt;
  std::string_view text = member->text;
  if (text.ends_with('s')) text.remove_suffix(1);
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_good = error == std::errc() && end == text.data() + text.size();
  if (!is_good || !(seconds >= 0 && seconds < 1e10)) return std::nullopt;
  return static_cast<std::int64_t>(seconds * base::kTicksPerSecond);
}

constexpr std::string_view kAttributes = "eventattributes";

/// The one member that holds what belongs to the kind; its folded name, where the kind has none of
/// its own. Go writes it inside `Attributes`, protobuf-es as {"case", "value"}.
struct Attributes {
  std::string_view raw;
  std::string word;
};
Attributes attributes_of(const JsonMembers& members) {
  for (const JsonMember& member : members.all()) {
    if (member.kind == '{' && member.name.ends_with(kAttributes)) {
      return {member.raw, std::string(member.name)};
    }
  }
  const JsonMember* holder = members.find_value("attributes");
  JsonMembers inside;
  if (holder == nullptr || !inside.read(holder->raw)) return {};
  const JsonMember* value = inside.find_value("value");
  if (value != nullptr && !inside.string_at("case").empty()) {
    return {value->raw, folded(inside.string_at("case"))};
  }
  if (inside.all().size() == 1 && inside.all().front().name.ends_with(kAttributes)) {
    return {inside.all().front().raw, std::string(inside.all().front().name)};
  }
  return {holder->raw, {}};
}

/// The kind by its own word, else by the name of the attributes: numbers differ from server to
/// server.
std::string word_of(std::string_view type, const Attributes& attributes) {
  const bool is_word = type.find_first_not_of("0123456789") != std::string_view::npos;
  if (is_word || !attributes.word.ends_with(kAttributes)) return temporal_word(type);
  return temporal_word(attributes.word.substr(0, attributes.word.size() - kAttributes.size()));
}

void put_attributes(const KindRow& row, const JsonMembers& attributes, TimelineEvent& event) {
  event.name = name_at(attributes, row.name);
  if (row.payload == "failure") {
    const JsonMember* failure = attributes.find_value("failure");
    std::string message = inner_text(attributes, "failure", "message");
    if (failure != nullptr) event.details = Payload(PayloadKind::json, std::string(failure->raw));
    if (failure == nullptr) {  // Cadence
      message = attributes.string_at("reason");
      event.details = temporal_payload(attributes.find_value("details"));
    }
    if (!message.empty()) event.payload = Payload::of_text(std::move(message));
  } else if (row.payload == "reason" || row.payload == "cause") {
    event.payload = Payload::of_text(std::string(attributes.string_at(row.payload)));
  } else if (!row.payload.empty()) {
    event.payload = temporal_payload(attributes.find(row.payload));
  }
  if (!row.link.empty()) event.link = number_of(attributes.find(row.link));
  if (event.type == EventType::timer_created && event.time) {
    const JsonMember* delay = attributes.find_value("starttofiretimeout");
    if (delay == nullptr) delay = attributes.find_value("starttofiretimeoutseconds");
    if (const auto ticks = ticks_of(delay)) {
      event.fire_at = base::Timestamp{event.time->ticks + *ticks};
      event.inferred |= static_cast<std::uint8_t>(model::Inferable::fire_at);
    }
  }
  event.instance_id = attributes.text_at("workflowid");
  if (event.type == EventType::event_sent) {
    event.instance_id = inner_text(attributes, "workflowexecution", "workflowid");
  }
  if (event.type == EventType::execution_started) {
    event.execution_id = attributes.string_at("originalexecutionrunid");
    event.parent_instance_id = inner_text(attributes, "parentworkflowexecution", "workflowid");
  }
}

/// One payload with its encoding; empty when it is not text.
std::optional<std::string> decode_payload(std::string_view object) {
  JsonMembers members;
  const JsonMember* data = members.read(object) ? members.find_value("data") : nullptr;
  std::string encoding = inner_text(members, "metadata", "encoding");
  const auto plain = base::decode_base64(encoding);
  if (plain && plain->find('/') != std::string::npos) encoding = *plain;
  if (encoding == "binary/null") return "null";
  if (data == nullptr || (encoding != "json/plain" && encoding != "json/protobuf")) return {};
  auto text = base::decode_base64(data->text);
  if (!text || !base::is_utf8(*text)) return std::nullopt;
  return text;
}

}  // namespace

bool is_temporal_kind(std::string_view type) { return kind_of(temporal_word(type)) != nullptr; }

std::string temporal_word(std::string_view type) {
  std::string word = folded(type);
  constexpr std::string_view kPrefix = "eventtype";
  if (word.starts_with(kPrefix)) word.erase(0, kPrefix.size());
  if (word.starts_with("decisiontask")) word.replace(0, 8, "workflow");
  return word;
}

Payload temporal_payload(const JsonMember* member) {
  if (member == nullptr) return {};
  if (member->kind == 'n') return Payload(PayloadKind::null, {});
  if (member->kind == '"') {
    const auto text = base::decode_base64(member->text);
    const bool is_text = text && !text->empty() && base::is_readable(*text);
    return Payload::of_text(is_text ? std::string(base::trim(*text)) : std::string(member->text));
  }
  const Payload whole(PayloadKind::json, std::string(member->raw));
  JsonMembers members;
  if (member->kind != '{' || !members.read(member->raw)) return whole;
  const JsonMember* list = members.find_value("payloads");
  if (list == nullptr || list->kind != '[') {
    auto one = decode_payload(member->raw);
    return one ? Payload::of_text(std::move(*one)) : whole;
  }
  std::vector<std::string> texts;
  JsonSequence sequence(list->raw, 0, JsonSequence::Layout::array);
  JsonSpan value;
  while (sequence.next(value) == JsonSequence::Step::found) {
    auto text = decode_payload(value.raw);
    if (!text) return whole;
    texts.push_back(std::move(*text));
  }
  if (texts.size() == 1) return Payload::of_text(std::move(texts.front()));
  std::string all = "[";
  for (const std::string& text : texts) all += (all.size() > 1 ? ", " : "") + text;
  return Payload::of_text(all + "]");
}

TemporalEvent read_temporal_event(const JsonMembers& members, std::string_view raw,
                                  const EventPlace& place) {
  TemporalEvent out;
  TimelineEvent& event = out.event;
  event.place = place;
  const Attributes holder = attributes_of(members);
  const JsonMember* type = members.find_value("eventtype");
  event.own_type = type == nullptr ? std::string() : std::string(type->text);
  const std::string word = word_of(event.own_type, holder);
  if (type == nullptr || type->kind == '0') event.own_type = word;
  event.id = number_of(members.find("eventid"));
  event.time = time_of(members);
  event.raw = raw;
  const KindRow* row = kind_of(word);
  if (row == nullptr) return out;
  event.type = row->type;
  event.status = row->status;
  out.role = row->role;
  JsonMembers attributes;
  if (!holder.raw.empty()) attributes.read(holder.raw);
  put_attributes(*row, attributes, event);
  return out;
}

}  // namespace core::importers
