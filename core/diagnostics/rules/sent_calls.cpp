// Calls against the actions that the SDK sends for them, and what the platform does with those.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/diagnostics/answer_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::ActionKind;

/// What goes on like this says no more.
constexpr std::size_t kMaxFindings = 20;

/// Calls that the platform gives a sequence id and an answer.
bool is_scheduled_call(ActionKind kind) {
  return kind != ActionKind::external_event && kind != ActionKind::entity_signal &&
         kind != ActionKind::value && !model::is_compound(kind);
}

struct Asked {
  model::PassIndex pass;
  const TaskFacts& facts;
  const model::Call& call;
  const model::Op& op;
};

/// Visits the calls of the last recorded pass that a platform would schedule.
template <class Visit>
void visit_calls(const Subject& subject, Visit visit) {
  if (subject.trace == nullptr || subject.ledger == nullptr) return;
  if (subject.ledger->platform.status == model::RuntimeStatus::unknown) return;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return;
  const TaskFacts facts = task_facts(*subject.trace, *pass);
  for (const model::Call& call : subject.ledger->calls) {
    const auto* task = facts.find(call.handle);
    if (task == nullptr || task->made == nullptr || !is_scheduled_call(task->made->kind)) continue;
    visit(Asked{*pass, facts, call, *task->made});
  }
}

model::Finding finding_at(const Rule& rule, const Subject& subject, const Asked& asked,
                          std::string message) {
  model::Finding finding = finding_of(rule, std::move(message));
  finding.place = place_at(*subject.trace, asked.pass, asked.call.made_at);
  finding.is_consequence = follows_divergence(*subject.trace, asked.pass);
  return finding;
}

/// The call that the history has and the platform misses is this one.
bool is_missed(const Subject& subject, std::int64_t id) {
  const auto& divergence = subject.trace->divergence;
  return divergence && divergence->kind == model::DivergenceKind::call_missing &&
         divergence->event != model::kNoEvent &&
         subject.history.at(divergence->event).id().value == id;
}

/// The answer had come before the call was yielded.
bool came_early(const Subject& subject, const Asked& asked) {
  if (asked.call.answered == model::kNoEvent) return false;
  for (const Step& step : steps_of(*subject.trace, asked.pass).steps) {
    if (step.what != Step::What::opened || step.handle != asked.call.handle) continue;
    return step.during != model::kNoEvent && asked.call.answered <= step.during;
  }
  return false;
}

/// Whether the pass ended, and no call took an id behind this one: then no answer is mixed up.
bool is_last_counted(const Subject& subject, const Asked& asked) {
  const auto& what = subject.trace->passes[asked.pass.value].outcome.what;
  if (!std::holds_alternative<model::Returned>(what)) return false;
  return std::none_of(subject.ledger->calls.begin(), subject.ledger->calls.end(),
                      [&](const model::Call& call) {
                        return call.sdk_id && *call.sdk_id > *asked.call.sdk_id;
                      });
}

void run_never_sent(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const std::size_t limit = out.size() + kMaxFindings;
  visit_calls(subject, [&](const Asked& asked) {
    if (out.size() >= limit) return;
    if (asked.call.sent > 0 || !asked.call.sdk_id) return;
    const bool is_early = came_early(subject, asked);
    model::Finding finding =
        finding_at(rule, subject, asked,
                   fmt::format("{} takes sequence id {} and is never sent to the platform.",
                               model::to_text(asked.op), *asked.call.sdk_id));
    if (is_missed(subject, *asked.call.sdk_id)) finding.is_consequence = false;
    finding.expected = "an action for it in the state document";
    finding.actual = "none";
    finding.cause =
        is_early
            ? "An answer with this id had arrived before the code asked for the call, so the SDK "
              "takes it as done and says nothing to the platform."
            : "It stands in an any or all that was done already when the code yielded it, "
              "because another of its tasks had finished before. The SDK counts the call and "
              "sends nothing.";
    if (!is_early && is_last_counted(subject, asked)) {
      finding.severity = model::Severity::warning;
      finding.cause += " Here the code returned without a further call, so nothing was mixed up; "
                       "the next call would get no answer.";
    }
    if (is_early) {
      finding.place.event = asked.call.answered;
    } else if (asked.call.answered != model::kNoEvent) {
      finding.cause += fmt::format(" Event {} reached it, which answers another call.",
                                   asked.call.answered.value);
    }
    out.push_back(std::move(finding));
  });
}

