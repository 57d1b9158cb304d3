#include "core/session/check/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/base/text.h"
#include "core/model/place_text.h"
#include "core/session/replayable.h"

namespace core::session {
namespace {

using model::CheckedHistory;
using model::CheckState;
using model::Finding;
using model::Severity;

bool has_verdict(const model::Trace& trace) {
  return std::any_of(trace.passes.begin(), trace.passes.end(),
                     [](const model::Pass& pass) { return pass.verdict.has_value(); });
}

/// Whether the platform itself ended this instance for non-determinism when it ran.
bool was_stopped(const Snapshot& snapshot) {
  const auto says = [&](const Finding& finding) {
    if (finding.id != "YS1001" || finding.place.event.value >= snapshot.history->size()) return false;
    const model::EventType type = snapshot.history->at(finding.place.event).type();
    return type == model::EventType::execution_completed ||
           type == model::EventType::execution_failed ||
           type == model::EventType::execution_terminated;
  };
  return std::any_of(snapshot.findings.begin(), snapshot.findings.end(), says);
}

/// Whether the code asks for other calls than the history has. Where the platform ended it, the
/// history's end is not the code's: code that goes on from there is what it should have been.
bool leaves_path(const Snapshot& snapshot) {
  const model::Trace& trace = *snapshot.trace;
  if (has_verdict(trace)) return true;
  if (!trace.divergence) return false;
  const std::uint32_t number = trace.passes[trace.divergence->pass.value].number;
  const bool is_behind_end = trace.divergence->event == model::kNoEvent &&
                             number >= snapshot.history->episodes().size();
  return !is_behind_end || !was_stopped(snapshot);
}

const base::Error* not_run(const model::Trace& trace) {
  for (const model::Pass& pass : trace.passes) {
    const auto* outcome = std::get_if<model::NotRun>(&pass.outcome.what);
    if (outcome != nullptr) return &outcome->error;
  }
  return nullptr;
}

bool is_ended(const model::History& history) {
  for (std::size_t i = history.size(); i > 0; --i) {
    switch (history[i - 1].type()) {
      case model::EventType::execution_completed:
      case model::EventType::execution_failed:
      case model::EventType::execution_terminated:
      case model::EventType::continue_as_new:
        return true;
      default:
        break;
    }
  }
  return false;
}

/// What the platform itself would raise, and code that cannot run (DESIGN 9, --platform).
bool concerns_platform(const Finding& finding, const model::Trace& trace) {
  if (finding.severity != Severity::error) return false;
  if (finding.id == "YS1003") return has_verdict(trace);
  return !finding.platform_message.empty() || finding.id == "YS2004";
}

/// What the platform said when it ran is the past where this code follows the history.
void put_past_aside(const Snapshot& snapshot, std::vector<Finding>& findings) {
  if (leaves_path(snapshot)) return;
  for (Finding& finding : findings) {
    if (finding.severity != Severity::error) continue;
    if (finding.id != "YS1001" && finding.id != "YS1003") continue;
    finding.severity = Severity::information;
    finding.cause = "The code that was run now follows the history up to where it was stopped.";
  }
}

/// The first that fails; they are sorted by severity.
const Finding* leading(const std::vector<Finding>& findings, Severity fail_on) {
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.severity >= fail_on && !finding.is_consequence;
  });
  return found == findings.end() ? nullptr : &*found;
}

/// Accepted findings are put apart, and with them what only follows from them.
void part_accepted(const JudgeRules& rules, CheckedHistory& history) {
  if (!rules.is_accepted) return;
  std::vector<Finding> rest;
  for (Finding& finding : history.findings) {
    auto& to = rules.is_accepted(history, finding) ? history.accepted : rest;
    to.push_back(std::move(finding));
  }
  if (!history.accepted.empty() && leading(rest, rules.fail_on) == nullptr) {
    const auto follows = std::stable_partition(rest.begin(), rest.end(), [](const Finding& one) {
      return !one.is_consequence;
    });
    std::move(follows, rest.end(), std::back_inserter(history.accepted));
    rest.erase(follows, rest.end());
  }
  history.findings = std::move(rest);
}

void count(const Snapshot& snapshot, CheckedHistory& history) {
  history.events = snapshot.history->size();
  for (const model::Pass& pass : snapshot.trace->passes) {
    if (!pass.is_confirming) ++history.passes;
    history.yields = std::max<std::uint64_t>(history.yields, pass.length);
  }
}

