#include <fmt/format.h>

#include <algorithm>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/diagnostics/verdict_text.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::EventType;

/// Event types whose texts can carry a platform's verdict.
bool can_carry_verdict(const model::EventView& event) {
  switch (event.type()) {
    case EventType::execution_completed:
      return event.status() != model::RuntimeStatus::completed;
    case EventType::execution_failed:
    case EventType::execution_terminated:
    case EventType::task_failed:
    case EventType::sub_orchestration_instance_failed:
      return true;
    default:
      return false;
  }
}

/// The verdict in a payload: in the text itself, or in a string anywhere inside its JSON.
std::optional<VerdictText> find_in(const base::JsonValue& value) {
  if (value.is(base::JsonValue::Kind::string)) return find_verdict_text(value.text);
  for (const base::JsonValue& item : value.items) {
    if (auto found = find_in(item)) return found;
  }
  for (const auto& [name, member] : value.members) {
    if (auto found = find_in(member)) return found;
  }
  return std::nullopt;
}

std::optional<VerdictText> find_in(model::PayloadView payload) {
  if (!payload.has_value() || !find_verdict_text(payload.text)) return std::nullopt;
  if (const auto value = base::parse_json(payload.text); value.ok()) {
    if (auto found = find_in(value.value())) return found;
  }
  return find_verdict_text(payload.text);
}

std::optional<VerdictText> find_in(const model::EventView& event) {
  if (auto found = find_in(event.payload())) return found;
  if (auto found = find_in(event.details())) return found;
  return event.extra() == nullptr ? std::nullopt : find_in(event.extra()->failure_details.view());
}

/// Which recorded event carries the sequence id the platform named.
std::string recorded_at(const model::History& history, const VerdictText& verdict) {
  if (!verdict.sequence_id) return {};
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    if (model::is_schedule(event.type()) && event.id().value == *verdict.sequence_id) {
      return fmt::format(" (event {}, {})", i, event.type_name());
    }
  }
  return {};
}

/// The last answer before the event, when it is a failure: older extensions call an exception that
/// nobody caught non-determinism (cases ND-18 and ND-19).
std::optional<model::EventView> failure_before(const model::History& history, std::size_t event) {
  while (event-- > 0) {
    const model::EventView answer = history[event];
    if (!model::is_completion(answer.type())) continue;
    const bool is_failure = answer.type() == EventType::task_failed ||
                            answer.type() == EventType::sub_orchestration_instance_failed;
    return is_failure ? std::optional(answer) : std::nullopt;
  }
  return std::nullopt;
}

/// The failed call by name: "activity 'Charge', event 9 (card declined)".
std::string failure_words(const model::History& history, const model::EventView& failure) {
  const auto scheduled = history.scheduled_by(failure.index());
  const std::string_view name = scheduled ? history.at(*scheduled).name() : failure.name();
  return fmt::format("{} '{}', event {} ({})",
                     failure.type() == EventType::task_failed ? "activity" : "child orchestration",
                     name, failure.index().value, base::shorten(failure.payload().text, 160));
}

/// The call of the code that has the sequence id now, if it makes one.
const model::Call* call_with_id(const Subject& subject, std::optional<std::int64_t> id) {
  if (subject.trace == nullptr || subject.ledger == nullptr || !id) return nullptr;
  for (const model::Call& call : subject.ledger->calls) {
    if (call.platform_id == id) return &call;
  }
  return nullptr;
}

/// Where the code stands today: the yield and line that has the sequence id.
void add_code(const Subject& subject, const VerdictText& verdict, model::Finding& finding) {
  const model::Call* call = call_with_id(subject, verdict.sequence_id);
  const auto pass = call == nullptr ? std::nullopt : last_recorded_pass(*subject.trace);
  if (!pass) return;
  const model::EventIndex event = finding.place.event;
  finding.place = place_at(*subject.trace, *pass, call->made_at);
  finding.place.event = event;
  const std::string line = file_and_line(finding.place);
  const model::Op* op = subject.trace->find_op(*pass, call->handle);
  finding.message += fmt::format(
      " In the code as it is, sequence id {} is {}, made at {}{}.", *verdict.sequence_id,
      op == nullptr ? "a call" : base::shorten(model::to_text(*op), 120),
      locator_of(*subject.trace, *pass, call->made_at), line.empty() ? "" : " (" + line + ")");
}

