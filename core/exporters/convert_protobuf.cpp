// The request of one pass of the Durable Task protobuf (OrchestratorRequest of
// orchestrator_service.proto) as a proto3 JSON printer writes it: zeros, empty texts and unset
// wrappers are left out. Source: SEMANTICS 1.3b, 2f.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/exporters/convert.h"
#include "core/exporters/convert_failure.h"
#include "core/exporters/convert_past.h"
#include "core/exporters/convert_values.h"

namespace core::exporters {
namespace {

using base::JsonWriter;
using model::EventType;
using model::EventView;

enum class Value : std::uint8_t {
  name,         // left out when empty
  version,      // wrapped: left out when unset
  payload,      // wrapped
  instance_id,
  link,
  fire_at,
  status,
  failure,
  own_instance,
  parent_instance,
};
struct Member {
  std::string_view name;
  Value value;
};
struct Message {
  std::string_view name;
  std::span<const Member> members;
};

constexpr std::array kStarted{Member{"name", Value::name}, Member{"version", Value::version},
                              Member{"input", Value::payload},
                              Member{"orchestrationInstance", Value::own_instance},
                              Member{"parentInstance", Value::parent_instance}};
constexpr std::array kEnded{Member{"orchestrationStatus", Value::status},
                            Member{"result", Value::payload},
                            Member{"failureDetails", Value::failure}};
constexpr std::array kInput{Member{"input", Value::payload}};
constexpr std::array kScheduled{Member{"name", Value::name}, Member{"version", Value::version},
                                Member{"input", Value::payload}};
constexpr std::array kCompleted{Member{"taskScheduledId", Value::link},
                                Member{"result", Value::payload}};
constexpr std::array kFailed{Member{"taskScheduledId", Value::link},
                             Member{"failureDetails", Value::failure}};
constexpr std::array kChild{Member{"instanceId", Value::instance_id}, Member{"name", Value::name},
                            Member{"version", Value::version}, Member{"input", Value::payload}};
constexpr std::array kTimer{Member{"fireAt", Value::fire_at}};
constexpr std::array kFired{Member{"fireAt", Value::fire_at}, Member{"timerId", Value::link}};
constexpr std::array kSent{Member{"instanceId", Value::instance_id}, Member{"name", Value::name},
                           Member{"input", Value::payload}};
constexpr std::array kRaised{Member{"name", Value::name}, Member{"input", Value::payload}};
constexpr std::array kData{Member{"data", Value::payload}};
constexpr std::array kRewound{Member{"reason", Value::payload},
                              Member{"instanceId", Value::instance_id},
                              Member{"name", Value::name}, Member{"version", Value::version}};

/// By DTFx's number.
constexpr std::array<Message, 22> kMessages{{
    {"executionStarted", kStarted},
    {"executionCompleted", kEnded},
    {"executionCompleted", kEnded},  // ExecutionFailed, which the protobuf does not have
    {"executionTerminated", kInput},
    {"taskScheduled", kScheduled},
    {"taskCompleted", kCompleted},
    {"taskFailed", kFailed},
    {"subOrchestrationInstanceCreated", kChild},
    {"subOrchestrationInstanceCompleted", kCompleted},
    {"subOrchestrationInstanceFailed", kFailed},
    {"timerCreated", kTimer},
    {"timerFired", kFired},
    {"orchestratorStarted", {}},
    {"orchestratorCompleted", {}},
    {"eventSent", kSent},
    {"eventRaised", kRaised},
    {"continueAsNew", kInput},
    {"genericEvent", kData},
    {"historyState", {}},
    {"executionSuspended", kInput},
    {"executionResumed", kInput},
    {"executionRewound", kRewound},
}};

constexpr std::array<std::string_view, 8> kStatuses{
    "RUNNING", "COMPLETED", "CONTINUED_AS_NEW", "FAILED", "CANCELED", "TERMINATED", "PENDING",
    "SUSPENDED"};

/// 0, 3, 6 or 9 digits of a second, as protobuf writes a Timestamp.
std::string time_text(base::Timestamp time) {
  std::string text = base::format_round_trip(time);
  text.pop_back();
  text += "00";
  for (int group = 0; group < 3 && text.ends_with("000"); ++group) text.resize(text.size() - 3);
  if (text.back() == '.') text.pop_back();
  return text + "Z";
}

class ProtobufWriter {
 public:
  explicit ProtobufWriter(const model::History& history) : history_(history) {}

