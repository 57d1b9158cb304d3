#include <fmt/format.h>

#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::DivergenceKind;

struct Advice {
  DivergenceKind kind;
  const char *cause, *fix;
};

constexpr Advice kAdvice[] = {
    {DivergenceKind::name_differs,
     "The call was renamed, or a call was inserted, removed or moved before this place after the "
     "instance had started.",
     "Keep the recorded name for instances in flight; add new calls only behind the last recorded "
     "one, or start new instances under a new orchestrator name."},
    {DivergenceKind::kind_differs,
     "A call of another kind stands where the history has this one: something was inserted, "
     "removed or moved before this place.",
     "Restore the recorded order of calls for instances in flight; put the new call behind the "
     "last recorded one."},
    {DivergenceKind::call_missing,
     "The code takes a path without this call: it was removed, a condition changed, or the code "
     "waits here for something that it did not wait for when the history was recorded.",
     "Restore the call for instances in flight, or find what changed the condition: it must follow "
     "from the input and the recorded answers alone."},
    {DivergenceKind::call_added, "The code asks for a call that this episode did not record.",
     "Put the new call behind the last recorded one, or start new instances under a new "
     "orchestrator name."},
    {DivergenceKind::ended_early,
     "The code ended although the history goes on: an early return, an exception, or a shorter "
     "loop.",
     "Let the code take the recorded path; if it raised, the exception is the cause to look at."},
    {DivergenceKind::ended_late,
     "The code goes on although the history ends here: a later return or a longer loop.",
     "Finished instances are not affected; instances in flight end later than before."},
};

/// Reads that the code made before it left the history: likely causes, nearest last.
std::string evidence_before(const model::Trace& trace, const model::Divergence& divergence) {
  std::string words;
  std::string last;
  for (const model::Evidence& evidence : trace.evidence) {
    if (evidence.is_refused || !is_read(evidence) || evidence.pass > divergence.pass ||
        evidence.yield > divergence.yield)
      continue;
    const model::Place* place = trace.place(evidence.place);
    std::string one = evidence.detail;
    if (place != nullptr) one += fmt::format(" at {}:{}", place->file, place->line);
    if (one == last) continue;
    last = one;
    if (words.find(one) == std::string::npos) words += (words.empty() ? "" : ", ") + one;
  }
  return words.empty() ? words : fmt::format(" Read before it: {}.", words);
}

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

void run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr || !subject.trace->divergence) return;
  const model::Trace& trace = *subject.trace;
  const model::Divergence& divergence = *trace.divergence;
  if (divergence.pass.value >= trace.passes.size()) return;

  model::FindingPlace place = place_at(trace, divergence.pass, divergence.yield);
  place.event = divergence.event;
  const std::string line = source_line(place);
  model::Finding finding = finding_of(rule, {});
  finding.place = std::move(place);
  finding.expected = divergence.expected;
  finding.actual = divergence.actual;
  finding.message = fmt::format("The code leaves the history at {}{}: {}",
                                locator(trace, divergence.pass, divergence.yield),
                                line.empty() ? "" : " (" + line + ")", sides_in_words(finding));
  const bool is_ended = finding.message.ends_with('.') || finding.message.ends_with("…");
  if (!is_ended) finding.message += '.';
  for (const Advice& advice : kAdvice) {
    if (advice.kind != divergence.kind) continue;
    finding.cause = advice.cause;
    finding.fix = advice.fix;
  }
  finding.cause += unrun_before(trace, divergence.pass) + evidence_before(trace, divergence);
  out.push_back(std::move(finding));
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
          .source = "DESIGN 5, Passes; SEMANTICS 3.3, 4.1",
          .fix = "Restore the recorded order of calls for instances in flight.",
          .run = run};
}

}  // namespace core::diagnostics
