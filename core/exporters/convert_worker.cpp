// The worker payload: what the Durable Functions extension sends for a pass. Members of an event
// stand in the order of DTFx's classes, beginning with EventType. Source: SEMANTICS 1.1, 2a.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/exporters/convert.h"
#include "core/exporters/convert_failure.h"
#include "core/exporters/convert_values.h"
#include "core/exporters/convert_worker_envelope.h"

namespace core::exporters {
namespace {

using base::JsonWriter;
using model::EventType;
using model::EventView;
using model::PayloadKind;

enum class Value : std::uint8_t {
  none,  // the model holds no such member
  payload,
  name,
  version,
  instance_id,
  own_instance,
  parent_instance,
  link,
  fire_at,
  status,
  details,
  failure_details,
};
struct Member {
  std::string_view name;
  Value value = Value::none;
};

constexpr std::array kStarted{
    Member{"OrchestrationInstance", Value::own_instance},
    Member{"ParentInstance", Value::parent_instance}, Member{"Name", Value::name},
    Member{"Version", Value::version}, Member{"Input", Value::payload}, Member{"Tags"},
    Member{"Correlation"}, Member{"ParentTraceContext"}, Member{"ScheduledStartTime"}};
constexpr std::array kEnded{Member{"OrchestrationStatus", Value::status},
                            Member{"Result", Value::payload},
                            Member{"FailureDetails", Value::failure_details}};
constexpr std::array kScheduled{Member{"Name", Value::name}, Member{"Version", Value::version},
                                Member{"Input", Value::payload}, Member{"ParentTraceContext"},
                                Member{"Tags"}};
constexpr std::array kCompleted{Member{"TaskScheduledId", Value::link},
                                Member{"Result", Value::payload}};
constexpr std::array kFailed{
    Member{"TaskScheduledId", Value::link}, Member{"Reason", Value::payload},
    Member{"Details", Value::details}, Member{"FailureDetails", Value::failure_details}};
constexpr std::array kChild{Member{"Name", Value::name},
                            Member{"Version", Value::version},
                            Member{"InstanceId", Value::instance_id},
                            Member{"Input", Value::payload},
                            Member{"ClientSpanId"},
                            Member{"Tags"}};
constexpr std::array kTimer{Member{"FireAt", Value::fire_at}};
constexpr std::array kFired{Member{"TimerId", Value::link}, Member{"FireAt", Value::fire_at}};
constexpr std::array kSent{Member{"InstanceId", Value::instance_id}, Member{"Name", Value::name},
                           Member{"Input", Value::payload}};
constexpr std::array kRaised{Member{"Name", Value::name}, Member{"Input", Value::payload},
                             Member{"ParentTraceContext"}};
constexpr std::array kInput{Member{"Input", Value::payload}};
constexpr std::array kReason{Member{"Reason", Value::payload}};
constexpr std::array kRewound{Member{"Reason", Value::payload}, Member{"ParentExecutionId"},
                              Member{"InstanceId", Value::instance_id},
                              Member{"ParentTraceContext"}};
constexpr std::array kData{Member{"Data", Value::payload}};
constexpr std::array kState{Member{"State", Value::payload}};

/// By DTFx's number.
constexpr std::array<std::span<const Member>, 22> kMembers{
    kStarted, kEnded,     kEnded, kInput, kScheduled, kCompleted, kFailed, kChild,
    kCompleted, kFailed,  kTimer, kFired, {},         {},         kSent,   kRaised,
    kEnded,   kData,      kState, kReason, kReason,   kRewound};

/// Members that stand behind the others where an event has them beyond its class.
constexpr std::array kFurther{Member{"Name", Value::name},
                              Member{"Version", Value::version},
                              Member{"InstanceId", Value::instance_id},
                              Member{"Details", Value::details},
                              Member{"FailureDetails", Value::failure_details}};

/// .NET's JSON cuts the zeros at the end of a fraction.
std::string time_text(base::Timestamp time) {
  std::string text = base::format_round_trip(time);
  text.pop_back();
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + "Z";
}

class WorkerWriter {
 public:
  explicit WorkerWriter(const model::History& history) : history_(history) {}

  base::Result<Converted> write(const base::WorkContext& work);

