// What the platform compares when it reads a recorded schedule, and its messages word for word.
// Source: SEMANTICS 4.1 (DTFx TaskOrchestrationContext.cs), rows D1 to D11.
#include <fmt/format.h>

#include "core/base/text.h"
#include "core/engine/platform/interpreter.h"

namespace core::engine::platform {
namespace {

using model::EventIndex;

constexpr std::string_view kPrefix =
    "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled ";
constexpr std::string_view kNotYet =
    "but the current replay execution hasn't (yet?) scheduled this task. ";
constexpr std::string_view kQuestion =
    "Was a change made to the orchestrator code after this instance had already started running?";

/// Rule of each command for: id not there, another kind, another name.
struct Rules {
  std::string_view missing, other_kind, other_name;
};

Rules rules_of(Command command) {
  switch (command) {
    case Command::schedule_task:
      return {"D1", "D2", "D3"};
    case Command::create_timer:
      return {"D4", "D5", ""};
    case Command::create_sub_orchestration:
      return {"D6", "D7", "D8"};
    case Command::send_event:
    case Command::complete:
      break;
  }
  return {"D9", "D10", "D11"};
}

std::string_view version_of(const model::EventView& event) {
  const model::EventExtra* extra = event.extra();
  return extra == nullptr ? std::string_view() : std::string_view(extra->version);
}

std::string sub_orchestration_text(const model::EventView& event) {
  return fmt::format(
      "a sub-orchestration task with sequence ID {} and name '{}' (version '{}', instance ID "
      "'{}'),",
      event.id().value, event.name(), version_of(event), event.instance_id());
}

}  // namespace

std::string_view class_name_of(Command command) {
  switch (command) {
    case Command::schedule_task:
      return "ScheduleTaskOrchestratorAction";
    case Command::create_timer:
      return "CreateTimerOrchestratorAction";
    case Command::create_sub_orchestration:
      return "CreateSubOrchestrationAction";
    case Command::send_event:
      return "SendEventOrchestratorAction";
    case Command::complete:
      break;
  }
  return "OrchestrationCompleteOrchestratorAction";
}

std::string_view Interpreter::name_of(const Issued& issued) const {
  if (issued.command == Command::create_timer || issued.command == Command::complete) {
    return {};
  }
  const model::Op* op = code_->task(issued.task).op;
  switch (op->kind) {
    case model::ActionKind::http:
      return "BuiltIn::HttpActivity";
    case model::ActionKind::entity_call:
    case model::ActionKind::entity_signal:
      return "op";  // SEMANTICS 1.2: the name of a request that is not scheduled for later
    default:
      return op->name;
  }
}

bool Interpreter::confirm(EventIndex event, Command command) {
  const model::EventView view = facts_->history().at(event);
  const std::int32_t id = view.id().value;
  const auto at = static_cast<std::size_t>(id);
  const Rules rules = rules_of(command);
  if (!is_sequence_id(view.id(), facts_->history())) {
    confirm_unnumbered(event, command);
    return true;
  }
  go_on_after_failure(id);
  if (id < 0 || at >= issued_.size() || !issued_[at].is_pending) {
    verdict_ = model::Verdict{std::string(rules.missing), event, missing_text(event, command)};
    return false;
  }
  Issued& issued = issued_[at];
  if (issued.command != command) {
    verdict_ = model::Verdict{std::string(rules.other_kind), event,
                              other_kind_text(event, command, issued.command)};
    return false;
  }
  const std::string_view name = name_of(issued);
  if (!rules.other_name.empty() && name != view.name() &&
      !base::equal_ignoring_case(name, view.name())) {
    verdict_ =
        model::Verdict{std::string(rules.other_name), event, other_name_text(event, command, name)};
    return false;
  }
  note_confirmed(event, issued);
  return true;
}

// An event whose id was damaged confirms the first call that looks like it, or nothing.
void Interpreter::confirm_unnumbered(EventIndex event, Command command) {
  for (Issued& issued : issued_) {
    if (issued.is_pending && looks_like(issued, event, command)) {
      note_confirmed(event, issued);
      return;
    }
  }
}

bool Interpreter::looks_like(const Issued& issued, EventIndex event, Command command) const {
  return issued.command == command &&
         (command == Command::create_timer ||
          base::equal_ignoring_case(name_of(issued), facts_->history().at(event).name()));
}

// The request id in the recorded event stands for the GUID that the host would derive again.
void Interpreter::note_confirmed(EventIndex event, Issued& issued) {
  issued.is_pending = false;
  issued.confirmed_by = event;
  if (issued.command != Command::send_event) {
    return;
  }
  const bool is_call = code_->task(issued.task).op->kind == model::ActionKind::entity_call;
  if (const std::string_view id = facts_->find_entity_request_id(event); is_call && !id.empty()) {
    waiters(id).push_back(issued.node);
  }
}

std::string Interpreter::missing_text(EventIndex event, Command command) const {
  const model::EventView view = facts_->history().at(event);
  const std::int32_t id = view.id().value;
  std::string text(kPrefix);
  switch (command) {
    case Command::schedule_task:
      text += fmt::format("an activity task with sequence ID {} and name '{}' (version '{}'), ", id,
                          view.name(), version_of(view));
      break;
    case Command::create_timer:
      text += fmt::format("a timer task with sequence number {} ", id);
      break;
    case Command::create_sub_orchestration:
      text += sub_orchestration_text(view) + " ";
      break;
    case Command::send_event:
    case Command::complete:
      text += fmt::format(
          "a send event task with sequence ID {}, type '{}' name '{}', instance ID '{}', ", id,
          model::name_of(view.type()), view.name(), view.instance_id());
      break;
  }
  return text.append(kNotYet).append(kQuestion);
}

std::string Interpreter::other_kind_text(EventIndex event, Command command, Command instead) const {
  const model::EventView view = facts_->history().at(event);
  const std::int32_t id = view.id().value;
  std::string text(kPrefix);
  switch (command) {
    case Command::schedule_task:
      text += fmt::format(
          "an activity task with sequence number {} named '{}', but the current orchestration "
          "replay instead produced a {} action with this sequence number. ",
          id, view.name(), class_name_of(instead));
      break;
    case Command::create_timer:
      text += fmt::format(
          "a timer task with sequence number {} named but the current orchestration replay instead "
          "produced a {} action with this sequence number. ",
          id, class_name_of(instead));
      break;
    case Command::create_sub_orchestration:
      text += sub_orchestration_text(view) +
              fmt::format(
                  " but the current orchestration replay instead produced a {} action at "
                  "this sequence number. ",
                  class_name_of(instead));
      break;
    case Command::send_event:
    case Command::complete:
      text += fmt::format(
          "a send event task with sequence ID {}, type '{}', name '{}', instance ID '{}', but the "
          "current orchestration replay instead scheduled a {} task at this sequence number. ",
          id, model::name_of(view.type()), view.name(), view.instance_id(), class_name_of(instead));
      break;
  }
  return text.append(kQuestion);
}

std::string Interpreter::other_name_text(EventIndex event, Command command,
                                         std::string_view instead) const {
  const model::EventView view = facts_->history().at(event);
  const std::int32_t id = view.id().value;
  std::string text(kPrefix);
  switch (command) {
    case Command::schedule_task:
      text += fmt::format(
          "an activity task with sequence number {} named '{}', but the current orchestration "
          "replay instead scheduled an activity task named '{}' with this sequence number.  ",
          id, view.name(), instead);
      break;
    case Command::create_sub_orchestration:
      text += sub_orchestration_text(view) +
              fmt::format(
                  " but the current orchestration replay instead scheduled a "
                  "sub-orchestration task with name {} at this sequence number. ",
                  instead);
      break;
    case Command::create_timer:
    case Command::send_event:
    case Command::complete:
      text += fmt::format(
          "a send event task with sequence ID {}, type '{}', name '{}', instance ID '{}'), but the "
          "current orchestration replay instead scheduled a send event task with name {}at this "
          "sequence number. ",
          id, model::name_of(view.type()), view.name(), view.instance_id(), instead);
      break;
  }
  return text.append(kQuestion);
}

}  // namespace core::engine::platform
