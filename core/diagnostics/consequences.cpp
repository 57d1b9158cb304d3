#include "core/diagnostics/consequences.h"

#include <fmt/format.h>

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
    Follows{"YS1003", "YS1020"},
    Follows{"YS1004", "YS1007"},
    Follows{"YS1013", "YS1004"},
    Follows{"YS2008", "YS4014"},
    // What one worker too many, or one write too many, leaves behind.
    Follows{"YS4005", "YS4001"},
    Follows{"YS4009", "YS1002"},
    Follows{"YS4009", "YS1003"},
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

/// The first that is named leads.
void follows(model::Finding& finding, std::string_view id) {
  finding.is_consequence = true;
  if (finding.follows_from.empty()) finding.follows_from = id;
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
  follows(*broke, payload->id);
  payload->severity = model::Severity::error;
}

/// A refusal is ours: what the code did next says nothing about the instance.
void blame_refusal(Findings& findings, const Subject& subject) {
  for (model::Finding& finding : findings) {
    const bool is_end = finding.id == "YS2005" || finding.id == "YS2002" ||
                        finding.id == "YS1004" || finding.id == "YS1005";
    if (!is_end || !was_refused(subject, finding.place.pass)) continue;
    follows(finding, "YS3007");
    finding.cause =
        "This replay refused an act, and the refusal ended the code. On the platform the "
        "act would have been done.";
    finding.fix = "Look at the refused act first (YS3007).";
  }
}

/// A function that the host does not know ended the instance where the code still waits for it.
void blame_host(Findings& findings) {
  const model::Finding* unknown = find(findings, "YS4014");
  if (unknown == nullptr || !unknown->place.pass) return;
  for (model::Finding& finding : findings) {
    const bool is_there = finding.place.pass == unknown->place.pass &&
                          (finding.id == "YS1005" || (finding.id == "YS1003" &&
                                                      finding.place.yield == unknown->place.yield));
    if (is_there) follows(finding, unknown->id);
  }
}

/// What the history contradicts makes the passes part as well: one cause, told once.
void blame_value(Findings& findings) {
  for (model::Finding& parting : findings) {
    if (parting.id != "YS1006") continue;
    for (const model::Finding& finding : findings) {
      constexpr std::array kTellsMore{"YS1003", "YS1008", "YS1009", "YS1014", "YS1016"};
      const bool tells_more =
          std::find(kTellsMore.begin(), kTellsMore.end(), finding.id) != kTellsMore.end();
      if (tells_more && finding.place.line == parting.place.line &&
          finding.place.yield == parting.place.yield) {
        follows(parting, finding.id);
      }
    }
  }
}

/// A plain function that raises, and an empty all whose None was used.
void blame_code(Findings& findings) {
  const model::Finding* plain = find(findings, "YS2007");
  model::Finding* broke = find(findings, "YS2002");
  if (plain != nullptr && broke != nullptr && plain->place.pass == broke->place.pass) {
    follows(*broke, plain->id);
    broke->cause =
        "A function without a yield is called outside of the SDK's own try block, so what it "
        "raises leaves the executor and no state document is sent.";
    broke->fix = plain->fix;
  }
  const model::Finding* empty = find(findings, "YS2011");
  model::Finding* raised = find(findings, "YS2005");
  if (empty != nullptr && raised != nullptr && empty->severity == model::Severity::warning) {
    follows(*raised, empty->id);
  }
}

/// The code raised where the history goes on: the exception is what went wrong. An exception that a
/// recorded failure brought is not: there the code lost its retry or its handler.
void blame_exception(Findings& findings, const Subject& subject) {
  model::Finding* divergence = find(findings, "YS1003");
  model::Finding* raised = find(findings, "YS2005");
  if (divergence == nullptr || raised == nullptr || divergence->is_consequence) return;
  const model::Trace& trace = *subject.trace;
  const model::Divergence& at = *trace.divergence;
  const bool is_there = raised->place.pass == at.pass && raised->place.yield == at.yield &&
                        at.yield.value >= trace.passes[at.pass.value].length;
  if (!is_there || raised->place.event != model::kNoEvent) return;
  follows(*divergence, raised->id);
  raised->severity = model::Severity::error;
  raised->message += fmt::format(", where the history goes on with {}.", at.expected);
  raised->cause = "The exception ends the code where the recorded run went on. That the code leaves "
                  "the history is only what follows from it.";
  raised->fix = "Mend what raises; the recorded path is then taken again.";
}

/// Calls behind a divergence stand beside the wrong recorded ones: what their values say is only the
/// shift, and where the calls could be aligned nothing of it is told.
void drop_shifted(Findings& findings, const Subject& subject) {
  constexpr std::array<std::string_view, 8> kValues{"YS1008", "YS1009", "YS1010", "YS1013",
                                                    "YS1014", "YS1015", "YS1016", "YS1017"};
  if (subject.trace == nullptr || !subject.trace->alignment) return;
  std::erase_if(findings, [&](const model::Finding& finding) {
    return finding.is_consequence && finding.place.yield &&
           *finding.place.yield >= subject.trace->divergence->yield &&
           std::find(kValues.begin(), kValues.end(), finding.id) != kValues.end();
  });
}

/// Rules mark what stands behind a divergence or beside a swap without knowing the finding.
void name_leaders(Findings& findings) {
  const bool has_swap = find(findings, "YS1013") != nullptr;
  const model::Finding* divergence = find(findings, "YS1003");
  for (model::Finding& finding : findings) {
    if (!finding.is_consequence || !finding.follows_from.empty()) continue;
    if (finding.id == "YS1008" && has_swap) {
      finding.follows_from = "YS1013";
    } else if (divergence != nullptr && &finding != divergence) {
      finding.follows_from = divergence->id;
    }
  }
}

}  // namespace

void mark_consequences(Findings& findings, const Subject& subject) {
  drop_shifted(findings, subject);
  if (model::Finding* divergence = find(findings, "YS1003")) {
    for (const model::Finding& finding : findings) {
      if (explains_divergence(finding, *divergence, subject)) follows(*divergence, finding.id);
    }
  }
  for (const auto& [cause, effect] : kFollows) {
    if (find(findings, cause) == nullptr) continue;
    for (model::Finding& finding : findings) {
      if (finding.id == effect) follows(finding, cause);
    }
  }
  blame_payload(findings);
  blame_refusal(findings, subject);
  blame_code(findings);
  blame_exception(findings, subject);
  blame_host(findings);
  blame_value(findings);
  name_leaders(findings);
}

}  // namespace core::diagnostics
