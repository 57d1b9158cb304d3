// task_any and task_all where the SDK's bookkeeping differs from what the words promise.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/diagnostics/answer_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::ActionKind;
using model::TaskHandle;
using model::YieldIndex;

constexpr std::size_t kMaxFindings = 20;

/// "activity A(1)", or of a compound "any(A, timer)".
std::string name_of_task(const PassSteps& steps, TaskHandle handle) {
  const model::Op* op = steps.op(handle);
  if (op == nullptr) return fmt::format("#{}", handle.value);
  if (!model::is_compound(op->kind)) return model::to_text(*op);
  std::string words;
  for (const TaskHandle child : op->children) {
    const model::Op* part = steps.op(child);
    if (!words.empty()) words += ", ";
    words += part == nullptr      ? fmt::format("#{}", child.value)
             : part->name.empty() ? std::string(model::name_of(part->kind))
                                  : part->name;
  }
  return fmt::format("{}({})", model::name_of(op->kind), base::shorten(words, 120));
}

/// The yields at which the task itself was yielded, in order.
std::vector<YieldIndex> yields_of(const model::Trace& trace, model::PassIndex pass,
                                  TaskHandle handle) {
  std::vector<YieldIndex> found;
  for (std::uint32_t i = 0; i < trace.passes[pass.value].length; ++i) {
    const auto* what = std::get_if<TaskHandle>(&trace.yield_at(pass, YieldIndex{i}).what);
    if (what != nullptr && *what == handle) found.emplace_back(i);
  }
  return found;
}

template <class Visit>
void with_steps(const Subject& subject, Visit visit) {
  if (subject.trace == nullptr) return;
  const auto pass = last_recorded_pass(*subject.trace);
  if (pass) visit(*subject.trace, *pass, steps_of(*subject.trace, *pass));
}

model::Finding finding_at(const Rule& rule, const model::Trace& trace, model::PassIndex pass,
                          YieldIndex yield, std::string message) {
  model::Finding finding = finding_of(rule, std::move(message));
  finding.place = place_at(trace, pass, yield);
  finding.is_consequence = follows_divergence(trace, pass);
  return finding;
}

/// Of each task where it was made and where it first settled, as positions among the yields; the
/// largest number for what never was.
struct Positions {
  std::vector<std::uint32_t> made, settled;
};

Positions positions_of(const model::Trace& trace, model::PassIndex pass, const PassSteps& steps) {
  constexpr std::uint32_t kNever = 0xffffffffU;
  Positions at{std::vector<std::uint32_t>(steps.facts.tasks.size(), kNever),
               std::vector<std::uint32_t>(steps.facts.tasks.size(), kNever)};
  const model::Pass& of = trace.passes[pass.value];
  const auto note = [&](const model::Segment& segment, std::uint32_t yield) {
    for (const model::Op& op : segment.ops) {
      const bool is_made = op.verb == model::OpVerb::make && op.handle.value < at.made.size();
      if (is_made) at.made[op.handle.value] = yield;
    }
  };
  for (std::uint32_t i = 0; i < of.length; ++i) {
    note(trace.yield_at(pass, YieldIndex{i}).segment, i);
  }
  note(of.outcome.segment, of.length);
  for (const Step& step : steps.steps) {
    if (step.what != Step::What::settled || step.handle.value >= at.settled.size()) continue;
    at.settled[step.handle.value] = std::min(at.settled[step.handle.value], step.at.value);
  }
  return at;
}

/// A compound that no longer hears of a child, because a later one was made over it.
struct Overwritten {
  TaskHandle child, first, second;
  YieldIndex at;
  bool is_first_settled = false;
};

std::vector<Overwritten> overwritten_in(const model::Trace& trace, model::PassIndex pass,
                                        const PassSteps& steps) {
  std::vector<Overwritten> found;
  const Positions at = positions_of(trace, pass, steps);
  std::vector<TaskHandle> parent(steps.facts.tasks.size(), model::kNoTask);
  for (std::uint32_t i = 0; i < steps.facts.tasks.size(); ++i) {
    const model::Op* op = steps.facts.tasks[i].made;
    if (op == nullptr || !model::is_compound(op->kind)) continue;
    const std::uint32_t now = at.made[i];
    for (const TaskHandle child : op->children) {
      if (child.value >= parent.size()) continue;
      const TaskHandle first = std::exchange(parent[child.value], op->handle);
      if (first == model::kNoTask || first == op->handle) continue;
      const bool is_over = at.settled[first.value] <= now || at.settled[child.value] <= now;
      if (is_over || !steps.facts.tasks[first.value].is_awaited) continue;
      found.push_back({child, first, op->handle, YieldIndex{now},
                       at.settled[first.value] <= trace.passes[pass.value].length});
      if (found.size() == kMaxFindings) return found;
    }
  }
  return found;
}

