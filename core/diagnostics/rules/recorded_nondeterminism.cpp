#include <fmt/format.h>

#include <algorithm>

#include "core/base/json.h"
#include "core/diagnostics/rules/rules.h"
#include "core/diagnostics/verdict_text.h"

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
    finding.cause = verdict->sequence_id == 0 && verdict->replayed_name.empty()
                        ? "At sequence id 0 the first suspects are calls under `if not "
                          "context.is_replaying`, a setting that changed, and an exception that "
                          "older extensions report this way: look at the last failed call."
                        : "Calls before this one were renamed, added, removed or moved after the "
                          "instance had started, or a branch took another way in the replay.";
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
          .source = "SEMANTICS 4.1, 4.2; DTFx TaskOrchestrationContext.cs",
          .fix =
              "Replay the history against the code (`--orchestrator file.py:function`) to see "
              "the first place where they part; keep the old order of calls for instances in "
              "flight.",
          .run = run};
}

}  // namespace core::diagnostics
