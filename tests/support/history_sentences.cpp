#include "tests/support/history_sentences.h"

#include "core/base/json_writer.h"

namespace tests::support {

using core::model::EventExtra;
using core::model::EventId;
using core::model::EventRecord;
using core::model::EventType;
using core::model::Payload;
using core::model::PayloadKind;

namespace {

constexpr std::int64_t kStart = 17'145'576'000'000'000;  // 2024-05-01T10:00:00Z
constexpr std::int64_t kSecond = core::base::kTicksPerSecond;
constexpr std::int64_t kTicksPerDay = 86'400 * kSecond;

EventRecord record_of(EventType type) {
  EventRecord record;
  record.type = type;
  return record;
}

std::string quoted(std::string_view text) {
  std::string out;
  core::base::append_json_string(out, text);
  return out;
}

}  // namespace

Sentences& Sentences::add(EventRecord record) {
  ticks_ += kSecond / 10;
  record.timestamp = {kStart + ticks_};
  builder_.append(record);
  return *this;
}

Sentences& Sentences::simple(EventType type) { return add(record_of(type)); }

Sentences& Sentences::again() {
  ticks_ = (ticks_ / kSecond + 1) * kSecond - kSecond / 10;
  return simple(EventType::orchestrator_started);
}

Sentences& Sentences::started(std::string_view name, std::string_view input) {
  builder_.envelope().instance_id = "instance";
  again();
  EventRecord record = record_of(EventType::execution_started);
  record.name = name;
  record.payload = input.empty() ? core::model::PayloadView{PayloadKind::null, {}}
                                 : core::model::PayloadView{PayloadKind::text, input};
  return add(record);
}

Sentences& Sentences::done() { return simple(EventType::orchestrator_completed); }

Sentences& Sentences::schedule(EventType type, std::int32_t id, std::string_view name,
                               std::string_view instance, std::string_view version) {
  EventExtra extra;
  extra.instance_id = instance;
  extra.version = version;
  EventRecord record = record_of(type);
  record.id = EventId{id};
  record.name = name;
  record.payload = {PayloadKind::null, {}};
  record.extra = instance.empty() && version.empty() ? nullptr : &extra;
  next_id_ = id + 1;
  return add(record);
}

Sentences& Sentences::scheduled(std::string_view name) { return scheduled_as(next_id_, name); }
Sentences& Sentences::scheduled_as(std::int32_t id, std::string_view name,
                                   std::string_view version) {
  return schedule(EventType::task_scheduled, id, name, "", version);
}
Sentences& Sentences::timer_created() { return timer_created_as(next_id_); }
Sentences& Sentences::timer_created_as(std::int32_t id) {
  const std::int32_t next = id < 0 ? next_id_ : id + 1;
  schedule(EventType::timer_created, id, "", "");
  next_id_ = next;
  return *this;
}
Sentences& Sentences::child_created(std::string_view name, std::string_view instance) {
  return child_created_as(next_id_, name, instance);
}
Sentences& Sentences::child_created_as(std::int32_t id, std::string_view name,
                                       std::string_view instance) {
  return schedule(EventType::sub_orchestration_instance_created, id, name, instance);
}

Sentences& Sentences::sent(std::string_view request, bool is_signal, std::string_view target) {
  EventExtra extra;
  extra.instance_id = target;
  const std::string input = std::string("{\"op\":\"get\",\"signal\":") +
                            (is_signal ? "true" : "false") + ",\"id\":" + quoted(request) + "}";
  EventRecord record = record_of(EventType::event_sent);
  record.id = EventId{next_id_++};
  record.name = "op";
  record.payload = {PayloadKind::text, input};
  record.extra = &extra;
  return add(record);
}
Sentences& Sentences::sent_as(std::int32_t id, std::string_view name, std::string_view target) {
  return schedule(EventType::event_sent, id, name, target);
}

Sentences& Sentences::answer(EventType type, std::int32_t link, std::string_view text) {
  EventRecord record = record_of(type);
  record.link = EventId{link};
  record.is_played = true;
  record.payload = {PayloadKind::text, text};
  return add(record);
}

Sentences& Sentences::completed(std::int32_t id, std::string_view json) {
  return answer(EventType::task_completed, id, json);
}
Sentences& Sentences::child_completed(std::int32_t id, std::string_view json) {
  return answer(EventType::sub_orchestration_instance_completed, id, json);
}
Sentences& Sentences::child_failed(std::int32_t id, std::string_view reason) {
  return answer(EventType::sub_orchestration_instance_failed, id, reason);
}

Sentences& Sentences::failed(std::int32_t id, std::string_view reason, std::string_view details) {
  EventExtra extra;
  extra.details = Payload::of_text(std::string(details));
  EventRecord record = record_of(EventType::task_failed);
  record.link = EventId{id};
  record.payload = {PayloadKind::text, reason};
  record.extra = &extra;
  return add(record);
}
Sentences& Sentences::failed_for_good(std::int32_t id, std::string_view reason) {
  EventExtra extra;
  extra.failure_details = Payload::of_text("{\"IsNonRetriable\":true}");
  EventRecord record = record_of(EventType::task_failed);
  record.link = EventId{id};
  record.payload = {PayloadKind::text, reason};
  record.extra = &extra;
  return add(record);
}

Sentences& Sentences::fired(std::int32_t id) {
  EventRecord record = record_of(EventType::timer_fired);
  record.link = EventId{id};
  return add(record);
}

Sentences& Sentences::raised(std::string_view name, std::string_view json) {
  EventRecord record = record_of(EventType::event_raised);
  record.name = name;
  record.payload = {PayloadKind::text, json};
  return add(record);
}
Sentences& Sentences::answered_by_entity(std::string_view request, std::string_view json) {
  return raised(request, "{\"result\":" + quoted(json) + "}");
}
Sentences& Sentences::refused_by_entity(std::string_view request, std::string_view message) {
  return raised(request, "{\"result\":" + quoted(quoted(message)) + ",\"exceptionType\":\"E\"}");
}
Sentences& Sentences::value_sent(std::string_view json) {
  return answer(EventType::sent, -1, json);
}
Sentences& Sentences::error_thrown(std::string_view message) {
  return answer(EventType::thrown, -1, message);
}

Sentences& Sentences::suspended() { return simple(EventType::execution_suspended); }
Sentences& Sentences::resumed() { return simple(EventType::execution_resumed); }
Sentences& Sentences::terminated() { return simple(EventType::execution_terminated); }

// SEMANTICS 6.39: a rewound failure keeps its old columns under another type.
Sentences& Sentences::rewound_row() {
  EventRecord record = record_of(EventType::generic_event);
  record.link = EventId{0};
  record.name = "A";
  return add(record);
}

Sentences& Sentences::ended(core::model::RuntimeStatus status, std::string_view json) {
  EventRecord record = record_of(EventType::execution_completed);
  record.id = EventId{next_id_};
  record.status = status;
  record.payload = {PayloadKind::text, json};
  return add(record);
}
Sentences& Sentences::continued_as_new(std::string_view json) {
  EventRecord record = record_of(EventType::continue_as_new);
  record.id = EventId{next_id_};
  record.payload = {PayloadKind::text, json};
  return add(record);
}

Sentences& Sentences::schema(std::int64_t upper) {
  builder_.envelope().upper_schema_version = upper;
  return *this;
}
Sentences& Sentences::newer_schema(std::int64_t upper_new) {
  builder_.envelope().upper_schema_version_new = upper_new;
  builder_.envelope().maximum_short_timer_ticks = 6 * kTicksPerDay;
  builder_.envelope().long_timer_interval_ticks = 3 * kTicksPerDay;
  return *this;
}

}  // namespace tests::support
