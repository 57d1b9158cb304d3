#include "app/cli/finding_card.h"

#include <fmt/format.h>

#include "app/cli/text_layout.h"
#include "core/base/text.h"

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

/// "orchestrator.py:14 three_cities, p3.y2, event 10 (TaskScheduled)".
std::string where_words(const Snapshot& snapshot, const core::model::FindingPlace& place) {
  std::string words;
  const auto add = [&](const std::string& part) { words += (words.empty() ? "" : ", ") + part; };
  if (!place.file.empty()) {
    std::string source = printable(place.file);
    if (place.line != 0) source += fmt::format(":{}", place.line);
    if (!place.function.empty()) source += " " + printable(place.function);
    add(source);
  }
  const bool has_pass =
      place.pass && snapshot.trace && place.pass->value < snapshot.trace->passes.size();
  if (has_pass) {
    const auto& pass = snapshot.trace->passes[place.pass->value];
    if (!place.yield) {
      add(fmt::format("p{}", pass.number));
    } else if (place.yield->value < pass.length) {
      add(fmt::format("p{}.y{}", pass.number, place.yield->value + 1));
    } else {
      add(fmt::format("p{}.end", pass.number));
    }
  }
  if (place.event.value < snapshot.history->size()) {
    add(fmt::format("event {} ({})", place.event.value,
                    printable(snapshot.history->at(place.event).type_name())));
  }
  return words;
}

/// The source line itself, when it was read.
std::string source_words(const Snapshot& snapshot, const core::model::FindingPlace& place) {
  for (const auto& source : snapshot.sources) {
    if (source.file != place.file || place.line == 0 || place.line > source.lines.size()) continue;
    return printable(core::base::trim(source.lines[place.line - 1]));
  }
  return {};
}

}  // namespace

std::string finding_card(const Snapshot& snapshot, const core::model::Finding& finding,
                         const Console& console) {
  const std::size_t width = console.width();
  std::string head = fmt::format("{} {}", finding.id, core::model::name_of(finding.severity));
  if (finding.is_consequence) head += ", follows from the one above";
  std::string card = console.ink(ink_of(finding.severity), head) + "\n";
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) card += labelled(label, text, width);
  };
  add("what", printable(finding.message));
  add("where", where_words(snapshot, finding.place));
  add("line", source_words(snapshot, finding.place));
  add("expected", printable(finding.expected));
  add("actual", printable(finding.actual));
  add("platform", printable(finding.platform_message));
  add("cause", printable(finding.cause));
  add("fix", printable(finding.fix));
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