 private:
  void write_event(const EventView& event);
  void write_unknown(const EventView& event);
  void write_head(EventType type);
  void write_tail(const EventView& event);
  void write_member(const EventView& event, const Member& member);
  void write_further(const EventView& event, std::span<const Member> members);
  bool has(const EventView& event, Value value) const;
  void write_value(const EventView& event, model::PayloadView payload, std::string_view member);
  void write_failure_details(const EventView& event);
  void write_own_instance(const EventView& event);
  void write_parent(const EventView& event);
  void write_time(const EventView& event, std::string_view member, base::Timestamp time);

  const model::History& history_;
  ConvertLosses losses_;
  JsonWriter out_{2};
  /// Read of FailureDetails where the event itself says neither Reason nor Details.
  std::optional<FailureDetails> stand_in_;
};

base::Result<Converted> WorkerWriter::write(const base::WorkContext& work) {
  const ConvertWork steps(history_, work);
  out_.begin_object().key("history").begin_array();
  for (std::size_t i = 0; i < history_.size(); ++i) {
    if (!steps.go_on(i)) return conversion_cancelled();
    write_event(history_[i]);
    add_inferred(history_[i], losses_);
  }
  out_.end_array();
  write_worker_envelope(history_, out_, losses_);
  out_.end_object();
  return Converted{out_.take() + "\n", losses_.sentences()};
}

void WorkerWriter::write_event(const EventView& event) {
  const auto number = static_cast<std::size_t>(event.type());
  if (number >= kMembers.size()) return write_unknown(event);
  const std::span<const Member> members = kMembers[number];
  const bool is_failure = members.data() == kFailed.data();
  const bool has_own = event.payload().kind != PayloadKind::absent ||
                       event.details().kind != PayloadKind::absent;
  stand_in_ = is_failure && !has_own ? FailureDetails::of(event) : std::nullopt;
  if (stand_in_) {
    losses_.add(event, "Reason and Details, which Durable Functions reads, are taken from "
                       "FailureDetails");
  }
  add_misplaced(event, losses_);
  add_row_lost(event, losses_);
  write_head(event.type());
  for (const Member& member : members) write_member(event, member);
  write_further(event, members);
  write_tail(event);
}

void WorkerWriter::write_head(EventType type) {
  out_.begin_object().set_indent(0);
  out_.key("EventType").number(static_cast<std::int64_t>(type));
}

void WorkerWriter::write_tail(const EventView& event) {
  out_.key("EventId").number(std::int64_t{event.id().value});
  out_.key("IsPlayed").boolean(event.is_played());
  write_time(event, "Timestamp", event.timestamp());
  out_.end_object().set_indent(2);
}

/// An event that no table of ours knows: its own row where that is one of DTFx's, else the marker
/// that the platform goes past, with the row in it.
void WorkerWriter::write_unknown(const EventView& event) {
  const model::EventExtra* extra = event.extra();
  const std::string_view raw = extra == nullptr ? std::string_view() : extra->raw.text;
  const auto row = base::parse_json(raw);
  if (row.ok() && row->find("EventType") != nullptr && base::is_utf8(raw)) {
    out_.raw(raw);
    return;
  }
  losses_.add(event, "no event of Durable Functions; written as GenericEvent with the row as Data");
  write_head(EventType::generic_event);
  write_string(out_.key("Data"), raw.empty() ? event.type_name() : raw, event, "Data", losses_);
  write_tail(event);
}

bool WorkerWriter::has(const EventView& event, Value value) const {
  const model::EventExtra* extra = event.extra();
  switch (value) {
    case Value::name:
      return !event.name().empty();
    case Value::version:
      return extra != nullptr && !extra->version.empty();
    case Value::instance_id:
      return extra != nullptr && !extra->instance_id.empty();
    case Value::details:
      return extra != nullptr && extra->details.has_value();
    case Value::failure_details:
      return extra != nullptr && extra->failure_details.has_value();
    default:
      return false;
  }
}

void WorkerWriter::write_further(const EventView& event, std::span<const Member> members) {
  if (event.extra() == nullptr && event.name().empty()) return;
  for (const Member& further : kFurther) {
    const bool is_own = std::any_of(members.begin(), members.end(), [&](const Member& member) {
      return member.value == further.value ||
             (member.value == Value::own_instance && further.value == Value::instance_id);
    });
    if (!is_own && has(event, further.value)) write_member(event, further);
  }
}

void WorkerWriter::write_member(const EventView& event, const Member& member) {
  const model::EventExtra* extra = event.extra();
  const auto text = [&](std::string_view value) {
    write_string(out_.key(member.name), value, event, member.name, losses_);
  };
  switch (member.value) {
    case Value::none:
      out_.key(member.name).null();
      return;
    case Value::payload:
      if (stand_in_) return text(stand_in_->message());
      out_.key(member.name);
      return write_value(event, event.payload(), member.name);
    case Value::name:
      return text(event.name());
    case Value::version:
      return text(extra == nullptr ? std::string_view() : extra->version);
    case Value::instance_id:
      if (has(event, Value::instance_id)) return text(extra->instance_id);
      out_.key(member.name).null();
      return;
    case Value::own_instance:
      return write_own_instance(event);
    case Value::parent_instance:
      return write_parent(event);
    case Value::link:
      out_.key(member.name).number(std::int64_t{event.link().value});
      return;
    case Value::fire_at:
      if (event.fire_at()) write_time(event, member.name, *event.fire_at());
      return;
    case Value::status:
      if (event.type() == EventType::continue_as_new) {
        out_.key(member.name)
            .number(static_cast<std::int64_t>(model::RuntimeStatus::continued_as_new));
      } else if (event.status() != model::RuntimeStatus::unknown) {
        out_.key(member.name).number(static_cast<std::int64_t>(event.status()));
      }
      return;
    case Value::details:
      if (stand_in_) return text(stand_in_->stack());
      out_.key(member.name);
      return write_value(event, event.details(), member.name);
    case Value::failure_details:
      return write_failure_details(event);
  }
}

void WorkerWriter::write_value(const EventView& event, model::PayloadView payload,
                               std::string_view member) {
  if (!payload.has_value()) {
    out_.null();
    return;
  }
  // The status API parses what the platform recorded as text.
  const bool is_parsed = history_.quality() == model::Quality::reconstructed;
  if (payload.kind == PayloadKind::json && !is_parsed && is_value_text(payload.text)) {
    out_.raw(payload.text);
    return;
  }
  write_string(out_, payload.text, event, member, losses_);
}

void WorkerWriter::write_failure_details(const EventView& event) {
  out_.key("FailureDetails");
  if (!has(event, Value::failure_details)) {
    out_.null();
    return;
  }
  std::vector<std::string> left_out;
  if (const auto details = FailureDetails::of(event)) {
    out_.raw(details->to_json(FailureNames::dtfx, left_out));
  } else {
    write_value(event, event.extra()->failure_details.view(), "FailureDetails");
  }
}

void WorkerWriter::write_own_instance(const EventView& event) {
  const model::EventExtra* extra = event.extra();
  const auto own = [&](std::string_view key, std::string_view text, std::string_view around) {
    const std::string_view value = text.empty() ? around : text;
    out_.key(key);
    value.empty() ? void(out_.null()) : write_string(out_, value, event, key, losses_);
  };
  const model::Envelope& envelope = history_.envelope();
  out_.key("OrchestrationInstance").begin_object();
  own("InstanceId", extra == nullptr ? std::string_view() : extra->instance_id,
      envelope.instance_id);
  own("ExecutionId", extra == nullptr ? std::string_view() : extra->execution_id,
      envelope.execution_id);
  out_.end_object();
}

void WorkerWriter::write_parent(const EventView& event) {
  const model::EventExtra* extra = event.extra();
  out_.key("ParentInstance");
  if (extra == nullptr || extra->parent_instance_id.empty()) {
    out_.null();
    return;
  }
  losses_.add(event, "of ParentInstance Yieldscope keeps the instance id alone; its name, execution "
                     "and task id are missing");
  out_.begin_object().key("OrchestrationInstance").begin_object();
  write_string(out_.key("InstanceId"), extra->parent_instance_id, event, "ParentInstance", losses_);
  out_.end_object().end_object();
}

void WorkerWriter::write_time(const EventView& event, std::string_view member,
                              base::Timestamp time) {
  if (is_calendar_time(time)) {
    out_.key(member).string(time_text(time));
  } else {
    losses_.add(event, fmt::format("{} lies outside the years 1 to 9999 and is left out", member));
  }
}

}  // namespace

base::Result<Converted> worker_payload(const model::History& history,
                                       const base::WorkContext& work) {
  if (auto refusal = why_not_writable(history, "worker payload")) return *std::move(refusal);
  return WorkerWriter(history).write(work);
}

}  // namespace core::exporters