/// Where the code of the last recorded pass ends, if it ends by an exception.
model::FindingPlace raised_at(const Subject& subject) {
  const auto pass = subject.trace == nullptr ? std::nullopt : last_recorded_pass(*subject.trace);
  if (!pass) return {};
  const model::Pass& of = subject.trace->passes[pass->value];
  if (!std::holds_alternative<model::Raised>(of.outcome.what)) return {};
  return place_at(*subject.trace, *pass, model::YieldIndex{of.length});
}

void add_cause(const Subject& subject, const VerdictText& verdict, model::Finding& finding) {
  const bool has_parted = subject.trace != nullptr && subject.trace->divergence;
  const auto failure = failure_before(subject.history, finding.place.event.value);
  if (failure && verdict.replayed_name.empty() && !has_parted) {
    finding.cause = fmt::format(
        "The last answer before it is a failure: {}. Older extensions report an exception that "
        "the orchestrator does not catch as non-determinism, and name its first call.",
        failure_words(subject.history, *failure));
    model::Cause cause{model::Confidence::likely, finding.cause, raised_at(subject)};
    cause.place.event = failure->index();
    finding.causes.push_back(std::move(cause));
    finding.fix =
        "Catch the failure in the orchestrator, or mend what failed; update the extension.";
  } else if (subject.trace != nullptr && !has_parted) {
    finding.cause =
        "The code as it is asks for exactly the recorded calls: it was put right since, or what "
        "changed is outside of it, such as a setting, the SDK or the extension.";
    finding.causes.push_back({model::Confidence::possible, finding.cause, {}});
    finding.fix =
        "Find out which code, SDK and extension were running when it was reported; start the "
        "instance again or rewind it.";
  } else if (verdict.sequence_id == 0 && verdict.replayed_name.empty()) {
    finding.cause =
        "At sequence id 0 the first suspects are calls under `if not context.is_replaying`, a "
        "setting that changed, and an exception that older extensions report this way: look at "
        "the last failed call.";
  } else {
    finding.cause =
        "Calls before this one were renamed, added, removed or moved after the instance had "
        "started, or a branch took another way in the replay.";
  }
}

void run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  std::vector<std::string> said;
  for (std::size_t i = subject.history.size(); i > 0; --i) {
    const model::EventView event = subject.history[i - 1];
    if (!can_carry_verdict(event)) continue;
    const auto verdict = find_in(event);
    if (!verdict || std::find(said.begin(), said.end(), verdict->sentence) != said.end()) continue;
    said.push_back(verdict->sentence);

    const bool is_own = event.type() != EventType::task_failed &&
                        event.type() != EventType::sub_orchestration_instance_failed;
    model::Finding finding = finding_of(
        rule, fmt::format("{} for non-determinism: the history has {}, the code asked for {}.",
                          is_own ? "The platform stopped this instance"
                                 : "The platform stopped what this instance called",
                          recorded_call(*verdict), replayed_call(*verdict)));
    finding.place.event = event.index();
    finding.expected =
        recorded_call(*verdict) + (is_own ? recorded_at(subject.history, *verdict) : std::string());
    finding.actual = replayed_call(*verdict);
    finding.platform_message = verdict->sentence;
    add_cause(subject, *verdict, finding);
    if (is_own) add_code(subject, *verdict, finding);
    out.push_back(std::move(finding));
  }
}

}  // namespace

Rule recorded_nondeterminism() {
  return {.id = "YS1001",
          .severity = model::Severity::error,
          .title = "The platform reported non-determinism",
          .explanation =
              "The history ends with the platform's own verdict: while it ran the orchestrator "
              "again, the code did not ask for a call that the history had recorded. The names and "
              "the sequence id are read out of the recorded text, so no code is needed to see it. "
              "Sequence ids count calls from 0 in the Durable Task Framework and from 1 in the "
              "newer SDKs.",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs, and the worker of the Durable "
              "Task SDKs: the exception as it stands in the history (SEMANTICS 4.1, 4.2)",
          .example =
              "yield context.call_activity('Pay')     # deployed on Monday, recorded\n"
              "yield context.call_activity('Charge')  # deployed on Tuesday\n"
              "# better: a new orchestrator for new instances, the old one as it was\n"
              "def order_v2(context):\n"
              "    yield context.call_activity('Charge')",
          .fix =
              "Replay the history against the code (`--orchestrator file.py:function`) to see "
              "the first place where they part; keep the old order of calls for instances in "
              "flight.",
          .run = run};
}

}  // namespace core::diagnostics
