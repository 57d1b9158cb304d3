#include <fmt/format.h>

#include <algorithm>

#include "core/diagnostics/call_differences.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::DivergenceKind;

struct Advice {
  DivergenceKind kind;
  const char *word, *cause, *fix;
};

constexpr Advice kAdvice[] = {
    {DivergenceKind::name_differs, "call differs",
     "The call was renamed, or a call was inserted, removed or moved before this place after the "
     "instance had started.",
     "Keep the recorded name for instances in flight; add new calls only behind the last recorded "
     "one, or start new instances under a new orchestrator name."},
    {DivergenceKind::kind_differs, "kind differs",
     "A call of another kind stands where the history has this one: something was inserted, "
     "removed or moved before this place.",
     "Restore the recorded order of calls for instances in flight; put the new call behind the "
     "last recorded one."},
    {DivergenceKind::call_missing, "call missing",
     "The code takes a path without this call: it was removed, a condition changed, or the code "
     "waits here for something that it did not wait for when the history was recorded.",
     "Restore the call for instances in flight, or find what changed the condition: it must follow "
     "from the input and the recorded answers alone."},
    {DivergenceKind::call_added, "extra call", "The code asks for a call that this episode did not record.",
     "Put the new call behind the last recorded one, or start new instances under a new "
     "orchestrator name."},
    {DivergenceKind::ended_early, "ended early",
     "The code ended although the history goes on: an early return, an exception, or a shorter "
     "loop.",
     "Let the code take the recorded path; if it raised, the exception is the cause to look at."},
    {DivergenceKind::ended_late, "ended late",
     "The code goes on although the history ends here: a later return or a longer loop.",
     "Finished instances are not affected; instances in flight end later than before."},
};

constexpr std::string_view kReconstructed =
    " This history is reconstructed from a format that leaves out ids or where passes begin, so "
    "the difference may come of that: make sure with an export that holds them.";

/// What was not run before the pass where the code was found to differ (DESIGN 5).
std::string unrun_before(const model::Trace& trace, model::PassIndex at) {
  const std::uint32_t number = trace.passes[at.value].number;
  if (number <= at.value + 1) return {};
  const std::uint32_t agreed = at.value == 0 ? 0 : trace.passes[at.value - 1].number;
  if (agreed + 1 == number) {
    return " Found by halving the span between two samples, assuming one cause: not every pass "
           "before it was run.";
  }
  return agreed + 2 == number
             ? fmt::format(" It is the earliest found: pass {} was not run.", agreed + 1)
             : fmt::format(" It is the earliest found: passes {} to {} were not run.", agreed + 1,
                           number - 1);
}

/// The difference of the alignment that shows itself in this divergence; it may be none, when the
/// code went another way in the guided run than in the pass.
const CallDifference* difference_at(const std::vector<CallDifference>& differences,
                                    const model::Divergence& divergence) {
  if (differences.empty()) return nullptr;
  const CallDifference& first = differences.front();
  const auto is_event = [&](const model::AlignedCall* row) {
    return row != nullptr && row->event != model::kNoEvent && row->event == divergence.event;
  };
  const bool is_call = !first.call->code.empty() && first.call->code == divergence.actual;
  const bool is_end = first.kind == difference_kind::kEndedEarly ||
                      (first.kind == difference_kind::kEndedLate &&
                       divergence.kind == DivergenceKind::ended_late);
  // The platform does not tell one operation of an entity from another, so the passes part later.
  const bool is_entity = first.call->code.starts_with("entity ") ||
                         first.call->recorded.starts_with("entity ");
  return is_call || is_end || is_entity || is_event(first.call) || is_event(first.recorded) ||
                 is_event(first.next_recorded)
             ? &first
             : nullptr;
}

/// Where the platform raises, and its own words.
void add_verdict(const model::Trace& trace, model::Finding& finding) {
  for (std::uint32_t i = 0; i < trace.passes.size(); ++i) {
    const model::Pass& pass = trace.passes[i];
    if (!pass.verdict) continue;
    model::FindingPlace& at = finding.raised_at.emplace();
    at.pass = model::PassIndex{i};
    at.event = pass.verdict->event;
    finding.platform_message = pass.verdict->message;
    return;
  }
}