  base::Result<Converted> write(const base::WorkContext& work);

 private:
  void write_head();
  void write_event(const EventView& event);
  bool write_own_row(const EventView& event);
  void write_unknown(const EventView& event);
  void begin(const EventView& event);
  void write_member(const EventView& event, const Member& member);
  void write_payload(const EventView& event, std::string_view member);
  void write_link(const EventView& event, std::string_view member);
  void write_status(const EventView& event, std::string_view member);
  void write_failure(const EventView& event);
  void write_own_instance(const EventView& event);
  void write_parent(const EventView& event);
  void write_text(const EventView& event, std::string_view member, std::string_view text);
  void write_time(const EventView& event, std::string_view member, base::Timestamp time);
  void check_rest(const EventView& event, const Message& message);
  void check_envelope();

  const model::History& history_;
  ConvertLosses losses_;
  JsonWriter out_{2};
};

base::Result<Converted> ProtobufWriter::write(const base::WorkContext& work) {
  const ConvertWork steps(history_, work);
  const std::size_t border = past_events(history_);
  out_.begin_object();
  write_head();
  out_.key("pastEvents").begin_array();
  for (std::size_t i = 0; i < history_.size(); ++i) {
    if (!steps.go_on(i)) return conversion_cancelled();
    if (i == border) out_.end_array().key("newEvents").begin_array();
    write_event(history_[i]);
    add_inferred(history_[i], losses_);
    if (!is_played_kept(history_[i], border)) {
      losses_.add(history_[i], "IsPlayed has no place in the format; it is told by the list that "
                               "an event stands in");
    }
  }
  out_.end_array();
  if (border == history_.size()) out_.key("newEvents").begin_array().end_array();
  out_.end_object();
  check_envelope();
  return Converted{out_.take() + "\n", losses_.sentences()};
}

void ProtobufWriter::write_head() {
  const model::Envelope& envelope = history_.envelope();
  const auto write_id = [&](std::string_view key, const std::string& id) {
    if (id.empty()) return;
    if (!is_string_text(id)) {
      losses_.add(fmt::format("bytes of {} that are not UTF-8 are written as U+FFFD", key));
    }
    out_.key(key).string(id);
  };
  write_id("instanceId", envelope.instance_id);
  write_id("executionId", envelope.execution_id);
}

void ProtobufWriter::write_event(const EventView& event) {
  if (write_own_row(event)) return;
  const auto number = static_cast<std::size_t>(event.type());
  if (number >= kMessages.size()) return write_unknown(event);
  const Message& message = kMessages[number];
  begin(event);
  out_.key(message.name).begin_object();
  for (const Member& member : message.members) write_member(event, member);
  out_.end_object().end_object().set_indent(2);
  check_rest(event, message);
}

/// A row that was recorded in this format and stands for itself: entity events, kinds that are
/// newer than our table.
bool ProtobufWriter::write_own_row(const EventView& event) {
  const model::EventExtra* extra = event.extra();
  if (extra == nullptr || !extra->raw.has_value()) return false;
  const auto row = base::parse_json(extra->raw.text);
  const auto is_kind = [&](const auto& member) {
    const auto& [name, value] = member;
    const bool is_named = extra->raw_type.empty() ? name != "timestamp" && name != "router"
                                                  : name == extra->raw_type;
    return is_named && value.is(base::JsonValue::Kind::object);
  };
  // Rows of other formats name their kind as text.
  const bool is_ours = row.ok() && row->find("EventType") == nullptr &&
                       row->find("timestamp") != nullptr &&
                       std::any_of(row->members.begin(), row->members.end(), is_kind);
  if (!is_ours || !base::is_utf8(extra->raw.text)) return false;
  out_.raw(extra->raw.text);
  return true;
}

void ProtobufWriter::write_unknown(const EventView& event) {
  losses_.add(event, "no event of the protobuf; written as genericEvent with the row as data");
  const model::EventExtra* extra = event.extra();
  const bool has_row = extra != nullptr && extra->raw.has_value();
  begin(event);
  out_.key("genericEvent").begin_object();
  write_string(out_.key("data"), has_row ? extra->raw.text : event.type_name(), event, "data",
               losses_);
  out_.end_object().end_object().set_indent(2);
}

void ProtobufWriter::begin(const EventView& event) {
  out_.begin_object().set_indent(0);
  if (event.id().value != 0) out_.key("eventId").number(std::int64_t{event.id().value});
  write_time(event, "timestamp", event.timestamp());
}

void ProtobufWriter::write_member(const EventView& event, const Member& member) {
  const model::EventExtra* extra = event.extra();
  switch (member.value) {
    case Value::name:
      return write_text(event, member.name, event.name());
    case Value::version:
      if (extra != nullptr) write_text(event, member.name, extra->version);
      return;
    case Value::payload:
      return write_payload(event, member.name);
    case Value::instance_id:
      if (extra != nullptr) write_text(event, member.name, extra->instance_id);
      return;
    case Value::link:
      return write_link(event, member.name);
    case Value::fire_at:
      if (event.fire_at()) write_time(event, member.name, *event.fire_at());
      return;
    case Value::status:
      return write_status(event, member.name);
    case Value::failure:
      return write_failure(event);
    case Value::own_instance:
      return write_own_instance(event);
    case Value::parent_instance:
      return write_parent(event);
  }
}

void ProtobufWriter::write_payload(const EventView& event, std::string_view member) {
  if (!event.payload().has_value()) return;
  write_string(out_.key(member), event.payload().text, event, member, losses_);
}

void ProtobufWriter::write_link(const EventView& event, std::string_view member) {
  if (event.link().value != 0) out_.key(member).number(std::int64_t{event.link().value});
}

void ProtobufWriter::write_status(const EventView& event, std::string_view member) {
  if (event.type() == EventType::execution_failed) {
    losses_.add(event, "written as executionCompleted with the status FAILED");
    out_.key(member).string("ORCHESTRATION_STATUS_FAILED");
    return;
  }
  const auto number = static_cast<std::size_t>(event.status());
  if (number >= kStatuses.size()) {
    losses_.add(event, "its status is not recorded; the format reads that as Running");
  } else if (number > 0) {
    out_.key(member).string(fmt::format("ORCHESTRATION_STATUS_{}", kStatuses[number]));
  }
}

/// The protobuf has FailureDetails alone; hosts of Durable Functions record Reason and Details.
void ProtobufWriter::write_failure(const EventView& event) {
  const model::EventExtra* extra = event.extra();
  const bool is_task = event.type() == EventType::task_failed ||
                       event.type() == EventType::sub_orchestration_instance_failed;
  const std::string reason(is_task && event.payload().has_value() ? event.payload().text : "");
  const std::string stack(event.details().has_value() ? event.details().text : "");
  auto details = FailureDetails::of(event);
  if (details && (!reason.empty() || !stack.empty())) {
    const bool is_same = details->message() == reason && details->stack() == stack;
    losses_.add(event, is_same ? "Reason and Details are kept as errorMessage and stackTrace alone"
                               : "Reason and Details have no place beside FailureDetails");
  }
  if (!details && extra != nullptr && extra->failure_details.has_value()) {
    losses_.add(event, "FailureDetails is no JSON object and is left out");
  }
  if (!details && reason.empty() && stack.empty()) return;
  if (!details) {
    losses_.add(event, "Reason and Details are written as errorMessage and stackTrace");
    details = FailureDetails::of(reason, stack);
  }
  std::vector<std::string> left_out;
  out_.key("failureDetails").raw(details->to_json(FailureNames::protobuf, left_out));
  for (const std::string& name : left_out) {
    losses_.add(event, fmt::format("{} of FailureDetails has no place in the format",
                                   base::printable(base::shorten(name, 40))));
  }
}

void ProtobufWriter::write_own_instance(const EventView& event) {
  const model::EventExtra* extra = event.extra();
  const model::Envelope& envelope = history_.envelope();
  const bool has_own = extra != nullptr && !extra->instance_id.empty();
  const bool has_execution = extra != nullptr && !extra->execution_id.empty();
  out_.key("orchestrationInstance").begin_object();
  write_text(event, "instanceId", has_own ? extra->instance_id : envelope.instance_id);
  write_text(event, "executionId", has_execution ? extra->execution_id : envelope.execution_id);
  out_.end_object();
}

void ProtobufWriter::write_parent(const EventView& event) {
  const model::EventExtra* extra = event.extra();
  if (extra == nullptr || extra->parent_instance_id.empty()) return;
  losses_.add(event, "of ParentInstance Yieldscope keeps the instance id alone; its name, execution "
                     "and task id are missing");
  out_.key("parentInstance").begin_object().key("orchestrationInstance").begin_object();
  write_text(event, "instanceId", extra->parent_instance_id);
  out_.end_object().end_object();
}

void ProtobufWriter::write_text(const EventView& event, std::string_view member,
                                std::string_view text) {
  if (!text.empty()) write_string(out_.key(member), text, event, member, losses_);
}

void ProtobufWriter::write_time(const EventView& event, std::string_view member,
                                base::Timestamp time) {
  if (is_calendar_time(time)) {
    out_.key(member).string(time_text(time));
  } else {
    losses_.add(event, fmt::format("{} lies outside the years 1 to 9999 and is left out", member));
  }
}

/// What the event has and its message does not.
void ProtobufWriter::check_rest(const EventView& event, const Message& message) {
  add_misplaced(event, losses_);
  const auto has = [&](Value value) {
    return std::any_of(message.members.begin(), message.members.end(),
                       [&](const Member& member) { return member.value == value; });
  };
  const auto lost = [&](std::string_view name) {
    losses_.add(event, fmt::format("{} has no place in the format", name));
  };
  const bool has_failure = has(Value::failure);
  if (!event.name().empty() && !has(Value::name)) lost("Name");
  const std::string_view payload = payload_member_of(event.type());
  const bool is_reason = has_failure && payload == "Reason";  // write_failure has it
  const bool is_lost = !payload.empty() && !has(Value::payload) && !is_reason;
  if (event.payload().has_value() && is_lost) lost(payload);
  const model::EventExtra* extra = event.extra();
  if (extra == nullptr) return;
  const bool is_start = has(Value::own_instance);
  if (!extra->version.empty() && !has(Value::version)) lost("Version");
  if (!extra->instance_id.empty() && !has(Value::instance_id) && !is_start) lost("InstanceId");
  if (extra->details.has_value() && !has_failure) lost("Details");
  if (extra->failure_details.has_value() && !has_failure) lost("FailureDetails");
  add_row_lost(event, losses_);
}

/// What stands around the events of a worker payload.
void ProtobufWriter::check_envelope() {
  const model::Envelope& envelope = history_.envelope();
  const auto start = start_of(history_);
  if (!start) {
    add_without_start("", envelope.name, losses_);
    if (envelope.input.has_value()) losses_.add("without ExecutionStarted the input has no place");
  } else if (envelope.input.has_value() && start->payload() != envelope.input.view()) {
    losses_.add("the input as the worker was given it has no place in the format; the recorded one "
                "stands in executionStarted");
  }
  const bool has_parent = start && start->extra() != nullptr &&
                          !start->extra()->parent_instance_id.empty();
  if (envelope.parent_instance_id && !envelope.parent_instance_id->empty() && !has_parent) {
    losses_.add("the parent's id has no place where ExecutionStarted does not say it: " +
                base::printable(base::shorten(*envelope.parent_instance_id, 120)));
  }
  if (envelope.upper_schema_version || envelope.upper_schema_version_new ||
      envelope.long_timer_interval_ticks || envelope.maximum_short_timer_ticks ||
      envelope.http_poll_sleep_ms) {
    losses_.add("the schema versions and timer limits that the host sends beside the events have no "
                "place in the format");
  }
}

}  // namespace

base::Result<Converted> protobuf_json(const model::History& history,
                                      const base::WorkContext& work) {
  if (auto refusal = why_not_writable(history, "protobuf request")) return *std::move(refusal);
  return ProtobufWriter(history).write(work);
}

}  // namespace core::exporters
