// Lawful code that does not mean what it says: signals that are yielded, functions without a yield,
// names of functions where those of activities are wanted, a status that is never sent.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/diagnostics/evidence_place.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::PassIndex;
using model::Trace;
using model::YieldIndex;

void run_signal(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const Trace& trace = *subject.trace;
  const auto pass = last_recorded_pass(trace);
  if (!pass) return;
  const TaskFacts facts = task_facts(trace, *pass);
  for (std::uint32_t i = 0; i < trace.passes[pass->value].length; ++i) {
    const auto* handle = std::get_if<model::TaskHandle>(&trace.yield_at(*pass, YieldIndex{i}).what);
    if (handle == nullptr) continue;
    for (const model::TaskHandle leaf : leaves_of(facts, *handle)) {
      const model::Op& op = *facts.tasks[leaf.value].made;
      if (op.kind != model::ActionKind::entity_signal) continue;
      model::Finding finding = finding_of(
          rule, fmt::format("The signal {} to {} is yielded: it is sent twice and nothing ever "
                            "answers it.",
                            op.name, op.target.value_or("the entity")));
      finding.place = place_at(trace, *pass, YieldIndex{i});
      finding.expected = "context.signal_entity(…) without yield";
      finding.actual = "yield context.signal_entity(…)";
      finding.cause =
          "signal_entity acts at once and has no answer; yielding its task sends it a "
          "second time and waits for ever.";
      finding.is_consequence = trace.divergence && trace.divergence->pass < *pass;
      out.push_back(std::move(finding));
      return;
    }
  }
}

/// The evidence of that kind that was noted first; null when there is none.
const model::Evidence* first_evidence(const Trace& trace, std::string_view kind) {
  const auto found =
      std::find_if(trace.evidence.begin(), trace.evidence.end(),
                   [&](const model::Evidence& evidence) { return evidence.kind == kind; });
  return found == trace.evidence.end() ? nullptr : &*found;
}

std::string ending(const Trace& trace, PassIndex pass) {
  return base::shorten(model::outcome_text(trace.passes[pass.value].outcome), 200);
}

void run_plain(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const Trace& trace = *subject.trace;
  const model::Evidence* noted = first_evidence(trace, "plain");
  if (noted == nullptr || noted->pass.value >= trace.passes.size()) return;
  const auto calls = task_facts(trace, noted->pass).tasks.size();
  const bool is_broken =
      std::holds_alternative<model::SdkBroke>(trace.passes[noted->pass.value].outcome.what);
  const std::string name =
      trace.orchestrator.function.empty() ? "The orchestrator" : trace.orchestrator.function;

  model::Finding finding = finding_of(
      rule,
      fmt::format("{} has no yield, so it is no generator: it {}.", name,
                  is_broken ? "is called once with the context, and " + ending(trace, noted->pass)
                            : "ends in its first pass"));
  finding.place = place_of(trace, *noted);
  finding.expected = "def … yield context.call_activity(…) …";
  finding.actual = fmt::format("{} without a yield", noted->detail);
  finding.cause =
      "Without a yield the platform calls it once and takes what it returns as the "
      "output; nothing is replayed.";
  if (calls > 0) {
    finding.severity = model::Severity::error;
    finding.cause = fmt::format("It asks for {} and yields none: the platform never hears of them.",
                                base::count_of(calls, "call"));
  } else if (is_broken) {
    finding.severity = model::Severity::error;
    finding.cause =
        "Probably this is an activity or another helper and not the orchestrator: the "
        "argument it gets here is the context.";
    finding.fix = "Name the generator that takes the context, with --orchestrator FILE:FUNCTION.";
  }
  out.push_back(std::move(finding));
}

void run_name(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  std::vector<std::string> said;
  for (const model::Evidence& noted : subject.trace->evidence) {
    if (noted.kind != "name" || noted.pass.value >= subject.trace->passes.size()) continue;
    if (std::find(said.begin(), said.end(), noted.detail) != said.end()) continue;
    said.push_back(noted.detail);
    model::Finding finding = finding_of(
        rule, fmt::format("The call uses the function's name and not the registered one: {}.",
                          noted.detail));
    finding.place = place_of(*subject.trace, noted);
    finding.actual = noted.detail;
    finding.cause =
        "Given a decorated function, the SDK sends the function's own name; the host looks for the "
        "name in the decorator, finds none and fails the orchestration.";
    out.push_back(std::move(finding));
  }
}

/// JSON texts that Python takes as false, which the SDK then does not send.
bool is_falsy(const std::string& text) {
  constexpr std::array<std::string_view, 8> kFalsy{"null", "false", "0",  "0.0",
                                                   "\"\"", "[]",    "{}", "-0.0"};
  return std::find(kFalsy.begin(), kFalsy.end(), text) != kFalsy.end();
}

void run_status(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const Trace& trace = *subject.trace;
  const auto pass = last_recorded_pass(trace);
  if (!pass) return;
  const model::Pass& of = trace.passes[pass->value];
  const model::Op* last = nullptr;
  YieldIndex at;
  const auto look = [&](const model::Segment& segment, std::uint32_t i) {
    for (const model::Op& op : segment.ops) {
      if (op.verb != model::OpVerb::custom_status) continue;
      last = &op;
      at = YieldIndex{i};
    }
  };
  for (std::uint32_t i = 0; i < of.length; ++i)
    look(trace.yield_at(*pass, YieldIndex{i}).segment, i);
  look(of.outcome.segment, of.length);
  if (last == nullptr || !last->input.has_value() || !is_falsy(last->input.text)) return;

  model::Finding finding = finding_of(
      rule,
      fmt::format("The custom status {} is not sent; the one before stays.", last->input.text));
  finding.place = place_at(trace, *pass, at);
  finding.expected = last->input.text;
  finding.actual = "no customStatus in the state document";
  finding.cause = "The SDK sends a status only where Python takes it as true.";
  out.push_back(std::move(finding));
}

