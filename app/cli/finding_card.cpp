#include "app/cli/finding_card.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/marked_sides.h"
#include "app/cli/text_layout.h"
#include "core/base/text.h"
#include "core/model/place_text.h"

namespace app::cli {
namespace {

using core::base::printable;
using core::session::Snapshot;

Ink ink_of(core::model::Severity severity) {
  switch (severity) {
    case core::model::Severity::error:
      return Ink::bad;
    case core::model::Severity::warning:
      return Ink::warn;
    case core::model::Severity::information:
      return Ink::dim;
  }
  return Ink::plain;
}

std::string where_words(const Snapshot& snapshot, const core::model::FindingPlace& place) {
  return core::model::where_words(place, snapshot.trace.get(), snapshot.history.get());
}

/// The source line itself, when it was read.
std::string source_words(const Snapshot& snapshot, const core::model::FindingPlace& place) {
  for (const auto& source : snapshot.sources) {
    if (source.file != place.file || place.line == 0 || place.line > source.lines.size()) continue;
    return printable(core::base::trim(source.lines[place.line - 1]));
  }
  return {};
}

/// "proven", "likely" or "possible", and what; the place where neither the sentence nor the finding
/// names it.
std::string cause_words(const Snapshot& snapshot, const core::model::Finding& finding,
                        const core::model::Cause& cause) {
  std::string words =
      fmt::format("{}: {}", core::model::name_of(cause.confidence), printable(cause.text));
  const std::string line = printable(file_and_line(cause.place));
  const bool is_findings =
      cause.place.file == finding.place.file && cause.place.line == finding.place.line;
  if (cause.place.line != 0 && !is_findings && words.find(line) == std::string::npos) {
    words += " (" + where_words(snapshot, cause.place) + ")";
  }
  return words;
}

/// The lines of a text, each behind a sign.
std::string signed_lines(char sign, Ink ink, std::string_view text, const Console& console) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string line = fmt::format("{} {}", sign, printable(text.substr(0, end)));
    out += "      " + console.ink(ink, line) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string edit_lines(const core::model::Edit& edit, const Console& console) {
  return labelled("edit", fmt::format("{}:{}", printable(edit.file), edit.line), console.width()) +
         signed_lines('-', Ink::bad, edit.before, console) +
         signed_lines('+', Ink::good, edit.after, console);
}

/// "YS1003 error, follows from YS2005".
std::string head_words(const core::model::Finding& finding) {
  std::string head = fmt::format("{} {}", finding.id, core::model::name_of(finding.severity));
  if (!finding.kind.empty()) head += ", " + printable(finding.kind);
  if (finding.is_from_source) head += ", found by reading the source";
  if (!finding.follows_from.empty()) {
    head += ", follows from " + finding.follows_from;
  } else if (finding.is_consequence) {
    head += ", follows from the one above";
  }
  return head;
}

}  // namespace

std::string finding_card(const Snapshot& snapshot, const core::model::Finding& finding,
                         const Console& console) {
  const std::size_t width = console.width();
  std::string card = console.ink(ink_of(finding.severity), head_words(finding)) + "\n";
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) card += labelled(label, text, width);
  };
  add("what", printable(finding.message));
  add("where", where_words(snapshot, finding.place));
  add("line", source_words(snapshot, finding.place));
  card += marked_sides(finding.expected, finding.actual, console);
  if (finding.raised_at) add("raised at", where_words(snapshot, *finding.raised_at));
  add("platform", printable(finding.platform_message));
  const bool is_ranked =
      std::any_of(finding.causes.begin(), finding.causes.end(),
                  [&](const core::model::Cause& cause) { return cause.text == finding.cause; });
  if (!is_ranked) add("cause", printable(finding.cause));
  for (std::size_t i = 0; i < finding.causes.size(); ++i) {
    const bool is_first = is_ranked && i == 0;
    add(is_first ? "cause"
        : i == 0 ? "ranked"
                 : "",
        cause_words(snapshot, finding, finding.causes[i]));
  }
  add("fix", printable(finding.fix));
  if (finding.edit) card += edit_lines(*finding.edit, console);
  return card;
}

std::string finding_cards(const Snapshot& snapshot, const Console& console) {
  std::string cards;
  for (const auto& finding : snapshot.findings) {
    cards += "\n" + finding_card(snapshot, finding, console);
  }
  return cards;
}

}  // namespace app::cli