void locate(const Snapshot& snapshot, const Finding& finding, CheckedHistory& history) {
  history.place = finding.place;
  history.locator = locator_of(finding.place, snapshot.trace.get());
  for (const Snapshot::SourceFile& source : snapshot.sources) {
    const std::uint32_t line = finding.place.line;
    if (source.file == finding.place.file && line > 0 && line <= source.lines.size()) {
      history.source_line = source.lines[line - 1];
    }
  }
}

/// Without the full stop, so that it can be gone on with.
std::string clause(std::string text) {
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string difference_words(const Finding& finding) {
  return finding.id == "YS1003" ? clause(model::sides_in_words(finding)) : clause(finding.message);
}

std::string unrun_words(const model::History& history, std::uint64_t passes) {
  return passes < history.episodes().size()
             ? fmt::format("; {} of {} were run", passes,
                           base::count_of(history.episodes().size(), "pass"))
             : std::string();
}

/// The reason of a history that goes on.
std::string safe_words(const CheckedHistory& history, bool is_strict) {
  const auto warns = [](const Finding& one) { return one.severity == Severity::warning; };
  const auto warnings = std::count_if(history.findings.begin(), history.findings.end(), warns);
  if (warnings > 0) {
    const auto first = std::find_if(history.findings.begin(), history.findings.end(), warns);
    return fmt::format("the recorded calls agree; {}: {}",
                       base::count_of(static_cast<std::size_t>(warnings), "warning"),
                       clause(first->message));
  }
  if (const Finding* accepted = leading(history.accepted, Severity::warning)) {
    return fmt::format("accepted: {}; no other difference", difference_words(*accepted));
  }
  return is_strict ? "no difference on the recorded paths"
                   : "nothing that the platform would raise on the recorded paths";
}

}  // namespace

void leave_unjudged(CheckedRun& run, CheckTrouble trouble, std::string_view reason) {
  run.history.state = CheckState::not_judged;
  // A sentence, not the traceback or the list of importers behind it.
  run.history.reason = reason.substr(0, reason.find('\n'));
  if (run.history.reason.ends_with('.')) run.history.reason.pop_back();
  run.trouble = trouble;
}

void judge(const Snapshot& snapshot, const JudgeRules& rules, CheckedRun& run) {
  const model::Trace& trace = *snapshot.trace;
  CheckedHistory& history = run.history;
  count(snapshot, history);
  history.findings = snapshot.findings;
  put_past_aside(snapshot, history.findings);
  if (!rules.is_strict) {
    std::erase_if(history.findings,
                  [&](const Finding& finding) { return !concerns_platform(finding, trace); });
  }
  part_accepted(rules, history);

  const base::Error* stopped = not_run(trace);
  if (stopped != nullptr) {
    run.trouble = CheckTrouble::not_run;
    run.error = *stopped;
  }
  const Finding* lead = leading(history.findings, rules.fail_on);
  if (lead != nullptr) locate(snapshot, *lead, history);
  const bool leaves = leaves_path(snapshot);
  if (stopped != nullptr && (lead == nullptr || !leaves)) {
    leave_unjudged(run, CheckTrouble::not_run, stopped->message);
  } else if (lead != nullptr) {
    const bool needs_guard = leaves && is_ended(*snapshot.history) && !was_stopped(snapshot);
    history.state = needs_guard ? CheckState::needs_guard : CheckState::breaks;
    history.reason = difference_words(*lead);
    if (needs_guard) history.reason += "; this instance has ended, one in flight there would break";
  } else if (snapshot.report && snapshot.report->has_errors()) {
    const auto& remarks = snapshot.report->remarks;
    const auto lost = std::find_if(remarks.begin(), remarks.end(), [](const auto& remark) {
      return remark.severity == Severity::error;
    });
    leave_unjudged(run, CheckTrouble::unreadable,
                   "what could be read agrees, but the file is not whole: " +
                       clause(lost->message));
  } else {
    history.state = CheckState::safe;
    history.reason = safe_words(history, rules.is_strict) +
                     unrun_words(*snapshot.history, history.passes);
  }
  const std::string_view reserved = reconstructed_words(snapshot);
  if (!reserved.empty()) history.reason += fmt::format("; {}", reserved);
}

}  // namespace core::session
