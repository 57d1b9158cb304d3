#include "core/importers/common/event_intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>

#include "core/base/text.h"
#include "core/importers/common/event_rules.h"
#include "core/importers/common/json_cursor.h"

namespace core::importers {

using model::EventType;
using model::PayloadKind;
using model::PayloadView;
using model::Severity;

namespace {

PayloadView payload_of(const FieldValue* value) {
  if (value == nullptr) return {};
  switch (value->kind) {
    case 'n':
      return {PayloadKind::null, {}};
    case '"':
      return {PayloadKind::text, value->text};
    case 'b':
      return {PayloadKind::offloaded, value->text};
    default:
      return {PayloadKind::json, value->text};
  }
}

/// What to show of a value that could not be used.
std::string sample(std::string_view text) { return base::printable(base::shorten(text, 40)); }

}  // namespace

std::optional<EventType> EventIntake::known_type(const EventFields& fields) {
  const FieldValue* value = fields.find(Field::event_type);
  if (value == nullptr) return std::nullopt;
  if (const auto number = integer_of(*value)) return model::event_type_from_number(*number);
  return value->kind == '"' ? model::event_type_from_name(value->text) : std::nullopt;
}

void EventIntake::take(EventType known, const EventFields& fields, const EventPlace& place,
                       std::string_view raw) {
  record_ = {};
  record_.type = known;
  record_.inferred = fields.inferred;
  if (record_.type == EventType::unknown) {
    const FieldValue* type = fields.find(Field::event_type);
    remarks_.add(Severity::warning, "history.unknown_event_type",
                 fmt::format("Event {} has {}; it is kept as an opaque row and takes no part in a "
                             "replay.",
                             place.number,
                             type == nullptr ? "no EventType"
                                             : "the type " + sample(type->text) +
                                                   ", which Yieldscope does not know"),
                 place);
  }
  read_numbers(fields, place);
  record_.name = text(fields, Field::name, place);
  read_payload(fields, place);
  read_status(fields, place);
  read_extra(fields, place, raw);
  check_mandatory(fields, place);
  check_links(place);
  check_repetition(place);
  check_unkept(fields);
  passes_ += record_.type == EventType::orchestrator_started ? 1 : 0;
  if (record_.type == EventType::execution_started && ++starts_ == 2) {
    remarks_.add(Severity::warning, "history.several_starts",
                 fmt::format("Event {} is a second ExecutionStarted: the file holds more than one "
                             "generation or instance. Ids count from 0 again there; export one "
                             "generation to replay it.",
                             place.number),
                 place);
  }
  builder_.append(record_);
}

std::optional<std::int32_t> EventIntake::integer(const EventFields& fields, Field field,
                                                 const EventPlace& place) {
  const FieldValue* value = fields.find_value(field);
  if (value == nullptr || value->text.empty()) return std::nullopt;
  const auto number = integer_of(*value);
  if (!number || *number < std::numeric_limits<std::int32_t>::min() ||
      *number > std::numeric_limits<std::int32_t>::max()) {
    bad_value(field, *value, "a whole number of 32 bits", place);
    return std::nullopt;
  }
  return static_cast<std::int32_t>(*number);
}

std::optional<base::Timestamp> EventIntake::time(const EventFields& fields, Field field,
                                                 const EventPlace& place) {
  const FieldValue* value = fields.find_value(field);
  if (value == nullptr) return std::nullopt;
  const auto time = value->kind == '"' ? base::parse_timestamp(value->text) : std::nullopt;
  if (!time) bad_value(field, *value, "an ISO 8601 time", place);
  return time;
}

std::string_view EventIntake::text(const EventFields& fields, Field field,
                                   const EventPlace& place) {
  const FieldValue* value = fields.find_value(field);
  if (value == nullptr) return {};
  if (value->kind == '"') return value->text;
  bad_value(field, *value, "a text", place);
  return {};
}

std::string_view EventIntake::object(const EventFields& fields, Field field,
                                     const EventPlace& place) {
  const FieldValue* value = fields.find_value(field);
  if (value == nullptr) return {};
  const std::string_view trimmed = base::trim(value->text);
  if ((value->kind == '{' || value->kind == '"') && trimmed.starts_with('{')) return trimmed;
  // Cells of a table may be empty, or hold the word.
  if (value->kind != '"' || (!trimmed.empty() && trimmed != "null")) {
    bad_value(field, *value, "an object", place);
  }
  return {};
}

std::string EventIntake::text_within(std::string_view object, std::string_view member, Field field,
                                     const EventPlace& place) {
  const JsonSpan found = find_json_member(object, member);
  if (found.kind == '"') {
    std::string text;
    StringRepairs repairs;
    decode_json_string(found.raw, text, repairs);
    if (repairs.had_lone_surrogate) {
      remarks_.add(Severity::error, "history.text_repaired",
                   fmt::format("{} of event {} holds half of a surrogate pair; the places are "
                               "shown as U+FFFD.",
                               name_of(field), place.number),
                   place, name_of(field));
    }
    return text;
  }
  if (found.kind != '?' && found.kind != 'n') {
    bad_value(field, {found.kind, object}, fmt::format("an object whose {} is a text", member),
              place);
  }
  return {};
}

void EventIntake::bad_value(Field field, const FieldValue& value, std::string_view wanted,
                            const EventPlace& place) {
  remarks_.add(Severity::error, "history.bad_value",
               fmt::format("{} of event {} is {}, not {}; it is left out.", name_of(field),
                           place.number, sample(value.text), wanted),
               place, name_of(field));
}

void EventIntake::read_numbers(const EventFields& fields, const EventPlace& place) {
  record_.id = model::EventId{integer(fields, Field::event_id, place).value_or(-1)};
  record_.timestamp = time(fields, Field::timestamp, place).value_or(base::Timestamp{});
  if (const FieldValue* played = fields.find_value(Field::is_played)) {
    const auto flag = boolean_of(*played);
    if (!flag) bad_value(Field::is_played, *played, "true or false", place);
    record_.is_played = flag.value_or(false);
  }
  if (scheduling_type_of(record_.type)) {
    const bool is_timer = record_.type == EventType::timer_fired;
    const Field link = is_timer ? Field::timer_id : Field::task_scheduled_id;
    record_.link = model::EventId{integer(fields, link, place).value_or(-1)};
  }
  if (record_.type == EventType::timer_created || record_.type == EventType::timer_fired) {
    record_.fire_at = time(fields, Field::fire_at, place);
  }
}

void EventIntake::read_payload(const EventFields& fields, const EventPlace& place) {
  const EventRule& rule = rule_of(record_.type);
  if (rule.payload == Field::none) return;
  const FieldValue* value = fields.find(rule.payload);
  if (rule.second_payload != Field::none && (value == nullptr || value->kind == 'n')) {
    const FieldValue* second = fields.find(rule.second_payload);
    if (second != nullptr) value = second;
  }
  record_.payload = payload_of(value);
  if (rule.is_json_answer && record_.payload.kind == PayloadKind::text &&
      !looks_like_json(record_.payload.text)) {
    remarks_.add(
        Severity::warning, "history.payload_not_json",
        fmt::format("{} of event {} ({}) is not JSON text but \"{}\". The SDK decodes it as "
                    "JSON and fails there.",
                    name_of(rule.payload), place.number, model::name_of(record_.type),
                    sample(record_.payload.text)),
        place, name_of(rule.payload));
  }
}

void EventIntake::read_status(const EventFields& fields, const EventPlace& place) {
  if (record_.type != EventType::execution_completed) return;
  const FieldValue* value = fields.find_value(Field::orchestration_status);
  if (value == nullptr) return;
  const auto number = integer_of(*value);
  const auto last = static_cast<std::int64_t>(model::RuntimeStatus::suspended);
  if (number && *number >= 0 && *number <= last) {
    record_.status = static_cast<model::RuntimeStatus>(*number);
    return;
  }
  const auto status = value->kind == '"' ? model::status_from_name(value->text) : std::nullopt;
  if (!status) bad_value(Field::orchestration_status, *value, "an orchestration status", place);
  record_.status = status.value_or(model::RuntimeStatus::unknown);
}

void EventIntake::read_extra(const EventFields& fields, const EventPlace& place,
                             std::string_view raw) {
  const std::string_view version = text(fields, Field::version, place);
  const FieldValue* details = fields.find_value(Field::details);
  const FieldValue* failure = fields.find_value(Field::failure_details);
  const bool is_start = record_.type == EventType::execution_started;
  const bool is_unknown = record_.type == EventType::unknown;
  const std::string_view instance = text(fields, Field::instance_id, place);
  const bool is_translated = !fields.own_type.empty();
  const bool keeps_row = is_unknown || is_translated || fields.keeps_row;
  if (version.empty() && instance.empty() && !is_start && !keeps_row && details == nullptr &&
      failure == nullptr) {
    return;
  }
  extra_ = {};
  extra_.version = version;
  extra_.instance_id = instance;
  extra_.details = model::Payload(payload_of(details));
  extra_.failure_details = model::Payload(payload_of(failure));
  if (is_start) read_start(fields, place);
  if (is_unknown) {
    const FieldValue* type = fields.find(Field::event_type);
    if (type != nullptr) extra_.raw_type = type->text;
  }
  if (is_translated) extra_.raw_type = fields.own_type;
  if (keeps_row) {
    extra_.raw = model::Payload(PayloadKind::json, std::string(raw));
  }
  record_.extra = &extra_;
}

void EventIntake::read_start(const EventFields& fields, const EventPlace& place) {
  const std::string_view own = object(fields, Field::orchestration_instance, place);
  std::string instance = text_within(own, "InstanceId", Field::orchestration_instance, place);
  if (!own.empty() && own.find_first_not_of("{ }") != std::string_view::npos && instance.empty() &&
      extra_.instance_id.empty()) {
    remarks_.add(Severity::warning, "history.missing_member",
                 fmt::format("OrchestrationInstance of event {} has no InstanceId.", place.number),
                 place, name_of(Field::orchestration_instance));
  }
  if (extra_.instance_id.empty()) extra_.instance_id = std::move(instance);
  extra_.execution_id = text_within(own, "ExecutionId", Field::orchestration_instance, place);
  const std::string_view parent = object(fields, Field::parent_instance, place);
  const JsonSpan parent_own = find_json_member(parent, "OrchestrationInstance");
  if (parent_own.kind != '?' && parent_own.kind != 'n' && parent_own.kind != '{') {
    bad_value(Field::parent_instance, {parent_own.kind, parent},
              "an object whose OrchestrationInstance is one", place);
  }
  extra_.parent_instance_id =
      text_within(parent_own.raw, "InstanceId", Field::parent_instance, place);
  if (!parent.empty() && extra_.parent_instance_id.empty() &&
      parent.find_first_not_of("{ }") != std::string_view::npos) {
    remarks_.add(Severity::warning, "history.missing_member",
                 fmt::format("ParentInstance of event {} has no InstanceId.", place.number), place,
                 name_of(Field::parent_instance));
  }
}

void EventIntake::check_mandatory(const EventFields& fields, const EventPlace& place) {
  if (record_.type == EventType::unknown) return;
  const std::uint32_t mandatory =
      rule_of(record_.type).mandatory | bit(Field::event_id) | bit(Field::timestamp);
  std::uint32_t missing = mandatory & ~fields.present();
  for (std::uint32_t rest = mandatory & fields.present(); rest != 0; rest &= rest - 1) {
    const auto field = static_cast<Field>(std::countr_zero(rest));
    if (fields.find_value(field) == nullptr) missing |= bit(field);
  }
  for (; missing != 0; missing &= missing - 1) {
    const auto field = static_cast<Field>(std::countr_zero(missing));
    remarks_.add(Severity::warning, "history.missing_member",
                 fmt::format("Event {} ({}) has no {}.", place.number, model::name_of(record_.type),
                             name_of(field)),
                 place);
  }
}

void EventIntake::check_links(const EventPlace& place) {
  const bool is_answer = scheduling_type_of(record_.type).has_value();
  if (is_answer && record_.link == model::kNoEventId) return;  // said by check_mandatory
  const auto problem = links_.watch(record_, builder_.size());
  if (!problem) return;
  const std::string start = fmt::format("Event {} ({}) answers id {}", place.number,
                                        model::name_of(record_.type), record_.link.value);
  const std::string_view wanted = model::name_of(*scheduling_type_of(record_.type));
  switch (problem->kind) {
    case LinkProblem::Kind::answers_nothing:
      remarks_.add(Severity::warning, "history.dangling_id",
                   fmt::format("{}, but no earlier {} has that id; the platform ignores such an "
                               "answer.",
                               start, wanted),
                   place);
      break;
    case LinkProblem::Kind::answers_other_kind:
      remarks_.add(Severity::warning, "history.dangling_id",
                   fmt::format("{}, but event {} with that id is {}, not {}.", start,
                               problem->other, model::name_of(problem->other_type), wanted),
                   place);
      break;
    case LinkProblem::Kind::answered_before:
      remarks_.add(Severity::warning, "history.duplicate_completion",
                   fmt::format("{}, which event {} answered before; the platform ignores the "
                               "second answer.",
                               start, problem->other),
                   place);
      break;
  }
}

void EventIntake::check_repetition(const EventPlace& place) {
  if (builder_.size() == 0 || has_repetitions_said_) return;
  const model::EventView last = builder_.so_far()[builder_.size() - 1];
  const bool is_same = last.type() == record_.type && last.id() == record_.id &&
                       last.link() == record_.link && last.timestamp() == record_.timestamp &&
                       last.name() == record_.name && last.payload() == record_.payload &&
                       last.fire_at() == record_.fire_at;
  if (!is_same || record_.type == EventType::unknown) return;
  remarks_.add(Severity::warning, "history.repeated_event",
               fmt::format("Event {} ({}) is the same as the one before it in every value: a row "
                           "stands twice in the file. Both are kept.",
                           place.number, model::name_of(record_.type)),
               place);
}

void EventIntake::check_unkept(const EventFields& fields) {
  const EventRule& rule = rule_of(record_.type);
  constexpr std::uint32_t kAlways = bit(Field::event_type) | bit(Field::event_id) |
                                    bit(Field::is_played) | bit(Field::timestamp) |
                                    bit(Field::name) | bit(Field::version) | bit(Field::details) |
                                    bit(Field::failure_details) | bit(Field::instance_id);
  std::uint32_t kept = kAlways | rule.mandatory;
  if (rule.payload != Field::none) kept |= bit(rule.payload);
  if (rule.second_payload != Field::none) kept |= bit(rule.second_payload);
  if (record_.type == EventType::execution_started) {
    kept |= bit(Field::orchestration_instance) | bit(Field::parent_instance);
  }
  if (record_.type == EventType::timer_fired) kept |= bit(Field::fire_at);
  const bool keeps_row =
      record_.type == EventType::unknown || !fields.own_type.empty() || fields.keeps_row;
  if (keeps_row) return;  // with everything that stands in it
  for (const std::string_view member : fields.unkept()) note_unkept(member);
  for (std::uint32_t rest = fields.present() & ~kept; rest != 0; rest &= rest - 1) {
    const auto field = static_cast<Field>(std::countr_zero(rest));
    if (fields.find_value(field) != nullptr) note_unkept(name_of(field));
  }
}

void EventIntake::note_unkept(std::string_view member) {
  constexpr std::size_t kDistinctMembers = 64;
  const auto found = std::find_if(unkept_.begin(), unkept_.end(),
                                  [&](const auto& entry) { return entry.first == member; });
  if (found != unkept_.end()) {
    ++found->second;
  } else if (unkept_.size() < kDistinctMembers) {
    unkept_.emplace_back(member, 1);
  }
}

void EventIntake::finish(const base::Location& where) {
  if (!unkept_.empty()) {
    std::string list;
    for (const auto& [member, count] : unkept_) {
      list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", sample(member),
                          base::count_of(count, "event"));
    }
    remarks_.add_at(Severity::information, "history.members_not_kept",
                    "Members that have no meaning for a replay were not kept: " + list + ".",
                    where);
  }
  if (taken() == 0) return;
  const std::string among = base::count_of(taken(), "event");
  if (starts_ == 0) {
    remarks_.add_at(Severity::warning, "history.no_execution_started",
                    fmt::format("There is no ExecutionStarted among {}: name and input of the "
                                "orchestrator are unknown unless the file says them elsewhere.",
                                among),
                    where);
  }
  if (passes_ == 0) {
    remarks_.add_at(Severity::warning, "history.no_orchestrator_started",
                    fmt::format("There is no OrchestratorStarted among {}: the passes cannot be "
                                "told apart, so the history can be looked at but not replayed.",
                                among),
                    where);
  }
}

}  // namespace core::importers