void run_sent_twice(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const std::size_t limit = out.size() + kMaxFindings;
  visit_calls(subject, [&](const Asked& asked) {
    if (out.size() >= limit) return;
    if (asked.call.sent < 2) return;
    model::Finding finding =
        finding_at(rule, subject, asked,
                   fmt::format("{} is sent {} times: the platform runs it again.",
                               model::to_text(asked.op), asked.call.sent));
    finding.place.event = asked.call.scheduled;
    finding.expected = "one action for one call";
    finding.actual = base::count_of(asked.call.sent, "action");
    finding.cause =
        "The action of an any or all is fixed when it is made. A task that is yielded alone, or in "
        "another any or all, between making and yielding it is sent both times.";
    out.push_back(std::move(finding));
  });
}

void run_never_yielded(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return;
  const auto& what = subject.trace->passes[pass->value].outcome.what;
  const bool is_over = std::holds_alternative<model::Returned>(what) ||
                       std::holds_alternative<model::ContinuedAsNew>(what);
  if (!is_over) return;
  const std::size_t limit = out.size() + kMaxFindings;
  visit_calls(subject, [&](const Asked& asked) {
    if (out.size() >= limit) return;
    const auto* task = asked.facts.find(asked.call.handle);
    if (task->is_awaited || task->is_cancelled || asked.call.sdk_id) return;
    model::Finding finding = finding_at(
        rule, subject, asked,
        fmt::format("{} is made and never yielded, so it never runs.", model::to_text(asked.op)));
    finding.expected = "yield " + model::to_text(asked.op);
    finding.actual = "the task was dropped";
    finding.cause =
        "Calling the context only makes a task. The platform hears of it when the code yields it, "
        "alone or in a task_all or task_any.";
    out.push_back(std::move(finding));
  });
}

/// "any(A, timer)" of a task that was yielded, else its own words.
std::string awaited_words(const Subject& subject, const Asked& asked, model::TaskHandle handle) {
  const model::Trace& trace = *subject.trace;
  for (std::uint32_t i = 0; i < trace.passes[asked.pass.value].length; ++i) {
    const auto& what = trace.yield_at(asked.pass, model::YieldIndex{i}).what;
    const auto* yielded = std::get_if<model::TaskHandle>(&what);
    if (yielded != nullptr && *yielded == handle) {
      return model::yield_label(trace, asked.pass, model::YieldIndex{i});
    }
  }
  const auto* task = asked.facts.find(handle);
  return task == nullptr || task->made == nullptr ? "an earlier action"
                                                  : model::to_text(*task->made);
}

/// An any is the usual case, which the finding already explains.
void explain_waiting(const TaskFacts::Task* awaited, model::Finding& finding) {
  if (awaited == nullptr || awaited->made == nullptr) return;
  if (awaited->made->kind == ActionKind::all) {
    finding.cause =
        "The platform goes through the SDK's actions one after another and awaits each. An all "
        "that "
        "has failed raises in the code at once; the platform waits for its other tasks.";
    finding.fix = "Catch failures in the activities, or let the other tasks finish soon.";
  } else if (awaited->made->kind == ActionKind::http) {
    finding.cause =
        "The platform goes through the SDK's actions one after another and awaits each. "
        "The HTTP call is not over for it: it was answered with 202 and is polled.";
    finding.fix = "See the finding about the HTTP call.";
  }
}

void run_held_back(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const std::size_t limit = out.size() + kMaxFindings;
  visit_calls(subject, [&](const Asked& asked) {
    if (out.size() >= limit) return;
    const model::PlatformView& platform = subject.ledger->platform;
    const bool goes_on = platform.status == model::RuntimeStatus::running;
    if (!goes_on || platform.awaited == model::kNoTask) return;
    if (asked.call.sent == 0 || asked.call.platform_id) return;
    const std::string awaited = awaited_words(subject, asked, platform.awaited);
    model::Finding finding =
        finding_at(rule, subject, asked,
                   fmt::format("{} is not started yet: the platform still awaits {}.",
                               model::to_text(asked.op), awaited));
    finding.expected = "the call is scheduled when the code yields it";
    finding.actual = fmt::format("it is scheduled when {} is done", awaited);
    finding.cause =
        "The platform goes through the SDK's actions one after another and awaits each. An any of "
        "tasks that were sent before carries only its new ones, so the platform waits for one of "
        "those although the code has gone on.";
    explain_waiting(asked.facts.find(platform.awaited), finding);
    out.push_back(std::move(finding));
  });
}

}  // namespace

