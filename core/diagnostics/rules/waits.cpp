#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/diagnostics/execution_end.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::ActionKind;
using model::EventType;

bool holds_instance_open(ActionKind kind) {
  return kind != ActionKind::external_event && kind != ActionKind::entity_signal &&
         kind != ActionKind::value && !model::is_compound(kind);
}

void run_unclaimed(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  std::set<std::string> said;
  for (std::uint32_t i = 0; i < subject.trace->passes.size(); ++i) {
    for (const std::string& warning : subject.trace->passes[i].warnings) {
      const bool is_internal = warning.ends_with(": -100");  // SEMANTICS 1.4: batch splitters
      if (is_internal || !said.insert(warning).second) continue;
      model::Finding finding = finding_of(rule, fmt::format("The SDK warns: {}.", warning));
      finding.place.pass = model::PassIndex{i};
      finding.actual = warning;
      finding.cause =
          "An answer came for which no task was open: an event before its wait, an "
          "answer given twice, or ids that differ between SDK and platform.";
      finding.is_consequence = subject.trace->divergence.has_value() &&
                               subject.trace->divergence->pass <= model::PassIndex{i};
      out.push_back(std::move(finding));
    }
  }
}

/// How the code has ended, in words; empty while it waits, or where the SDK or we could not go on.
std::string_view ending_of(const model::Outcome& outcome) {
  if (std::holds_alternative<model::Returned>(outcome.what)) return "has returned";
  if (std::holds_alternative<model::Raised>(outcome.what)) return "has raised";
  if (std::holds_alternative<model::ContinuedAsNew>(outcome.what)) return "continues as new";
  return {};
}

void run_open(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr || execution_end(subject)) return;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return;
  const std::string_view ending = ending_of(subject.trace->passes[pass->value].outcome);
  if (ending.empty()) return;
  std::string open;
  std::size_t count = 0;
  for (const auto& task : task_facts(*subject.trace, *pass).tasks) {
    if (task.made == nullptr || !task.is_awaited || task.is_settled || task.is_cancelled) continue;
    if (!holds_instance_open(task.made->kind)) continue;
    ++count;
    open += (open.empty() ? "" : ", ") + model::to_text(*task.made);
  }
  if (count == 0) return;

  const model::Pass& of = subject.trace->passes[pass->value];
  model::Finding finding = finding_of(
      rule, fmt::format("The code {}, but the instance keeps running until {} done: {}.", ending,
                        count == 1 ? "this task is" : "these tasks are", base::shorten(open, 300)));
  finding.place = place_at(*subject.trace, *pass, model::YieldIndex{of.length});
  finding.expected = "no open task";
  finding.actual = base::shorten(open, 400);
  finding.cause =
      "The platform completes an instance only when every scheduled task has finished "
      "or was cancelled, also the losers of a task_any.";
  finding.is_consequence = subject.trace->divergence.has_value();
  out.push_back(std::move(finding));
}

/// The yield at which the last recorded pass waits, with its tasks; empty when it does not wait,
/// the instance has ended, or the passes were not all run.
struct Wait {
  model::PassIndex pass;
  model::YieldIndex yield;
  TaskFacts facts;
  std::vector<model::TaskHandle> leaves;
};

std::optional<Wait> last_wait(const Subject& subject) {
  if (subject.trace == nullptr || execution_end(subject)) return std::nullopt;
  const model::Trace& trace = *subject.trace;
  const auto pass = last_recorded_pass(trace);
  if (!pass) return std::nullopt;
  const model::Pass& of = trace.passes[pass->value];
  if (!std::holds_alternative<model::Waiting>(of.outcome.what) || of.length == 0)
    return std::nullopt;
  const model::YieldIndex yield{of.length - 1};
  const auto* handle = std::get_if<model::TaskHandle>(&trace.yield_at(*pass, yield).what);
  if (handle == nullptr) return std::nullopt;
  Wait wait{*pass, yield, task_facts(trace, *pass), {}};
  wait.leaves = leaves_of(wait.facts, *handle);
  return wait;
}

void run_case(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const auto wait = last_wait(subject);
  if (!wait) return;
  const model::Pass& pass = subject.trace->passes[wait->pass.value];
  for (const model::TaskHandle leaf : wait->leaves) {
    const auto& task = wait->facts.tasks[leaf.value];
    if (task.made->kind != ActionKind::external_event || task.is_settled) continue;
    const std::size_t end = std::min<std::size_t>(pass.events_end.value, subject.history.size());
    for (std::size_t i = 0; i < end; ++i) {
      const model::EventView event = subject.history[i];
      if (event.type() != EventType::event_raised || event.name() == task.made->name ||
          !base::equal_ignoring_case(event.name(), task.made->name)) {
        continue;
      }
      model::Finding finding =
          finding_of(rule, fmt::format("The code waits for event '{}', but event '{}' was raised.",
                                       task.made->name, event.name()));
      finding.place = place_at(*subject.trace, wait->pass, wait->yield);
      finding.place.event = event.index();
      finding.expected = std::string(event.name());
      finding.actual = task.made->name;
      finding.cause =
          "The platform delivers events whatever their case, the SDK compares the names "
          "letter by letter and keeps waiting.";
      out.push_back(std::move(finding));
      return;
    }
  }
}

/// Whether the message asks an entity for an answer. What cannot be read may.
bool asks_entity(const model::EventView& sent) {
  const auto request = base::parse_json(sent.payload().text);
  const bool is_fire_and_forget =
      sent.name() == "release" ||
      (request.ok() && request.value().boolean_at("signal").value_or(false));
  return !is_fire_and_forget;
}