/// Whether the failure that the code ends by is one of a call of that name.
bool is_failure_of(const model::Trace& trace, model::PassIndex pass, std::string_view name) {
  const auto& settled = trace.passes[pass.value].outcome.segment.arrived.settled;
  return std::any_of(settled.begin(), settled.end(), [&](const model::Settled& one) {
    const model::Op* op = one.ok ? nullptr : trace.find_op(pass, one.handle);
    return op != nullptr && op->name == name;
  });
}

/// The code ends by a recorded failure behind which the history has the timer of a retry, or the next
/// attempt.
bool has_lost_retry(const model::Trace& trace, const model::Divergence& divergence) {
  const model::Pass& pass = trace.passes[divergence.pass.value];
  if (divergence.event == model::kNoEvent) return false;
  const model::EventView event = trace.history->at(divergence.event);
  const bool is_attempt = event.type() == model::EventType::task_scheduled &&
                          is_failure_of(trace, divergence.pass, event.name());
  return (event.type() == model::EventType::timer_created || is_attempt) &&
         divergence.yield.value >= pass.length &&
         std::holds_alternative<model::Raised>(pass.outcome.what) &&
         pass.outcome.segment.arrived.kind == model::ResumeKind::raise;
}

/// What the passes alone show: which call differs, but not what was done to the code.
void describe_sides(const model::Trace& trace, const model::Divergence& divergence,
                    model::Finding& finding) {
  const std::string line = file_and_line(finding.place);
  finding.expected = divergence.expected;
  finding.actual = divergence.actual;
  finding.message = fmt::format("The code leaves the history at {}{}: {}",
                                locator_of(trace, divergence.pass, divergence.yield),
                                line.empty() ? "" : " (" + line + ")", sides_in_words(finding));
  const bool is_ended = finding.message.ends_with('.') || finding.message.ends_with("…");
  if (!is_ended) finding.message += '.';
  for (const Advice& advice : kAdvice) {
    if (advice.kind != divergence.kind) continue;
    finding.kind = advice.word;
    finding.cause = advice.cause;
    finding.fix = advice.fix;
  }
  if (has_lost_retry(trace, divergence)) {
    finding.kind = difference_kind::kRemoved;
    finding.message = fmt::format(
        "A retry was removed: behind the failed call the history has {}, and the code ends by the "
        "failure{}.",
        divergence.expected, line.empty() ? "" : " at " + line);
    finding.cause =
        "The history retried the failed call, and the code does not: its retry policy was taken "
        "away, or allows fewer attempts.";
    finding.fix =
        "Keep call_activity_with_retry, with at least as many attempts, for instances in flight.";
  }
}

void run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr || !subject.trace->divergence) return;
  const model::Trace& trace = *subject.trace;
  const model::Divergence& divergence = *trace.divergence;
  if (divergence.pass.value >= trace.passes.size()) return;

  model::FindingPlace place = place_at(trace, divergence.pass, divergence.yield);
  place.event = divergence.event;
  model::Finding finding = finding_of(rule, {});
  finding.place = std::move(place);
  const std::vector<CallDifference> differences = call_differences(trace);
  if (const CallDifference* difference = difference_at(differences, divergence)) {
    describe(*difference, subject, finding);
    const model::FindingPlace at = place_of(*difference, subject);
    const bool is_of_code = difference->kind != difference_kind::kRemoved &&
                            difference->kind != difference_kind::kEndedEarly;
    if (!at.file.empty() && (is_of_code || finding.place.file.empty())) {
      finding.place.file = at.file;
      finding.place.function = at.function;
      finding.place.line = at.line;
    }
    if (finding.place.event == model::kNoEvent) finding.place.event = at.event;
  } else {
    describe_sides(trace, divergence, finding);
  }
  add_verdict(trace, finding);
  finding.cause += unrun_before(trace, divergence.pass);
  if (trace.fidelity == model::Fidelity::reconstructed) finding.cause += kReconstructed;
  out.push_back(std::move(finding));
}

