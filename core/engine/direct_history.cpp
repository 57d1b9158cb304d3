#include "core/engine/direct_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/json_writer.h"

namespace core::engine {

using model::ActionKind;
using model::EventExtra;
using model::EventId;
using model::EventRecord;
using model::EventType;
using model::Payload;
using model::PayloadKind;

namespace {

constexpr base::Timestamp kStart{1'704'067'200 * base::kTicksPerSecond};  // 2024-01-01T00:00:00Z

/// Attempts of a retry have no op of their own, but the first one.
const model::Op* op_of(const sdk::Interpreter& code, sdk::TaskIndex index) {
  const sdk::Task& task = code.task(index);
  return task.op != nullptr || task.parent == sdk::kNoIndex ? task.op : code.task(task.parent).op;
}

/// A task that the SDK made to wait for time: a retry's delay, a leg of a long timer.
bool is_timer(const sdk::Interpreter& code, sdk::TaskIndex index) {
  const sdk::Task& task = code.task(index);
  if (task.op != nullptr) {
    return task.op->kind == ActionKind::timer;
  }
  const sdk::TaskClass above = code.task(task.parent).task_class;
  return above == sdk::TaskClass::long_timer || code.compound_of(task.parent).is_waiting_on_timer;
}

EventType schedule_type(ActionKind kind) {
  const bool is_child =
      kind == ActionKind::sub_orchestration || kind == ActionKind::sub_orchestration_with_retry;
  return is_child ? EventType::sub_orchestration_instance_created : EventType::task_scheduled;
}

EventType completion_type(ActionKind kind, bool ok) {
  switch (kind) {
    case ActionKind::sub_orchestration:
    case ActionKind::sub_orchestration_with_retry:
      return ok ? EventType::sub_orchestration_instance_completed
                : EventType::sub_orchestration_instance_failed;
    case ActionKind::external_event:
    case ActionKind::entity_call:
      return EventType::event_raised;
    case ActionKind::value:
      return ok ? EventType::sent : EventType::thrown;
    default:
      return ok ? EventType::task_completed : EventType::task_failed;
  }
}

std::string json_string(std::string_view text) {
  std::string out;
  base::append_json_string(out, text);
  return out;
}

/// ResponseMessage of an entity. Source: SEMANTICS 1.2.
std::string entity_response(const DirectAnswer& answer) {
  base::JsonWriter out;
  out.begin_object();
  if (answer.ok) {
    out.key("result").string(answer.result.has_value() ? answer.result.text : "null");
  } else {
    out.key("result").string(json_string(answer.message)).key("exceptionType").string("Exception");
  }
  out.end_object();
  return out.take();
}

EventRecord record_of(EventType type, std::int32_t id = model::kNoEventId.value) {
  EventRecord record;
  record.type = type;
  record.id = EventId{id};
  return record;
}

/// "name" of an http call as the platform schedules it.
std::string_view scheduled_name(const model::Op& op) {
  return op.kind == ActionKind::http ? std::string_view("BuiltIn::HttpActivity")
                                     : std::string_view(op.name);
}

}  // namespace

std::string direct_request_id(std::int32_t id) {
  return fmt::format("00000000-0000-0000-0000-{:012}", id);
}

DirectHistory::DirectHistory(const DirectOptions& options, bool is_plain)
    : clock_(options.starts_at.value_or(kStart)), is_plain_(is_plain) {
  model::Envelope& envelope = builder_.envelope();
  envelope.instance_id = options.instance_id;
  envelope.parent_instance_id = options.parent_instance_id;
  envelope.name = options.name;
  envelope.input =
      is_plain && !options.arguments.empty() ? Payload::of_text(options.arguments) : options.input;
  envelope.upper_schema_version = 1;
  envelope.upper_schema_version_new = 2;
  if (options.like != nullptr) {
    envelope.upper_schema_version = options.like->upper_schema_version;
    envelope.upper_schema_version_new = options.like->upper_schema_version_new;
    envelope.long_timer_interval_ticks = options.like->long_timer_interval_ticks;
    envelope.maximum_short_timer_ticks = options.like->maximum_short_timer_ticks;
    envelope.http_poll_sleep_ms = options.like->http_poll_sleep_ms;
  }
  append(record_of(EventType::orchestrator_started));
  EventExtra extra;
  extra.instance_id = options.instance_id;
  extra.execution_id = "direct";
  extra.parent_instance_id = options.parent_instance_id.value_or("");
  const Payload input = envelope.input;
  EventRecord started = record_of(EventType::execution_started);
  started.is_played = true;
  started.name = options.name;
  started.payload = input.view();
  started.extra = &extra;
  append(started);
}

void DirectHistory::append(EventRecord record) {
  record.timestamp = clock_;
  builder_.append(record);
}

void DirectHistory::begin_episode(base::Timestamp due, std::optional<base::Timestamp> at) {
  if (is_plain_) {
    return;
  }
  clock_ = at ? std::max(clock_, *at)
              : std::max(base::Timestamp{clock_.ticks + base::kTicksPerSecond}, due);
  append(record_of(EventType::orchestrator_started));
  is_episode_open_ = true;
}

void DirectHistory::end_episode(const sdk::Interpreter& code) {
  std::vector<std::pair<std::int32_t, sdk::TaskIndex>> asked;
  for (; next_opened_ < code.opened().size(); ++next_opened_) {
    const sdk::TaskIndex task = code.opened()[next_opened_];
    if (code.task(task).id_kind == sdk::IdKind::sequence) {
      asked.emplace_back(code.task(task).id, task);
    }
  }
  for (; next_emitted_ < code.emitted().size(); ++next_emitted_) {
    const sdk::Emitted& emitted = code.emitted()[next_emitted_];
    if (emitted.id_at_once >= 0) asked.emplace_back(emitted.id_at_once, emitted.task);
  }
  std::sort(asked.begin(), asked.end());
  for (const auto& [id, task] : asked) {
    schedule(code, task, id);
  }
  if (is_episode_open_ && !is_plain_) {
    append(record_of(EventType::orchestrator_completed));
    is_episode_open_ = false;
  }
}

void DirectHistory::schedule(const sdk::Interpreter& code, sdk::TaskIndex task, std::int32_t id) {
  if (is_timer(code, task)) {
    EventRecord timer = record_of(EventType::timer_created, id);
    timer.fire_at = std::max(code.due(task), clock_);
    append(timer);
    return;
  }
  const model::Op& op = *op_of(code, task);
  const bool is_signal = op.kind == ActionKind::entity_signal;
  if (is_signal || op.kind == ActionKind::entity_call) {
    send_event(op, id, is_signal);
    return;
  }
  EventExtra extra;
  extra.instance_id = op.target.value_or(fmt::format("direct:{}", id));
  const EventType type = schedule_type(op.kind);
  const bool is_child = type == EventType::sub_orchestration_instance_created;
  EventRecord record = record_of(type, id);
  record.name = scheduled_name(op);
  record.payload = {PayloadKind::null, {}};
  record.extra = is_child ? &extra : nullptr;
  append(record);
}

void DirectHistory::send_event(const model::Op& op, std::int32_t id, bool is_signal) {
  base::JsonWriter request;
  request.begin_object().key("op").string(op.name);
  if (is_signal) request.key("signal").boolean(true);
  if (op.input.has_value()) request.key("input").string(op.input.text);
  request.key("id").string(direct_request_id(id)).end_object();
  EventExtra extra;
  extra.instance_id = op.target.value_or("");
  const std::string text = request.take();
  EventRecord sent = record_of(EventType::event_sent, id);
  sent.name = "op";
  sent.payload = {PayloadKind::text, text};
  sent.extra = &extra;
  append(sent);
}

void DirectHistory::answer(const sdk::Interpreter& code, sdk::TaskIndex task,
                           const DirectAnswer& given) {
  begin_episode(clock_, given.at);
  const model::Op& op = *op_of(code, task);
  const std::int32_t id = code.task(task).id;
  EventRecord record;
  record.type = completion_type(op.kind, given.ok);
  record.is_played = true;
  Payload payload = given.result;
  EventExtra extra;
  std::string name;
  if (op.kind == ActionKind::entity_call) {
    name = direct_request_id(id);
    payload = Payload::of_text(entity_response(given));
  } else if (op.kind == ActionKind::external_event) {
    name = op.name;
  } else if (op.kind != ActionKind::value) {
    record.link = EventId{id};
  }
  if (!given.ok && op.kind != ActionKind::entity_call) {
    payload = Payload::of_text(given.message);
    extra.details = Payload::of_text(given.details);
    extra.failure_details = given.failure_details;
    if (record.type != EventType::thrown) record.extra = &extra;
  }
  record.name = name;
  record.payload = payload.view();
  append(record);
}

void DirectHistory::fire(const sdk::Interpreter& code, sdk::TaskIndex task,
                         std::optional<base::Timestamp> at) {
  const base::Timestamp due = code.due(task);
  begin_episode(due, at);
  EventRecord fired = record_of(EventType::timer_fired);
  fired.link = EventId{code.task(task).id};
  fired.is_played = true;
  fired.fire_at = due;
  append(fired);
}

void DirectHistory::end_execution(const model::Outcome& outcome, std::int32_t next_id) {
  EventRecord record;
  record.id = EventId{next_id};
  Payload payload;
  if (const auto* returned = std::get_if<model::Returned>(&outcome.what)) {
    record.type = EventType::execution_completed;
    record.status = model::RuntimeStatus::completed;
    payload = returned->value;
  } else if (const auto* next = std::get_if<model::ContinuedAsNew>(&outcome.what)) {
    record.type = EventType::continue_as_new;
    record.status = model::RuntimeStatus::continued_as_new;
    payload = next->input;
  } else if (const auto* raised = std::get_if<model::Raised>(&outcome.what)) {
    record.type = EventType::execution_completed;
    record.status = model::RuntimeStatus::failed;
    payload = Payload::of_text(raised->message);
  } else {
    return;
  }
  record.payload = payload.view();
  append(record);
  append(record_of(EventType::orchestrator_completed));
}

}  // namespace core::engine
