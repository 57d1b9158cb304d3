#include "core/diagnostics/cause_candidate.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

using model::Confidence;
using model::Finding;

namespace {

/// What a rule says of passes that were not run holds whatever the cause is.
std::string note_on_passes(const std::string& cause) {
  for (const std::string_view note : {" Found by halving", " It is the earliest found"}) {
    const std::size_t at = cause.find(note);
    if (at != std::string::npos) return cause.substr(at, cause.find('.', at) + 1 - at);
  }
  return {};
}

/// The edit that stands at what makes the difference, if a finding of its own has one.
std::optional<model::Edit> edit_at(const Candidate& cause, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.id == cause.rule && finding.edit && finding.edit->file == cause.cause.place.file &&
        finding.edit->line == cause.cause.place.line) {
      return finding.edit;
    }
  }
  return std::nullopt;
}

}  // namespace

void add_other_wait(const std::vector<Finding>& findings, const Finding& finding,
                    std::vector<Candidate>& ranked) {
  const bool has_better =
      !ranked.empty() && !ranked.front().is_code_change &&
      ranked.front().cause.confidence > Confidence::possible;
  if (finding.id != "YS1003" || finding.kind != "call missing" || has_better) return;
  for (const Finding& other : findings) {
    const bool is_there = other.id == "YS1020" && other.place.pass == finding.place.pass &&
                          other.place.yield == finding.place.yield;
    if (!is_there) continue;
    Candidate candidate;
    candidate.cause.confidence = Confidence::likely;
    candidate.cause.place = other.place;
    candidate.cause.text = other.message;
    candidate.rule = "YS1020";
    ranked.insert(ranked.begin(), std::move(candidate));
    return;
  }
}

void lead(const Candidate& first, const std::vector<Finding>& findings, Finding& finding) {
  if (first.cause.confidence == Confidence::possible || first.is_code_change) return;
  // What a rule says of an exception is sure; a read before it is not.
  if (finding.id == "YS2005" && first.cause.confidence != Confidence::proven) return;
  finding.cause = first.cause.text + note_on_passes(finding.cause);
  finding.edit = edit_at(first, findings);
  const Rule* rule = find_rule(first.rule);
  if (rule == nullptr) return;
  const bool is_proven = first.cause.confidence == Confidence::proven;
  const bool is_said = finding.fix.find(rule->fix) != std::string::npos;
  finding.fix = is_proven || finding.fix.empty() || is_said
                    ? std::string(rule->fix)
                    : fmt::format("{} {}", rule->fix, finding.fix);
}

}  // namespace core::diagnostics