/// Whether every scheduled call of the history has its answer. An event that cannot be read may be
/// a call without one.
bool all_answered(const model::History& history) {
  std::set<std::pair<EventType, std::int32_t>> open;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    const bool may_be_open = (event.type() == EventType::event_sent && asks_entity(event)) ||
                             event.type() == EventType::unknown;
    if (may_be_open) return false;
    if (event.type() == EventType::event_sent) continue;
    if (model::is_schedule(event.type())) open.emplace(event.type(), event.id().value);
    if (!model::is_completion(event.type())) continue;
    if (const auto scheduled = history.scheduled_by(event.index())) {
      open.erase({history.at(*scheduled).type(), history.at(*scheduled).id().value});
    }
  }
  return open.empty();
}

void run_nothing_open(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const auto episodes = subject.history.episodes();
  // Inside an unfinished episode the calls of the code are not recorded yet.
  if (episodes.empty() || !episodes.back().is_complete) return;
  if (subject.history.quality() != model::Quality::exact) return;
  const auto wait = last_wait(subject);
  if (!wait || wait->leaves.empty()) return;
  const bool can_be_raised = std::any_of(wait->leaves.begin(), wait->leaves.end(), [&](auto leaf) {
    return !holds_instance_open(wait->facts.tasks[leaf.value].made->kind) ||
           wait->facts.tasks[leaf.value].made->kind == ActionKind::entity_call;
  });
  if (can_be_raised || !all_answered(subject.history)) return;

  model::Finding finding = finding_of(
      rule,
      fmt::format("The code waits at {} for {}, but every call in the history has its answer: "
                  "nothing will wake this instance.",
                  locator_of(*subject.trace, wait->pass, wait->yield),
                  model::yield_label(*subject.trace, wait->pass, wait->yield)));
  finding.place = place_at(*subject.trace, wait->pass, wait->yield);
  finding.expected = "an open call in the history";
  finding.actual = "none";
  finding.cause =
      "The answer went to another task, was taken before the code waited for it, or the "
      "platform never got this call.";
  finding.is_consequence = subject.trace->divergence.has_value();
  out.push_back(std::move(finding));
}

}  // namespace

Rule unclaimed_answer() {
  return {
      .id = "YS5001",
      .severity = model::Severity::information,
      .title = "The SDK had no task for an answer",
      .explanation =
          "The SDK writes this warning when an answer arrives for which no task is open. For an "
          "external event that comes before its wait it is normal: the value is kept and given "
          "to the wait later. For a call it means a second answer, or ids that do not agree.",
      .source =
          "azure-functions-durable 1.x, TaskOrchestrationExecutor.set_task_value: its own warning "
          "(SEMANTICS 3.1, 6.1, 6.2)",
      .example =
          "yield context.call_activity('Slow')  # the event comes meanwhile and is kept\n"
          "answer = yield context.wait_for_external_event('Answer')",
      .fix = "For events nothing; for calls look at the ids in the history.",
      .run = run_unclaimed};
}

Rule open_after_return() {
  return {
      .id = "YS5002",
      .severity = model::Severity::warning,
      .title = "Returned with open tasks",
      .explanation =
          "The code returned, raised or continued as new, and tasks that it had scheduled are "
          "still "
          "open. The platform ends the instance only when all of them are done, so the status "
          "stays "
          "Running, for days if one of them is a timer.",
      .source =
          "The Durable Functions extension ends an instance only when every open task has ended "
          "(SEMANTICS 3.3, 6.7)",
      .example =
          "winner = yield context.task_any([approval, timer])\n"
          "return winner == approval\n"
          "# better\n"
          "if winner == approval:\n"
          "    timer.cancel()\n"
          "return winner == approval",
      .fix = "Cancel the timer that lost (`timer.cancel()`), or yield the task before returning.",
      .run = run_open};
}

Rule event_name_case() {
  return {.id = "YS5003",
          .severity = model::Severity::error,
          .title = "An event differs in case from its wait",
          .explanation =
              "The platform matches event names without regard to case and hands the event over; "
              "the SDK compares them exactly and does not find a waiter. The event is used up and "
              "the orchestrator waits for ever.",
          .source =
              "Durable Task Framework matches event names in any case, azure-functions-durable "
              "1.x by case; found by running both (SEMANTICS 0, 6.18)",
          .example =
              "await client.raise_event(instance_id, 'approval')\n"
              "yield context.wait_for_external_event('Approval')\n"
              "# better\n"
              "await client.raise_event(instance_id, 'Approval')",
          .fix = "Raise the event in the spelling of wait_for_external_event.",
          .run = run_case};
}

Rule nothing_open() {
  return {.id = "YS5004",
          .severity = model::Severity::error,
          .title = "The instance waits for nothing",
          .explanation =
              "The code stands at a yield, and the history has no open call, timer or child left "
              "that could answer it. The status stays Running and no message ever comes. Usually "
              "the two id counters differ, or an answer went to another task.",
          .source = "The calls of the pass beside the answers of the history (SEMANTICS 3.8, 6.9)",
          .example =
              "yield first\n"
              "yield context.task_any([first, second])  # the ids of SDK and platform part here\n"
              "yield third  # and its answer reaches nobody\n"
              "# better\n"
              "yield first\n"
              "yield second\n"
              "yield third",
          .fix =
              "Look at the ids of SDK and platform for this call; restart the instance after "
              "the code is corrected.",
          .run = run_nothing_open};
}

}  // namespace core::diagnostics
