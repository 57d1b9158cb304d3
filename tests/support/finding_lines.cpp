#include "tests/support/finding_lines.h"

namespace tests {
namespace {

namespace model = core::model;

std::string locator(const core::session::Snapshot& snapshot, const model::FindingPlace& place) {
  const bool is_in_pass =
      place.pass && snapshot.trace && place.pass->value < snapshot.trace->passes.size();
  if (!is_in_pass) {
    return place.event == model::kNoEvent ? "" : " event " + std::to_string(place.event.value);
  }
  const model::Pass& pass = snapshot.trace->passes[place.pass->value];
  std::string text = " p" + std::to_string(pass.number);
  if (!place.yield) return text;
  const bool is_yield = place.yield->value < pass.length;
  return text + (is_yield ? ".y" + std::to_string(place.yield->value + 1) : ".end");
}

std::string line_of(const core::session::Snapshot& snapshot, const model::Finding& finding) {
  std::string text = finding.id + " " + std::string(model::name_of(finding.severity));
  if (finding.is_consequence) {
    text += " (follows" + (finding.follows_from.empty() ? "" : " " + finding.follows_from) + ")";
  }
  text += locator(snapshot, finding.place);
  if (!finding.place.file.empty()) {
    text += " " + finding.place.file + ":" + std::to_string(finding.place.line);
  }
  if (!finding.kind.empty()) text += ", " + finding.kind;
  return text + "\n";
}

}  // namespace

std::string finding_lines(const core::session::Snapshot& snapshot) {
  std::string text;
  for (const model::Finding& finding : snapshot.findings) {
    text += line_of(snapshot, finding);
    if (finding.causes.empty()) continue;
    const model::Cause& first = finding.causes.front();
    text += "  " + std::string(model::name_of(first.confidence)) + ": " + first.text + "\n";
  }
  return text.empty() ? "nothing\n" : text;
}

}  // namespace tests
