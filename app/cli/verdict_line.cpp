#include "app/cli/verdict_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/pass_words.h"
#include "app/cli/text_layout.h"
#include "core/base/text.h"
#include "core/model/place_text.h"
#include "core/session/replayable.h"

namespace app::cli {
namespace {

using core::base::count_of;
using core::model::Severity;
using core::session::Snapshot;

constexpr std::size_t kOutcomeColumns = 60;

std::string name_of_run(const Snapshot& snapshot) {
  const std::string& name = snapshot.history->envelope().name;
  if (!name.empty()) return foreign(name, 60);
  return snapshot.trace && !snapshot.trace->orchestrator.function.empty()
             ? foreign(snapshot.trace->orchestrator.function, 60)
             : std::string("instance");
}

std::size_t count(const Snapshot& snapshot, Severity severity) {
  const auto counts = [&](const auto& finding) {
    return finding.severity == severity && !finding.is_consequence;
  };
  return static_cast<std::size_t>(
      std::count_if(snapshot.findings.begin(), snapshot.findings.end(), counts));
}

const core::model::Finding* first_error(const Snapshot& snapshot) {
  const auto found = std::find_if(
      snapshot.findings.begin(), snapshot.findings.end(),
      [](const auto& f) { return f.severity == Severity::error && !f.is_consequence; });
  return found == snapshot.findings.end() ? nullptr : &*found;
}

/// "diverges at p3.y2 orchestrator.py:14: the history has A, the code asks for B".
std::string error_words(const Snapshot& snapshot, const core::model::Finding& error) {
  if (error.id != "YS1003" || !snapshot.trace || !error.place.pass || !error.place.yield) {
    return core::base::printable(error.message);
  }
  const std::string line = core::base::printable(file_and_line(error.place));
  return fmt::format("diverges at {}{}{}: {}", locator_of(error.place, snapshot.trace.get()),
                     line.empty() ? "" : " ", line,
                     core::base::printable(core::model::sides_in_words(error)));
}

}  // namespace

std::string run_words(const core::model::Trace& trace) {
  std::size_t recorded = 0;
  const core::model::Pass* last = nullptr;
  for (const auto& pass : trace.passes) {
    if (pass.is_confirming) continue;
    ++recorded;
    last = &pass;
  }
  const std::size_t episodes = trace.history->episodes().size();
  std::string words = recorded < episodes && trace.format != "scenario"
                          ? fmt::format("{} of {}", recorded, count_of(episodes, "pass"))
                          : count_of(recorded, "pass");
  words += ", " + count_of(longest_pass(trace), "yield");
  if (last != nullptr) {
    words += ", " + foreign(core::model::outcome_text(last->outcome), kOutcomeColumns);
  }
  return words;
}

namespace {

/// Without the reservation of a reconstructed history.
std::string plain_verdict(const Snapshot& snapshot) {
  const std::string name = name_of_run(snapshot);
  const core::model::Finding* error = first_error(snapshot);
  if (!snapshot.trace) {
    const std::string about =
        error == nullptr ? std::string("no code was run, nothing found in the history itself")
                         : error_words(snapshot, *error);
    return fmt::format("{}: {}, {}; {}", name, count_of(snapshot.history->size(), "event"),
                       count_of(snapshot.history->episodes().size(), "episode"), about);
  }
  if (error != nullptr) return fmt::format("{}: {}", name, error_words(snapshot, *error));
  const std::string line = fmt::format("{}: {}; ", name, run_words(*snapshot.trace));
  const std::size_t warnings = count(snapshot, Severity::warning);
  if (warnings > 0) {
    return line + count_of(warnings, "warning") + ": " +
           core::base::printable(snapshot.findings.front().message);
  }
  const bool is_simulated = snapshot.format == "scenario";
  return line + (is_simulated ? "answered by the scenario" : "no difference on the recorded paths");
}

}  // namespace

std::string verdict_line(const Snapshot& snapshot) {
  const std::string_view reserved = core::session::reconstructed_words(snapshot);
  const std::string line = plain_verdict(snapshot);
  return reserved.empty() ? line : fmt::format("{}; {}", line, reserved);
}

bool has_error(const Snapshot& snapshot) { return first_error(snapshot) != nullptr; }

bool has_not_run(const Snapshot& snapshot) {
  if (!snapshot.trace) return false;
  const auto& passes = snapshot.trace->passes;
  return std::any_of(passes.begin(), passes.end(), [](const auto& pass) {
    return std::holds_alternative<core::model::NotRun>(pass.outcome.what);
  });
}

}  // namespace app::cli
