#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/base/canonical_json.h"
#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::PassIndex;
using model::Trace;
using model::YieldIndex;

constexpr std::size_t kShownColumns = 400;

bool was_run(const model::Pass& pass) {
  return !std::holds_alternative<model::NotRun>(pass.outcome.what);
}

/// What brought the code to position `at` of the pass: to a yield, or to its end.
const model::Resume* arrival(const Trace& trace, PassIndex pass, std::uint32_t at) {
  const model::Pass& of = trace.passes[pass.value];
  if (at < of.length) return &trace.yield_at(pass, YieldIndex{at}).segment.arrived;
  const bool has_end =
      at == of.length && was_run(of) && !std::holds_alternative<model::Waiting>(of.outcome.what);
  return has_end ? &of.outcome.segment.arrived : nullptr;
}

/// Whether both asked for the same at one line. A custom status may differ, as log lines may.
bool same_calls(const model::Yield& a, const model::Yield& b) {
  if (&a == &b) return true;
  const auto is_call = [](const model::Op& op) {
    return op.verb != model::OpVerb::custom_status && op.verb != model::OpVerb::id;
  };
  std::vector<model::Op> in_a, in_b;
  std::copy_if(a.segment.ops.begin(), a.segment.ops.end(), std::back_inserter(in_a), is_call);
  std::copy_if(b.segment.ops.begin(), b.segment.ops.end(), std::back_inserter(in_b), is_call);
  return a.segment.arrived.same_answer(b.segment.arrived) && in_a == in_b && a.what == b.what &&
         a.place == b.place;
}

std::string words_at(const Trace& trace, PassIndex pass, std::uint32_t at) {
  const model::Pass& of = trace.passes[pass.value];
  return at < of.length ? model::yield_label(trace, pass, YieldIndex{at})
                        : base::shorten(model::outcome_text(of.outcome), kShownColumns);
}

/// The first position at which the two passes part although they had been given the same.
std::optional<std::uint32_t> parting(const Trace& trace, PassIndex a, PassIndex b) {
  const std::uint32_t shared = std::min(trace.passes[a.value].length, trace.passes[b.value].length);
  if (trace.passes[a.value].spine == trace.passes[b.value].spine &&
      trace.passes[a.value].length == trace.passes[b.value].length) {
    return std::nullopt;
  }
  std::uint32_t at = 0;
  while (at < shared &&
         same_calls(trace.yield_at(a, YieldIndex{at}), trace.yield_at(b, YieldIndex{at}))) {
    ++at;
  }
  const model::Resume* in_a = arrival(trace, a, at);
  const model::Resume* in_b = arrival(trace, b, at);
  if (in_a == nullptr || in_b == nullptr || !in_a->same_answer(*in_b)) return std::nullopt;
  return at;
}

void run_calls(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const Trace& trace = *subject.trace;
  for (std::uint32_t i = 1; i < trace.passes.size(); ++i) {
    const PassIndex before{i - 1}, pass{i};
    if (!was_run(trace.passes[i - 1]) || !was_run(trace.passes[i])) continue;
    const auto at = parting(trace, before, pass);
    if (!at) continue;

    const std::uint32_t earlier = trace.passes[i - 1].number, later = trace.passes[i].number;
    const std::string in_before = words_at(trace, before, *at),
                      in_pass = words_at(trace, pass, *at);
    model::Finding finding =
        finding_of(rule, fmt::format("Passes {} and {} were given the same answers and part at {}.",
                                     earlier, later, locator_of(trace, pass, YieldIndex{*at})));
    finding.place = place_at(trace, pass, YieldIndex{*at});
    finding.expected = fmt::format("in pass {}: {}", earlier, in_before);
    finding.actual =
        in_before == in_pass
            ? fmt::format("in pass {}: {}, with other calls, arguments or line", later, in_pass)
            : fmt::format("in pass {}: {}", later, in_pass);
    finding.cause =
        "The code depends on something that is neither input nor answer: is_replaying, "
        "a clock, a random number, a setting, or module state.";
    out.push_back(std::move(finding));
    return;
  }
}

const model::Payload* returned_by(const model::Pass& pass) {
  const auto* returned = std::get_if<model::Returned>(&pass.outcome.what);
  return returned == nullptr ? nullptr : &returned->value;
}

void run_outputs(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const Trace& trace = *subject.trace;
  for (std::uint32_t i = 1; i < trace.passes.size(); ++i) {
    const model::Pass &before = trace.passes[i - 1], &pass = trace.passes[i];
    const model::Payload *first = returned_by(before), *second = returned_by(pass);
    if (first == nullptr || second == nullptr) continue;
    if (base::equal_as_json(first->text, second->text)) continue;

    model::Finding finding = finding_of(
        rule, fmt::format("Passes {} and {} return different values from the same history.",
                          before.number, pass.number));
    finding.place = place_at(trace, PassIndex{i}, YieldIndex{pass.length});
    finding.expected = base::shorten(first->text, kShownColumns);
    finding.actual = base::shorten(second->text, kShownColumns);
    finding.cause =
        "The value depends on how often the code ran: module state lives across the "
        "passes of one worker process.";
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule passes_disagree() {
  return {.id = "YS1006",
          .severity = model::Severity::warning,
          .title = "Two passes part on the same answers",
          .explanation =
              "Two replay passes of one run were given the same input and the same answers and "
              "nevertheless asked for different calls, yielded at another line, or ended "
              "differently. The code is not deterministic by itself, whatever the history says. "
              "Log lines and local variables may differ; calls may not.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints: an orchestrator must do "
              "the same in every replay (SEMANTICS 4.3; cases ND-01, ND-03, ND-04)",
          .example =
              "if time.time() % 2 > 1:\n"
              "    yield context.call_activity('A')\n"
              "# better\n"
              "if context.current_utc_datetime.second % 2:\n"
              "    yield context.call_activity('A')",
          .fix =
              "Use is_replaying for logging only; take time and unique ids from the context "
              "(current_utc_datetime, new_guid), everything else from the input or an activity.",
          .run = run_calls};
}

Rule outputs_disagree() {
  return {.id = "YS1007",
          .severity = model::Severity::warning,
          .title = "Two passes return different values",
          .explanation =
              "The code returned twice from the same history, in the last recorded pass and in the "
              "one that confirms it, and the two values differ. What the platform stores depends "
              "on how often the worker had run this code before.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints: an orchestrator must do "
              "the same in every replay; the platform does not compare outputs (SEMANTICS 4.1)",
          .example =
              "runs += 1  # a module variable\n"
              "return runs\n"
              "# better\n"
              "runs = context.get_input() + 1\n"
              "return runs",
          .fix = "Keep what the orchestrator collects in local variables, not in the module.",
          .run = run_outputs};
}

}  // namespace core::diagnostics