void run_shared(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  with_steps(subject, [&](const model::Trace& trace, model::PassIndex pass,
                          const PassSteps& steps) {
    for (const Overwritten& one : overwritten_in(trace, pass, steps)) {
      const std::string child = name_of_task(steps, one.child);
      const std::string first = name_of_task(steps, one.first);
      model::Finding finding = finding_at(
          rule, trace, pass, one.at,
          fmt::format("{} stands in {} and in {}: the first one never hears that it is done.",
                      child, first, name_of_task(steps, one.second)));
      finding.expected = fmt::format("{} settles when {} is done", first, child);
      finding.actual = fmt::format("only {} does", name_of_task(steps, one.second));
      finding.cause =
          "A task knows one any or all that it belongs to, and the last one made over it replaces "
          "the one before.";
      if (one.is_first_settled) finding.severity = model::Severity::warning;
      out.push_back(std::move(finding));
    }
  });
}

/// The code that went on from the yield raised about None.
bool raises_about_none(const model::Trace& trace, model::PassIndex pass, YieldIndex yield) {
  const model::Pass& of = trace.passes[pass.value];
  const auto* raised = std::get_if<model::Raised>(&of.outcome.what);
  return raised != nullptr && yield.value + 1 == of.length &&
         raised->message.find("NoneType") != std::string::npos;
}

void run_empty(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  with_steps(
      subject, [&](const model::Trace& trace, model::PassIndex pass, const PassSteps& steps) {
        for (const TaskFacts::Task& task : steps.facts.tasks) {
          if (task.made == nullptr || !model::is_compound(task.made->kind)) continue;
          if (!task.made->children.empty()) continue;
          const std::vector<YieldIndex> yields = yields_of(trace, pass, task.made->handle);
          if (yields.empty()) continue;
          const bool is_all = task.made->kind == ActionKind::all;
          model::Finding finding = finding_at(
              rule, trace, pass, yields.front(),
              fmt::format("{} over an empty list gives None{}.", is_all ? "task_all" : "task_any",
                          is_all ? ", not an empty list" : ""));
          finding.expected = is_all ? "[]" : "a task that won";
          finding.actual = "None";
          finding.cause = "An any or all without tasks is done when it is made, without a result.";
          if (raises_about_none(trace, pass, yields.front())) {
            finding.severity = model::Severity::warning;
          }
          out.push_back(std::move(finding));
        }
      });
}

void run_failed_winner(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  with_steps(subject,
             [&](const model::Trace& trace, model::PassIndex pass, const PassSteps& steps) {
               std::vector<bool> has_failed(steps.facts.tasks.size());
               for (const Step& step : steps.steps) {
                 if (step.what != Step::What::settled || step.handle.value >= has_failed.size())
                   continue;
                 has_failed[step.handle.value] = !step.answer->ok;
                 const model::Op* op = steps.op(step.handle);
                 const bool is_any = op != nullptr && op->kind == ActionKind::any &&
                                     step.answer->ok && step.answer->children.size() == 1;
                 if (!is_any) continue;
                 const TaskHandle winner = step.answer->children.front();
                 if (winner.value >= has_failed.size() || !has_failed[winner.value]) continue;
                 const std::vector<YieldIndex> yields = yields_of(trace, pass, step.handle);
                 if (yields.empty()) continue;
                 const std::vector<YieldIndex> again = yields_of(trace, pass, winner);
                 if (!again.empty() && again.back() > yields.front()) continue;
                 model::Finding finding =
                     finding_at(rule, trace, pass, yields.front(),
                                fmt::format("{} wins the any by failing, and nothing is raised.",
                                            name_of_task(steps, winner)));
                 finding.place.event = step.answer->event;
                 finding.expected = "an exception at the yield";
                 finding.actual = "the task comes back; its result is an Exception object";
                 finding.cause =
                     "An any never fails: it answers with the task that came first, however it "
                     "ended.";
                 out.push_back(std::move(finding));
               }
             });
}

