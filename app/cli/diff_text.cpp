#include "app/cli/diff_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/marked_sides.h"
#include "app/cli/text_layout.h"
#include "core/base/text.h"
#include "core/model/place_text.h"

namespace app::cli {
namespace {

using core::base::count_of;
using core::base::printable;
using core::model::Severity;
using core::session::DifferenceCount;
using core::session::RunComparison;
using core::session::RunDifference;
using core::session::RunDifferenceSide;
using core::session::Snapshot;

/// "1 call", "3 yields".
std::string units(const RunComparison& comparison, std::size_t count) {
  const std::string_view unit = comparison.unit();
  return count_of(count, unit.substr(0, unit.size() - 1));
}

std::string side_line(std::string_view name, const Snapshot& snapshot, const std::string& amount,
                      const Console& console) {
  return labelled(name,
                  fmt::format("{} ({}), instance {}, {}, {}", printable(snapshot.file),
                              printable(snapshot.format), printable(snapshot.instance_id),
                              count_of(snapshot.history->size(), "event"), amount),
                  console.width());
}

/// "activity Charge(1)  call 2, event 6, flow.py:14": what stands there and where.
std::string where(const RunDifferenceSide& side, std::string_view unit) {
  std::string words;
  const auto add = [&](const std::string& part) { words += (words.empty() ? "" : ", ") + part; };
  if (side.number != 0) add(fmt::format("{} {}", unit, side.number));
  if (side.event != core::model::kNoEvent) add(fmt::format("event {}", side.event.value));
  if (!side.place.file.empty()) add(printable(file_and_line(side.place)));
  return words;
}

Ink ink_of(Severity severity) { return severity == Severity::error ? Ink::bad : Ink::warn; }

std::string difference_text(const RunDifference& difference, std::string_view unit,
                            const Console& console) {
  const std::string_view one =
      difference.aspect.starts_with("event") ? "sent event" : unit.substr(0, unit.size() - 1);
  const std::string a = where(difference.a, one), b = where(difference.b, one);
  std::string head(difference.aspect);
  if (!a.empty() && !b.empty()) {
    head += "  A " + a + " | B " + b;
  } else if (!a.empty() || !b.empty()) {
    head += "  " + a + b;
  }
  return console.ink(ink_of(difference.severity), head) + "\n" +
         marked_sides(difference.a.text, difference.b.text, console, {"A", "B"});
}

/// "3 calls alike; 1 only in A, 2 input": times and ids are never among them.
std::string counts_text(const RunComparison& comparison) {
  std::string differing;
  for (const DifferenceCount& each : comparison.counts()) {
    if (each.count == 0) continue;
    differing += fmt::format("{}{}: {}", differing.empty() ? "" : ", ", each.aspect, each.count);
  }
  return fmt::format("{} alike{}{} (times and ids are not compared)",
                     units(comparison, comparison.same()), differing.empty() ? "" : "; ",
                     differing);
}

}  // namespace

std::string diff_text(const RunComparison& comparison, std::size_t most, const Console& console) {
  std::string text =
      side_line("A", comparison.a(), units(comparison, comparison.units_of_a()), console) +
      side_line("B", comparison.b(), units(comparison, comparison.units_of_b()), console);
  if (comparison.size() == 0) {
    return text + fmt::format("\nno difference: {}\n", counts_text(comparison));
  }
  const std::size_t shown = most == 0 ? comparison.size() : std::min(most, comparison.size());
  for (std::size_t i = 0; i < shown; ++i) {
    if (i < 2) text += i == 0 ? "\nfirst difference\n" : "\nfurther differences\n";
    text += difference_text(comparison.at(i), comparison.unit(), console);
  }
  if (shown < comparison.size()) {
    text += fmt::format("\n{} not shown; --most 0 shows all\n",
                        count_of(comparison.size() - shown, "more difference"));
  }
  return text + "\n" + counts_text(comparison) + "\n";
}

}  // namespace app::cli
