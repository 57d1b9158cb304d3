#include "core/exporters/check_words.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/model/place_text.h"

namespace core::exporters {

using base::printable;

CheckCounts count(const model::CheckResult& result) {
  CheckCounts counts;
  for (const model::CheckedHistory& history : result.histories) {
    ++counts.states[static_cast<std::size_t>(history.state)];
    counts.accepted += history.accepted.size();
    for (const model::Finding& finding : history.findings) {
      ++counts.findings[static_cast<std::size_t>(finding.severity)];
    }
    if (history.before == model::CheckState::safe && history.state != model::CheckState::safe) {
      ++counts.newly_broken;
    }
  }
  return counts;
}

std::string_view state_id(model::CheckState state) {
  switch (state) {
    case model::CheckState::safe:
      return "safe";
    case model::CheckState::breaks:
      return "breaks";
    case model::CheckState::needs_guard:
      return "needs_guard";
    case model::CheckState::not_judged:
      return "not_judged";
  }
  return "";
}

std::string conclusion(const model::CheckResult& result) {
  using model::CheckState;
  const CheckCounts counts = count(result);
  if (result.histories.empty()) return "No history was found: nothing was checked.";
  const std::string all = result.histories.size() == 1
                              ? "1 history"
                              : fmt::format("{} histories", result.histories.size());
  if (counts.of(CheckState::safe) == result.histories.size()) {
    return fmt::format("{}: no difference on the recorded paths.", all);
  }
  if (result.histories.size() == 1) {
    switch (result.histories.front().state) {
      case CheckState::breaks:
        return all + ": the code breaks it.";
      case CheckState::needs_guard:
        return all + ": the code needs a version guard.";
      default:
        return all + ": it could not be judged.";
    }
  }
  std::string text = all + ":";
  const auto add = [&](std::size_t number, std::string_view words) {
    if (number > 0) text += fmt::format("{} {} {}", text.back() == ':' ? "" : ",", number, words);
  };
  const std::size_t breaks = counts.of(CheckState::breaks);
  const std::size_t guard = counts.of(CheckState::needs_guard);
  add(breaks, breaks == 1 ? "breaks" : "break");
  add(guard, guard == 1 ? "needs a version guard" : "need a version guard");
  add(counts.of(CheckState::not_judged), "could not be judged");
  add(counts.of(CheckState::safe), "without a difference on the recorded path");
  return text + ".";
}

std::string card_text(const model::Finding& finding, const model::CheckedHistory& history) {
  std::string card = fmt::format("{} {}", printable(finding.id), name_of(finding.severity));
  if (finding.is_from_source) card += ", found by reading the source";
  if (finding.is_consequence) {
    card += finding.follows_from.empty() ? ", follows from another finding"
                                         : ", follows from " + printable(finding.follows_from);
  }
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) card += fmt::format("\n{}: {}", label, text);
  };
  const model::Trace* trace = history.trace.get();
  add("what", printable(finding.message));
  add("where", where_words(finding.place, trace));
  if (history.place && finding.place.file == history.place->file &&
      finding.place.line == history.place->line) {
    add("line", printable(base::trim(history.source_line)));
  }
  add("expected", printable(finding.expected));
  add("actual", printable(finding.actual));
  add("kind", printable(finding.kind));
  add("platform", printable(finding.platform_message));
  if (finding.raised_at) add("raised at", where_words(*finding.raised_at, trace));
  add("cause", printable(finding.cause));
  for (const model::Cause& cause : finding.causes) {
    const std::string where = where_words(cause.place, trace);
    add(model::name_of(cause.confidence),
        printable(cause.text) + (where.empty() ? "" : " (" + where + ")"));
  }
  add("fix", printable(finding.fix));
  return card;
}

}  // namespace core::exporters