void run_flips(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  with_steps(subject, [&](const model::Trace& trace, model::PassIndex pass,
                          const PassSteps& steps) {
    std::vector<const Step*> failed(steps.facts.tasks.size(), nullptr);
    for (const Step& step : steps.steps) {
      if (step.what != Step::What::settled || step.handle.value >= failed.size()) continue;
      const model::Op* op = steps.op(step.handle);
      if (op == nullptr || op->kind != ActionKind::all) continue;
      if (!step.answer->ok) {
        failed[step.handle.value] = &step;
        continue;
      }
      const Step* before = std::exchange(failed[step.handle.value], nullptr);
      if (before == nullptr) continue;
      const std::vector<YieldIndex> yields = yields_of(trace, pass, step.handle);
      if (yields.empty()) continue;
      model::Finding finding = finding_at(
          rule, trace, pass, yields.front(),
          fmt::format("{} failed, and turns into a success when event {} brings its last result.",
                      model::yield_label(trace, pass, yields.front()), step.answer->event.value));
      finding.place.event = step.answer->event;
      finding.expected = "it stays failed";
      finding.actual = "its state is SUCCEEDED and its result a list that holds the Exception";
      finding.cause =
          "The SDK settles an all again when its last task succeeds, also after a failure.";
      if (yields.back() >= step.at) finding.severity = model::Severity::warning;
      out.push_back(std::move(finding));
    }
  });
}

}  // namespace

Rule shared_task() {
  return {
      .id = "YS2010",
      .severity = model::Severity::error,
      .title = "A task stands in two compounds",
      .explanation =
          "A task that is not done was put into a second task_any or task_all. It belongs to "
          "the second one from then on; the first, which the code yields, is never told. The "
          "orchestration waits although the task has finished. Example: `first = any([a, b]); "
          "second = any([a, c]); yield first` does not go on when a is done.",
      .source =
          "azure-functions-durable 1.x, models/Task.py: a task has one parent (SEMANTICS 3.1, "
          "6.11)",
      .example =
          "first = context.task_any([a, b])\n"
          "second = context.task_any([a, c])\n"
          "yield first\n"
          "# better\n"
          "yield context.task_any([a, b])\n"
          "yield context.task_any([b, c])",
      .fix = "Put a task into one compound at a time; make the second one after the first is done.",
      .run = run_shared};
}

Rule empty_compound() {
  return {
      .id = "YS2011",
      .severity = model::Severity::information,
      .title = "An empty compound gives None",
      .explanation =
          "task_all and task_any over an empty list are done at once, and their result is None. "
          "Code that loops over the results, or asks for the winner, raises a TypeError or "
          "AttributeError on the day on which the list is empty. Example: `for r in (yield "
          "context.task_all([])):`.",
      .source =
          "azure-functions-durable 1.x, models/Task.py: WhenAllTask of nothing, found by running "
          "it (SEMANTICS 3.1, 6.13)",
      .example =
          "results = yield context.task_all(tasks)\n"
          "total = sum(results)\n"
          "# better\n"
          "results = (yield context.task_all(tasks)) if tasks else []\n"
          "total = sum(results)",
      .fix = "Write `results = (yield context.task_all(tasks)) if tasks else []`.",
      .run = run_empty};
}

Rule failed_winner() {
  return {.id = "YS2012",
          .severity = model::Severity::information,
          .title = "A failed task wins an any",
          .explanation =
              "task_any answers with the task that was done first, and never raises. When that one "
              "failed, its result is an Exception object that the code can take for a value. The "
              "failure is raised only when the winner itself is yielded. Example: `winner = yield "
              "task_any([a, b])`, then `winner.result`.",
          .source =
              "azure-functions-durable 1.x, models/Task.py: WhenAnyTask takes a failed child for "
              "a winner (SEMANTICS 3.1, 6.14)",
          .example =
              "winner = yield context.task_any([a, b])\n"
              "return winner.result\n"
              "# better\n"
              "winner = yield context.task_any([a, b])\n"
              "return (yield winner)",
          .fix = "Yield the winner: `result = yield winner` gives its value or raises its failure.",
          .run = run_failed_winner};
}

Rule all_flips() {
  return {.id = "YS2013",
          .severity = model::Severity::information,
          .title = "A failed all turns into a success",
          .explanation =
              "A task_all fails with its first failed task. When the last of its tasks later "
              "succeeds, the SDK marks the same task_all as succeeded, with a list of results in "
              "which the Exception stands as a value. Code that looks at it a second time takes "
              "another path than the one that caught the failure. Example: `both.state` is FAILED "
              "in the except block and SUCCEEDED one call later.",
          .source =
              "azure-functions-durable 1.x, models/Task.py: WhenAllTask after a failure, found by "
              "running it (SEMANTICS 3.1, 6.12)",
          .example =
              "try:\n"
              "    yield both\n"
              "except Exception:\n"
              "    failed = True\n"
              "if both.is_completed and not both.is_faulted: ...\n"
              "# better\n"
              "if not failed: ...",
          .fix = "Decide in the except block, and do not look at the task_all again.",
          .run = run_flips};
}

}  // namespace core::diagnostics