/// Inputs that differ behind it. Behind an inserted call they may come of the None that it got, and
/// say nothing.
void add_inputs(const Rule& rule, const model::Trace& trace, std::vector<model::Finding>& out) {
  bool is_behind = false;
  for (const model::AlignedCall& row : trace.alignment->calls) {
    if (row.kind == model::AlignmentKind::inserted) return;
    const bool is_input = row.kind == model::AlignmentKind::input_changed;
    is_behind = is_behind || (row.kind != model::AlignmentKind::same && !is_input);
    if (!is_behind || !is_input) continue;
    model::Finding finding = finding_of(
        rule, "Behind the first difference a call has another input than the history recorded.");
    finding.severity = model::Severity::warning;
    finding.kind = "input";
    finding.place.file = row.place.file;
    finding.place.function = row.place.function;
    finding.place.line = row.place.line;
    finding.place.event = row.event;
    finding.expected = row.recorded;
    finding.actual = row.code;
    finding.cause = "The answer in the history belongs to the recorded input.";
    finding.fix = "Make the input follow from the orchestrator's input and recorded answers alone.";
    out.push_back(std::move(finding));
  }
}

/// What else was changed behind the first difference, each on its own.
void run_further(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr || !subject.trace->divergence) return;
  const std::vector<CallDifference> differences = call_differences(*subject.trace);
  if (difference_at(differences, *subject.trace->divergence) == nullptr) return;
  for (std::size_t i = 1; i < differences.size(); ++i) {
    model::Finding finding = finding_of(rule, {});
    finding.place = place_of(differences[i], subject);
    describe(differences[i], subject, finding);
    out.push_back(std::move(finding));
  }
  add_inputs(rule, *subject.trace, out);
}

}  // namespace

Rule code_leaves_history() {
  return {.id = "YS1003",
          .severity = model::Severity::error,
          .title = "The code leaves the history",
          .explanation =
              "This is the first pass and the first yield at which the calls of the code differ "
              "from those the history recorded. What the platform reports comes later and names "
              "another place; this is where to look. Everything behind it is a consequence.",
          .source =
              "Microsoft Learn, Versioning in Durable Functions; Durable Task Framework, "
              "TaskOrchestrationContext.cs: compares the calls of a replay with the recorded ones "
              "one pass later, so that Yieldscope compares them in the pass that makes them "
              "(DESIGN 5; SEMANTICS 3.3, 4.1)",
          .example =
              "# recorded: Reserve, then Pay\n"
              "yield context.call_activity('Reserve')\n"
              "yield context.call_activity('Check')  # new\n"
              "yield context.call_activity('Pay')\n"
              "# better: behind the last recorded call\n"
              "yield context.call_activity('Reserve')\n"
              "yield context.call_activity('Pay')\n"
              "yield context.call_activity('Check')",
          .fix = "Restore the recorded order of calls for instances in flight.",
          .run = run};
}

Rule further_difference() {
  return {.id = "YS1021",
          .severity = model::Severity::error,
          .title = "The calls differ at a further place",
          .explanation =
              "Behind the first difference the code was led on with the recorded answers, and it "
              "differs from the history once more: a second change, not a consequence of the first. "
              "Mending the first alone would only bring this one up. The platform would report it "
              "after the first is mended.",
          .source =
              "Microsoft Learn, Versioning in Durable Functions; Durable Task Framework, "
              "TaskOrchestrationContext.cs: the same comparison, behind the first difference "
              "(DESIGN 5; SEMANTICS 4.1)",
          .example = "yield context.call_activity(\"Reserve\")   # first: recorded as \"Hold\"\n"
                     "yield context.call_activity(\"Charge\")\n"
                     "yield context.call_activity(\"Send\")      # further: recorded as \"Ship\"",
          .fix = "Keep the recorded calls, their names and their order for instances in flight.",
          .run = run_further};
}

}  // namespace core::diagnostics
