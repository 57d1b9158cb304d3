#include "core/importers/aws_durable/event.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.h"
#include "core/importers/common/event_fields.h"
#include "core/importers/common/loose_time.h"
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
  RuntimeStatus status = RuntimeStatus::unknown;
};
// A context is a child with a history inside this one; a chained invoke is a child of its own.
constexpr std::array<KindRow, 25> kKinds{{
    {"ExecutionStarted", EventType::execution_started},
    {"ExecutionSucceeded", EventType::execution_completed, RuntimeStatus::completed},
    {"ExecutionFailed", EventType::execution_completed, RuntimeStatus::failed},
    {"ExecutionTimedOut", EventType::execution_completed, RuntimeStatus::failed},
    {"ExecutionStopped", EventType::execution_completed, RuntimeStatus::terminated},
    {"ContextStarted", EventType::sub_orchestration_instance_created},
    {"ContextSucceeded", EventType::sub_orchestration_instance_completed},
    {"ContextFailed", EventType::sub_orchestration_instance_failed},
    {"WaitStarted", EventType::timer_created},
    {"WaitSucceeded", EventType::timer_fired},
    {"WaitCancelled", EventType::unknown},
    {"StepStarted", EventType::task_scheduled},
    {"StepSucceeded", EventType::task_completed},
    {"StepFailed", EventType::task_failed},
    {"ChainedInvokeStarted", EventType::sub_orchestration_instance_created},
    {"ChainedInvokeSucceeded", EventType::sub_orchestration_instance_completed},
    {"ChainedInvokeFailed", EventType::sub_orchestration_instance_failed},
    {"ChainedInvokeTimedOut", EventType::sub_orchestration_instance_failed},
    {"ChainedInvokeStopped", EventType::sub_orchestration_instance_failed},
    {"CallbackStarted", EventType::unknown},
    {"CallbackSucceeded", EventType::event_raised},
    {"CallbackFailed", EventType::event_raised},
    {"CallbackTimedOut", EventType::event_raised},
    {"InvocationCompleted", EventType::orchestrator_completed},
    {"InvocationStarted", EventType::unknown},
}};

/// ISO text or seconds since 1970, whole or with a fraction.
std::optional<base::Timestamp> time_of(const JsonMember* member) {
  if (member == nullptr) return std::nullopt;
  if (member->kind != '0') {
    const auto time = parse_loose_time(time_text(*member));
    return time ? std::optional(time->time) : std::nullopt;
  }
  double seconds = 0;
  const char* end = member->text.data() + member->text.size();
  const auto [stopped, error] = std::from_chars(member->text.data(), end, seconds);
  if (error != std::errc() || stopped != end || !(seconds > -1e11 && seconds < 1e14)) {
    return std::nullopt;
  }
  if (seconds > 1e11) seconds /= 1000;  // milliseconds: seconds would be thousands of years away
  return base::Timestamp{static_cast<std::int64_t>(seconds * 1e6) * 10};
}

}  // namespace

/// {"Payload": …}: text as it is, any other value as JSON.
Payload AwsEventReader::payload_in(const JsonMember* holder) {
  JsonMembers inside;
  if (holder == nullptr || !inside.read(holder->raw)) return {};
  const JsonMember* truncated = inside.find("truncated");
  if (truncated != nullptr && truncated->raw == "true") ++truncated_;
  const JsonMember* payload = inside.find("payload");
  if (payload == nullptr || payload->kind == 'n') return {};
  return Payload(payload->kind == '"' ? PayloadKind::text : PayloadKind::json,
                 std::string(payload->text));
}

/// An error's message; the whole error as details.
void AwsEventReader::put_error(const JsonMember* error, TimelineEvent& event) {
  Payload whole = payload_in(error);
  if (whole.kind == PayloadKind::absent) return;
  JsonMembers members;
  if (members.read(whole.text) && !members.string_at("errormessage").empty()) {
    event.payload = Payload::of_text(std::string(members.string_at("errormessage")));
    event.details = std::move(whole);
  } else {
    event.payload = std::move(whole);
  }
}

bool is_aws_kind(std::string_view word) {
  return std::any_of(kKinds.begin(), kKinds.end(), [&](const KindRow& row) {
    return base::equal_ignoring_case(row.word, word);
  });
}

AwsEvent AwsEventReader::read(const JsonMembers& members, std::string_view raw,
                              const EventPlace& place) {
  AwsEvent out;
  TimelineEvent& event = out.event;
  event.place = place;
  event.raw = raw;
  event.own_type = members.string_at("eventtype");
  event.time = time_of(members.find_value("eventtimestamp"));
  event.name = members.string_at("name");
  const JsonMember* number = members.find_value("eventid");
  if (number != nullptr) out.number = integer_of({number->kind, number->text}).value_or(0);
  const auto row = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindRow& candidate) {
    return base::equal_ignoring_case(candidate.word, event.own_type);
  });
  if (row != kKinds.end()) {
    event.type = row->type;
    event.status = row->status;
  }
  const std::string_view operation = members.string_at("id");
  if (!operation.empty() && event.type != EventType::execution_started &&
      event.type != EventType::execution_completed) {
    const auto next = static_cast<std::int64_t>(operations_.size());
    const auto found = operations_.emplace(std::string(operation), next).first;
    (model::is_completion(event.type) ? event.link : event.id) = found->second;
  }
  JsonMembers details;
  for (const JsonMember& member : members.all()) {
    if (member.kind == '{' && member.name.ends_with("details")) details.read(member.raw);
  }
  event.payload = payload_in(details.find_value("input"));
  if (event.payload.kind == PayloadKind::absent) {
    event.payload = payload_in(details.find_value("result"));
  }
  put_error(details.find_value("error"), event);
  if (event.type == EventType::timer_created) {
    event.fire_at = time_of(details.find_value("scheduledendtimestamp"));
  }
  out.ends_invocation = base::equal_ignoring_case(event.own_type, "InvocationCompleted");
  out.began = time_of(details.find_value("starttimestamp"));
  if (model::is_schedule(event.type) || event.type == EventType::execution_started) {
    event.instance_id = operation;
  }
  return out;
}

}  // namespace core::importers
