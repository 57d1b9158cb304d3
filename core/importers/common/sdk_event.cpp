#include "core/importers/common/sdk_event.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/json_writer.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/link_checks.h"
#include "core/importers/common/sdk_entity.h"

namespace core::importers {

using model::EventType;

namespace {

struct TypeRow {
  std::string_view name;  // folded, without "event" at its end
  EventType type;
};
// Names that differ from DTFx's own. Source: SEMANTICS 2f, the Dapr fork.
constexpr std::array<TypeRow, 7> kRenamed{{
    {"workflowstarted", EventType::orchestrator_started},
    {"workflowcompleted", EventType::orchestrator_completed},
    {"childworkflowinstancecreated", EventType::sub_orchestration_instance_created},
    {"childworkflowinstancecompleted", EventType::sub_orchestration_instance_completed},
    {"childworkflowinstancefailed", EventType::sub_orchestration_instance_failed},
    {"generic", EventType::generic_event},
    {"genericevent", EventType::generic_event},
}};
// Dapr's own events; the row as it was written is kept with each.
constexpr std::array<TypeRow, 2> kDapr{{
    {"detachedworkflowinstancecreated", EventType::sub_orchestration_instance_created},
    {"executionstalled", EventType::generic_event},
}};
constexpr std::array<TypeRow, 7> kEntities{{
    {"entityoperationcalled", EventType::event_sent},
    {"entityoperationsignaled", EventType::event_sent},
    {"entityoperationcompleted", EventType::event_raised},
    {"entityoperationfailed", EventType::event_raised},
    {"entitylockrequested", EventType::event_sent},
    {"entitylockgranted", EventType::event_raised},
    {"entityunlocksent", EventType::event_sent},
}};

std::string type_word(std::string_view name) {
  std::string word = folded(name);
  if (word.size() > 5 && word.ends_with("event") && word != "genericevent") {
    word.resize(word.size() - 5);
  }
  return word;
}

struct FieldRow {
  std::string_view name;
  Field field;
};
constexpr std::array<FieldRow, 22> kFields{{
    {"eventid", Field::event_id},
    {"timestamp", Field::timestamp},
    {"isplayed", Field::is_played},
    {"name", Field::name},
    {"version", Field::version},
    {"input", Field::input},
    {"result", Field::result},
    {"output", Field::result},
    {"reason", Field::reason},
    {"details", Field::details},
    {"failuredetails", Field::failure_details},
    {"taskscheduledid", Field::task_scheduled_id},
    {"timerid", Field::timer_id},
    {"fireat", Field::fire_at},
    {"instanceid", Field::instance_id},
    {"orchestrationinstance", Field::orchestration_instance},
    {"workflowinstance", Field::orchestration_instance},
    {"parentinstance", Field::parent_instance},
    {"orchestrationstatus", Field::orchestration_status},
    {"workflowstatus", Field::orchestration_status},
    {"data", Field::data},
    {"state", Field::state},
}};

/// What tells the kind, not a member of the event.
bool is_type_word(std::string_view name) {
  return name == "type" || name == "eventtype" || name == "$typename";
}

bool is_empty_value(const JsonMember& member) {
  return member.kind == 'n' || member.raw == "{}" || member.raw == "[]" || member.raw == "false" ||
         member.raw == "\"\"";
}

}  // namespace

std::optional<SdkType> sdk_type_of(std::string_view name) {
  const std::string word = type_word(name);
  for (const TypeRow& row : kEntities) {
    if (row.name == word) return SdkType{row.type, true};
  }
  for (const TypeRow& row : kDapr) {
    if (row.name == word) return SdkType{row.type, false, true};
  }
  for (const TypeRow& row : kRenamed) {
    if (row.name == word) return SdkType{row.type};
  }
  if (const auto type = model::event_type_from_name(word)) return SdkType{*type};
  return std::nullopt;
}

std::optional<SdkType> sdk_type_of_text(char kind, std::string_view text) {
  if (kind != '0') return sdk_type_of(text);
  const auto number = integer_of({kind, text});
  const auto type = number ? model::event_type_from_number(*number) : std::nullopt;
  return type ? std::optional(SdkType{*type}) : std::nullopt;
}

std::optional<std::int64_t> long_of(const JsonMember& member) {
  if (member.kind != '{') return integer_of({member.kind, member.text});
  JsonMembers halves;
  if (!halves.read(member.raw)) return std::nullopt;
  const JsonMember* low = halves.find_value("low");
  const JsonMember* high = halves.find_value("high");
  if (low == nullptr || high == nullptr) return std::nullopt;
  const auto low_bits = integer_of({low->kind, low->text});
  const auto high_bits = integer_of({high->kind, high->text});
  if (!low_bits || !high_bits) return std::nullopt;
  const auto upper = static_cast<std::uint64_t>(*high_bits) << 32;
  return static_cast<std::int64_t>(upper | static_cast<std::uint32_t>(*low_bits));
}

std::string time_text(const JsonMember& member) {
  if (member.kind == '"') return std::string(member.text);
  JsonMembers parts;
  if (member.kind != '{' || !parts.read(member.raw)) return {};
  const auto number = [&](std::string_view name) {
    const JsonMember* part = parts.find_value(name);
    return part == nullptr ? std::optional<std::int64_t>(0) : long_of(*part);
  };
  const auto seconds = number("seconds");
  const auto nanos = number("nanos");
  const bool is_time = parts.all().empty() || parts.find("seconds") != nullptr ||
                       parts.find("nanos") != nullptr;
  if (!is_time) return {};
  constexpr std::int64_t kFarthest = 253'402'300'800;  // the year 10000
  if (!seconds || !nanos || *seconds > kFarthest || *seconds < -kFarthest) return {};
  return base::format_round_trip({*seconds * base::kTicksPerSecond + *nanos / 100});
}

std::string status_text(const JsonMember& member) {
  if (member.kind != '"') return std::string(member.text);
  std::string word = folded(member.text);
  constexpr std::string_view kPrefix = "orchestrationstatus";
  if (word.starts_with(kPrefix)) word.erase(0, kPrefix.size());
  return word;
}

model::RuntimeStatus status_of_member(const JsonMember& member) {
  const std::string text = status_text(member);
  const auto number = integer_of({'"', text});
  if (number && *number >= 0 && *number < static_cast<int>(model::RuntimeStatus::unknown)) {
    return static_cast<model::RuntimeStatus>(*number);
  }
  return model::status_from_name(text).value_or(model::RuntimeStatus::unknown);
}

EventType SdkEvent::translate(std::string_view type, const JsonMembers& head,
                              const JsonMembers& body, Zeros zeros, EventFields& fields) {
  texts_.clear();
  fields.clear();
  const auto known = sdk_type_of(type);
  const EventType event = known ? known->type : EventType::unknown;
  fields.put(Field::event_type, '"', type);
  for (const JsonMember& member : head.all()) {
    if (member.name == "eventid") put_member(member, Field::event_id, fields);
    if (member.name == "timestamp") put_member(member, Field::timestamp, fields);
    if (member.name == "isplayed") put_member(member, Field::is_played, fields);
  }
  if (known && known->is_translated) {
    fields.own_type = type;
    put_entity(type, body, fields);
  } else {
    if (known && known->is_dapr) fields.own_type = type;
    put_members(body, event, fields);
    put_dapr(head, body, fields);
  }
  if (zeros == Zeros::omitted) put_zeros(event, fields);
  return event;
}

void SdkEvent::put_members(const JsonMembers& members, EventType type, EventFields& fields) {
  for (const JsonMember& member : members.all()) {
    if (is_type_word(member.name)) continue;
    const auto row = std::find_if(kFields.begin(), kFields.end(), [&](const FieldRow& candidate) {
      return candidate.name == member.name;
    });
    Field field = row == kFields.end() ? Field::none : row->field;
    // ContinueAsNew carries the next input; the model keeps it as what the generation gave.
    if (field == Field::input && type == EventType::continue_as_new) field = Field::result;
    const bool is_object_version = field == Field::version && unwrapped(member).kind == '?' &&
                                   member.kind == '{';
    if (field == Field::none || is_object_version) {
      if (!is_empty_value(member)) fields.put_unkept(member.key);
    } else if (field != Field::event_id && field != Field::timestamp && field != Field::is_played) {
      put_member(member, field, fields);
    }
  }
}

void SdkEvent::put_member(const JsonMember& member, Field field, EventFields& fields) {
  switch (field) {
    case Field::timestamp:
    case Field::fire_at: {
      std::string time = time_text(member);
      if (time.empty()) {
        fields.put(field, member.kind, member.text);
      } else {
        fields.put(field, '"', keep(std::move(time)));
      }
      return;
    }
    case Field::orchestration_status:
      fields.put(field, member.kind, keep(status_text(member)));
      return;
    case Field::orchestration_instance:
      if (member.has_value()) put_instance(member, fields);
      return;
    case Field::parent_instance:
      if (member.has_value()) put_parent(member, fields);
      return;
    default:
      break;
  }
  const JsonSpan inside = unwrapped(member);
  if (inside.kind == '?') return fields.put(field, member.kind, member.text);
  if (inside.kind != '"') return fields.put(field, inside.kind, keep(std::string(inside.raw)));
  std::string text;
  StringRepairs repairs;
  decode_json_string(inside.raw, text, repairs);
  fields.put(field, '"', keep(std::move(text)));
}

/// What Dapr says beside the event: the version of the code with its patches, why a timer was made,
/// another application that does the work.
void SdkEvent::put_dapr(const JsonMembers& head, const JsonMembers& body, EventFields& fields) {
  const JsonMember* version = body.find_value("version");
  JsonMembers parts;
  if (version != nullptr && version->kind == '{' && parts.read(version->raw)) {
    if (const JsonMember* name = parts.find_value("name"); name != nullptr && name->kind == '"') {
      fields.put(Field::version, '"', keep(std::string(name->text)));
      fields.keeps_row = true;
    }
    const JsonMember* patches = parts.find_value("patches");
    if (patches != nullptr && !is_empty_value(*patches)) fields.keeps_row = true;
  }
  static constexpr std::array<std::string_view, 4> kOrigins{"createtimer", "externalevent",
                                                            "activityretry", "childworkflowretry"};
  for (const JsonMember& member : body.all()) {
    const bool is_origin =
        member.kind == '{' &&
        (member.name.starts_with("origin") ||
         std::find(kOrigins.begin(), kOrigins.end(), member.name) != kOrigins.end());
    if (is_origin) fields.keeps_row = true;
  }
  const JsonMember* router = head.find_value("router");
  if (router != nullptr && parts.read(router->raw) && !parts.string_at("targetappid").empty()) {
    fields.keeps_row = true;
  }
}

void SdkEvent::put_instance(const JsonMember& member, EventFields& fields) {
  // What is no object is left to the intake to be said.
  if (member.kind != '{') return fields.put(Field::orchestration_instance, member.kind, member.text);
  JsonMembers parts;
  parts.read(member.raw);
  base::JsonWriter json;
  json.begin_object();
  json.key("InstanceId").string(parts.text_at("instanceid"));
  // The execution id is often wrapped as an optional string.
  if (const JsonMember* execution = parts.find_value("executionid")) {
    const JsonSpan inside = unwrapped(*execution);
    json.key("ExecutionId");
    if (inside.kind == '?' || inside.kind == '0') {
      json.string(inside.kind == '0' ? inside.raw : execution->text);
    } else {
      json.raw(inside.raw);  // what is no text is the intake's to say
    }
  }
  json.end_object();
  fields.put(Field::orchestration_instance, '{', keep(json.take()));
}

void SdkEvent::put_parent(const JsonMember& member, EventFields& fields) {
  if (member.kind != '{') return fields.put(Field::parent_instance, member.kind, member.text);
  JsonMembers parts;
  parts.read(member.raw);
  const JsonMember* own = parts.find_value("orchestrationinstance");
  if (own == nullptr) own = parts.find_value("workflowinstance");
  if (own != nullptr && own->has_value() && own->kind != '{') {
    return fields.put(Field::parent_instance, own->kind, keep(std::string(own->text)));
  }
  JsonMembers instance;
  if (own != nullptr) instance.read(own->raw);
  base::JsonWriter json;
  json.begin_object();
  json.key("OrchestrationInstance").begin_object();
  json.key("InstanceId").string(instance.text_at("instanceid")).end_object().end_object();
  fields.put(Field::parent_instance, '{', keep(json.take()));
}

void SdkEvent::put_zeros(EventType type, EventFields& fields) {
  const auto zero = [&](Field field) {
    if (fields.find_value(field) == nullptr) fields.put(field, '0', "0");
  };
  zero(Field::event_id);
  if (type == EventType::execution_completed) zero(Field::orchestration_status);
  if (!scheduling_type_of(type)) return;
  zero(type == EventType::timer_fired ? Field::timer_id : Field::task_scheduled_id);
}

void SdkEvent::put_entity(std::string_view type, const JsonMembers& body, EventFields& fields) {
  EntityMessage message = entity_message(type_word(type), body);
  fields.put(Field::input, '"', keep(std::move(message.input)));
  fields.put(Field::name, '"', keep(std::move(message.name)));
  if (!message.target.empty()) {
    fields.put(Field::instance_id, '"', keep(std::move(message.target)));
  }
  if (const JsonMember* details = body.find_value("failuredetails")) {
    fields.put(Field::failure_details, details->kind, details->text);
  }
}

}  // namespace core::importers
