#include "core/diagnostics/consequences.h"

#include <algorithm>
#include <array>

#include "core/diagnostics/pass_facts.h"

namespace core::diagnostics {
namespace {

using Findings = std::vector<model::Finding>;

/// `effect` follows where `cause` was found as well.
struct Follows {
  std::string_view cause, effect;
};

constexpr std::array kFollows{
    Follows{"YS1003", "YS1001"},
    Follows{"YS1004", "YS1007"},
    Follows{"YS1013", "YS1004"},
    // What follows from how early events are kept, and from polling.
    Follows{"YS1011", "YS2015"},
    Follows{"YS5005", "YS2015"},
    Follows{"YS5006", "YS2015"},
    Follows{"YS5009", "YS5008"},
    // What lets the two counters part.
    Follows{"YS1011", "YS1010"},
    Follows{"YS1012", "YS1010"},
    Follows{"YS2006", "YS1010"},
    Follows{"YS5009", "YS1010"},
    // What leaves a wait without an answer.
    Follows{"YS1010", "YS5004"},
    Follows{"YS1011", "YS5004"},
    Follows{"YS1012", "YS5004"},
    Follows{"YS2010", "YS5004"},
    Follows{"YS5009", "YS5004"},
    // What the SDK's warning is about.
    Follows{"YS1010", "YS5001"},
    Follows{"YS1011", "YS5001"},
    Follows{"YS1012", "YS5001"},
    Follows{"YS5003", "YS5001"},
    Follows{"YS5005", "YS5001"},
    Follows{"YS5006", "YS5001"},
    Follows{"YS5009", "YS5001"},
    Follows{"YS4001", "YS5001"},
    Follows{"YS4002", "YS5001"},
};

model::Finding* find(Findings& findings, std::string_view id) {
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [&](const model::Finding& finding) { return finding.id == id; });
  return found == findings.end() ? nullptr : &*found;
}

bool was_refused(const Subject& subject, const std::optional<model::PassIndex>& pass) {
  return subject.trace != nullptr && pass && pass->value < subject.trace->passes.size() &&
         ended_by_refusal(*subject.trace, *pass);
}

/// Code that cannot run leaves the history because of that, not the other way round; so does a call
/// that the SDK never sends.
bool explains_divergence(const model::Finding& finding, const model::Finding& divergence,
                         const Subject& subject) {
  const bool is_fault = finding.id == "YS2001" || finding.id == "YS2002" ||
                        finding.id == "YS2003" || finding.id == "YS2007" ||
                        finding.id == "YS2008" ||
                        (finding.id == "YS1011" && !finding.is_consequence);
  const bool is_refusal = finding.id == "YS3007" && was_refused(subject, divergence.place.pass);
  return (is_fault || is_refusal) && finding.severity == model::Severity::error &&
         finding.place.pass && divergence.place.pass &&
         (finding.id == "YS1011" || *finding.place.pass <= *divergence.place.pass);
}

/// A payload that the SDK could not decode is what broke it.
void blame_payload(Findings& findings) {
  model::Finding* broke = find(findings, "YS2002");
  model::Finding* payload = find(findings, "YS4004");
  if (broke == nullptr || payload == nullptr) return;
  if (!broke->actual.starts_with("JSONDecodeError") && !broke->actual.starts_with("RecursionError"))
    return;
  broke->is_consequence = true;
  payload->severity = model::Severity::error;
}

/// A refusal is ours: what the code did next says nothing about the instance.
void blame_refusal(Findings& findings, const Subject& subject) {
  for (model::Finding& finding : findings) {
    const bool is_end = finding.id == "YS2005" || finding.id == "YS2002" ||
                        finding.id == "YS1004" || finding.id == "YS1005";
    if (!is_end || !was_refused(subject, finding.place.pass)) continue;
    finding.is_consequence = true;
    finding.cause =
        "This replay refused an act, and the refusal ended the code. On the platform the "
        "act would have been done.";
    finding.fix = "Look at the refused act first (YS3007).";
  }
}

/// A plain function that raises, and an empty all whose None was used.
void blame_code(Findings& findings) {
  const model::Finding* plain = find(findings, "YS2007");
  model::Finding* broke = find(findings, "YS2002");
  if (plain != nullptr && broke != nullptr && plain->place.pass == broke->place.pass) {
    broke->is_consequence = true;
    broke->cause =
        "A function without a yield is called outside of the SDK's own try block, so what it "
        "raises leaves the executor and no state document is sent.";
    broke->fix = plain->fix;
  }
  const model::Finding* empty = find(findings, "YS2011");
  model::Finding* raised = find(findings, "YS2005");
  if (empty != nullptr && raised != nullptr && empty->severity == model::Severity::warning) {
    raised->is_consequence = true;
  }
}

}  // namespace

void mark_consequences(Findings& findings, const Subject& subject) {
  if (model::Finding* divergence = find(findings, "YS1003")) {
    for (const model::Finding& finding : findings) {
      if (explains_divergence(finding, *divergence, subject)) divergence->is_consequence = true;
    }
  }
  for (const auto& [cause, effect] : kFollows) {
    if (find(findings, cause) == nullptr) continue;
    for (model::Finding& finding : findings) {
      if (finding.id == effect) finding.is_consequence = true;
    }
  }
  blame_payload(findings);
  blame_refusal(findings, subject);
  blame_code(findings);
}

}  // namespace core::diagnostics