void run_flag(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const Trace& trace = *subject.trace;
  const auto pass = last_recorded_pass(trace);
  if (!pass) return;
  const model::Pass& of = trace.passes[pass->value];
  std::vector<std::pair<YieldIndex, bool>> flags = of.replaying;
  if (!std::holds_alternative<model::Waiting>(of.outcome.what)) {
    flags.emplace_back(YieldIndex{of.length}, of.outcome.segment.arrived.is_replaying);
  }
  bool was_fresh = false;
  for (const auto& [yield, is_replaying] : flags) {
    if (!is_replaying) was_fresh = true;
    if (!is_replaying || !was_fresh) continue;
    model::Finding finding =
        finding_of(rule, fmt::format("is_replaying is true again at {}, behind a place where the "
                                     "code was told that it no longer replays.",
                                     locator_of(trace, *pass, yield)));
    finding.place = place_at(trace, *pass, yield);
    finding.expected = "false until the pass ends";
    finding.actual = "true";
    finding.cause =
        "The flag follows the task that was yielded last, and that one had been answered by an "
        "event of an earlier pass: it was yielded again, or an event had come before its wait.";
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule signal_yielded() {
  return {
      .id = "YS2006",
      .severity = model::Severity::error,
      .title = "signal_entity is yielded",
      .explanation =
          "A signal is fire and forget: it is sent when the method is called. Yielding what it "
          "returns sends the signal a second time and waits for an answer that no entity ever "
          "gives, so the instance stays at this line for ever. Example: `yield "
          "context.signal_entity(counter, 'add', 1)`.",
      .source =
          "azure-functions-durable 1.x: signal_entity schedules by itself and gives back a task "
          "that nothing answers; found by running it (SEMANTICS 3.1, 6.31)",
      .example =
          "yield context.signal_entity(counter, 'add', 1)\n"
          "# better\n"
          "context.signal_entity(counter, 'add', 1)",
      .fix = "Write `context.signal_entity(…)` without yield; to get an answer use call_entity.",
      .run = run_signal};
}

Rule not_a_generator() {
  return {.id = "YS2007",
          .severity = model::Severity::information,
          .title = "The function is no generator",
          .explanation =
              "A function without a yield is called once, and what it returns is the output. That "
              "is lawful for an orchestrator that calls nothing. One that asks for calls without "
              "yielding them loses all of them; one that does not expect a context is probably an "
              "activity. Example: `def flow(context): return context.call_activity('A')`.",
          .source =
              "azure-functions-durable 1.x, TaskOrchestrationExecutor.execute: a function without "
              "a yield is not driven (SEMANTICS 3.1)",
          .example =
              "def flow(context):\n"
              "    return context.call_activity('A')\n"
              "# better\n"
              "def flow(context):\n"
              "    return (yield context.call_activity('A'))",
          .fix = "Write `yield` before each call on the context.",
          .run = run_plain};
}

Rule function_name_sent() {
  return {
      .id = "YS2008",
      .severity = model::Severity::error,
      .title = "A function is called by the wrong name",
      .explanation =
          "The decorator registers the activity or orchestrator under another name than the "
          "function's own. When the decorated function is handed to call_activity the SDK sends "
          "the function's name, and the host fails the orchestration because no function of "
          "that name exists. Example: `@app.activity_trigger(input_name='x', activity='Real') "
          "def act` is called as `act`.",
      .source =
          "azure-functions-durable 1.x: a decorated function is sent by its Python name "
          "(SEMANTICS 5.1, 6.36)",
      .example =
          "@app.activity_trigger(input_name='x', activity='Real')\n"
          "def act(x): ...\n"
          "\n"
          "yield context.call_activity(act, 1)\n"
          "# better\n"
          "yield context.call_activity('Real', 1)",
      .fix = "Pass the registered name as a string, or drop it from the decorator.",
      .run = run_name};
}

Rule status_not_sent() {
  return {
      .id = "YS2014",
      .severity = model::Severity::information,
      .title = "A custom status is not sent",
      .explanation =
          "set_custom_status with None, 0, False or anything empty has no effect: the SDK leaves "
          "it out of its answer and the platform keeps the status it had. A status cannot be "
          "cleared this way. Example: `context.set_custom_status([])`.",
      .source =
          "azure-functions-durable 1.x, OrchestratorState: an empty custom status is left out "
          "(SEMANTICS 3.1, 6.30)",
      .example =
          "context.set_custom_status(None)\n"
          "# better\n"
          "context.set_custom_status('none')",
      .fix = "Set a text or an object instead, for example \"none\".",
      .run = run_status};
}

Rule replaying_turns_back() {
  return {
      .id = "YS2015",
      .severity = model::Severity::information,
      .title = "is_replaying turns back to true",
      .explanation =
          "is_replaying is taken from the task that was yielded last. Yielding a task again that "
          "was done in an earlier pass sets it back to true in the middle of new work, so log "
          "lines under `if not context.is_replaying` are lost there. Example: `yield a; yield b; "
          "yield a` with a done in an earlier pass.",
      .source =
          "azure-functions-durable 1.x, TaskOrchestrationExecutor: the flag is taken from the "
          "task yielded last (SEMANTICS 3.1, 6.17)",
      .example =
          "yield a\n"
          "yield b\n"
          "yield a  # done in an earlier pass\n"
          "# better\n"
          "first = yield a\n"
          "second = yield b",
      .fix = "Keep a task's result in a variable instead of yielding the task again.",
      .run = run_flag};
}

}  // namespace core::diagnostics