Rule never_sent() {
  return {
      .id = "YS1011",
      .severity = model::Severity::error,
      .title = "A call is counted and never sent",
      .explanation =
          "The SDK gave this call a sequence id and put no action for it into its answer: the "
          "platform never runs it. From here on the two counters differ by one, so the answers "
          "of later calls reach the wrong tasks. Example: `yield a; yield any([a, b])` when a "
          "has finished: the any is done at once, and b is lost.",
      .source =
          "azure-functions-durable 1.x, TaskOrchestrationExecutor: an id for a call that is "
          "already answered; found by running it (SEMANTICS 3.1, 6.9, 6.26)",
      .example =
          "yield first\n"
          "yield context.task_any([first, second])  # done at once, second is lost\n"
          "# better\n"
          "yield first\n"
          "yield second",
      .fix = "Put only unfinished tasks into task_any and task_all, or yield the new call alone.",
      .run = run_never_sent};
}

Rule sent_twice() {
  return {.id = "YS1012",
          .severity = model::Severity::error,
          .title = "A call is sent twice",
          .explanation =
              "The SDK sends one call in two actions, so the platform schedules it again: the "
              "activity runs twice, and its second answer goes to another task of the code. "
              "Example: `both = task_all([a, b]); yield a; yield both` runs a twice, and the "
              "result of b is the second result of a.",
          .source =
              "azure-functions-durable 1.x, models/Task.py: a compound takes the action of its "
              "child again; found by running it (SEMANTICS 3.1, 6.10)",
          .example =
              "both = context.task_all([first, second])\n"
              "yield first\n"
              "yield both\n"
              "# better\n"
              "yield first\n"
              "yield second",
          .fix = "Make the task_all or task_any where it is yielded, after its tasks were yielded.",
          .run = run_sent_twice};
}

Rule never_yielded() {
  return {.id = "YS2009",
          .severity = model::Severity::warning,
          .title = "A call is never yielded",
          .explanation =
              "The code made a task and ended without yielding it. In this SDK a call starts when "
              "its task is yielded; one that is not is silently dropped. Only signal_entity and "
              "continue_as_new act at once. Example: `context.call_activity('Log', x)` on a line "
              "of its own.",
          .source =
              "azure-functions-durable 1.x: a call makes a task, and only a yielded task is sent "
              "(SEMANTICS 0, 3.1)",
          .example =
              "context.call_activity('Log', entry)\n"
              "# better\n"
              "yield context.call_activity('Log', entry)",
          .fix = "Write `yield` before the call, or hand the task to task_all and yield that.",
          .run = run_never_yielded};
}

Rule held_back() {
  return {
      .id = "YS5008",
      .severity = model::Severity::warning,
      .title = "A call is held back by an earlier wait",
      .explanation =
          "The code asked for this call, and the platform has not started it: it still awaits "
          "an action that the code has gone past. That is no error, only a delay that nothing "
          "shows; it can be as long as the slowest loser. Example: `any([a, b])` won by a, then "
          "`any([b, c])` won by b: the next call starts when c is done.",
      .source =
          "The Durable Functions extension awaits the yields one by one; found by running it "
          "beside azure-functions-durable 1.x (SEMANTICS 3.3, 6.8)",
      .example =
          "yield context.task_any([a, b])  # a wins\n"
          "yield context.task_any([b, c])  # b wins: the next call waits for c\n"
          "# better\n"
          "yield context.task_any([a, b, c])",
      .fix =
          "Do not reuse the loser of a task_any in the next one; start the tasks of a race "
          "together, or in a sub-orchestration.",
      .run = run_held_back};
}

}  // namespace core::diagnostics
