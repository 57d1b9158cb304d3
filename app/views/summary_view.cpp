#include "app/views/summary_view.h"

#include <algorithm>

#include "app/state/locator.h"
#include "app/views/event_text.h"
#include "core/base/match.h"
#include "core/base/text.h"

namespace app::views {

namespace {

using model::EventType;

/// How the recorded history ends, in words; empty when it does not say.
std::string recorded_end(const model::History& history) {
  for (std::size_t i = history.size(); i-- > 0;) {
    const model::EventView event = history[i];
    switch (event.type()) {
      case EventType::execution_completed: {
        const auto status = event.status();
        return status == model::RuntimeStatus::unknown
                   ? "completed" : core::base::to_lower_ascii(name_of(status));
      }
      case EventType::execution_failed: return "failed";
      case EventType::execution_terminated: return "was terminated";
      case EventType::execution_suspended: return "is suspended";
      case EventType::continue_as_new: return "continued as new";
      default: break;
    }
  }
  return "";
}

/// Whether the code came to its end in the last pass.
bool has_returned(const state::Reading& reading) {
  const model::Trace* trace = reading.trace();
  if (trace == nullptr || trace->passes.empty()) return false;
  return std::holds_alternative<model::Returned>(trace->passes.back().outcome.what);
}

/// Whether any pass begins where the file does not say it.
bool has_inferred_passes(const model::History& history) {
  const auto episodes = history.episodes();
  return std::any_of(episodes.begin(), episodes.end(), [&](const model::Episode& episode) {
    return history.at(episode.begin).is_inferred(model::Inferable::event);
  });
}

std::string headline_of(const state::Reading& reading) {
  const model::History& history = reading.history();
  std::string name = history.envelope().name;
  if (name.empty()) name = reading.snapshot->instance_id;
  if (name.empty()) name = "This instance";
  std::size_t passes = 0;
  for (const auto& pass : reading.stops.passes) passes += pass.is_confirming ? 0 : 1;
  const std::string end = recorded_end(history);
  const std::string count = (has_inferred_passes(history) ? "~" : "") +
                            core::base::count_of(passes, "pass");
  if (end.empty() && has_returned(reading)) {
    return core::base::printable(name) + " returned after " + count + ", its end is not recorded";
  }
  if (end.empty()) return core::base::printable(name) + " is not finished after " + count;
  return core::base::printable(name) + " " + end + " after " + count;
}

std::string waiting_text(const state::Reading& reading) {
  const model::Trace& trace = *reading.trace();
  if (trace.passes.empty()) return "";
  const model::PassIndex last{static_cast<std::uint32_t>(trace.passes.size() - 1)};
  const model::Pass& pass = trace.passes.back();
  if (!std::holds_alternative<model::Waiting>(pass.outcome.what) || pass.length == 0) return "";
  const model::YieldIndex yield{pass.length - 1};
  std::string text = "Waits at y" + std::to_string(pass.length) + " for " +
                     yield_label(trace, last, yield);
  const model::History& history = reading.history();
  if (history.size() > 0) {
    const model::EventView last_event = history[history.size() - 1];
    const std::string since =
        marked(last_event, model::Inferable::timestamp, time_text(last_event.timestamp()));
    if (!since.empty()) text += " since " + since;
  }
  return text;
}

std::string divergence_text(const state::Reading& reading) {
  const model::Divergence& divergence = *reading.trace()->divergence;
  const state::Focus place = first_focus(reading.stops, 0);
  return "The code leaves the history at " + locator_of(reading.stops, place) + ": history " +
         divergence.expected + ", code " + divergence.actual;
}

/// The worst finding, with how many others there are.
std::string findings_text(const state::Reading& reading) {
  const model::Finding& worst = reading.findings.front();
  std::string text = worst.id + ": " + core::base::printable(worst.message);
  if (reading.findings.size() > 1) {
    text += " (and " + core::base::count_of(reading.findings.size() - 1, "other finding") + ")";
  }
  return text;
}

std::string memory_text(std::size_t bytes) {
  constexpr std::size_t kKibi = 1024;
  if (bytes < kKibi * kKibi) return std::to_string((bytes + kKibi - 1) / kKibi) + " KiB";
  return std::to_string((bytes + kKibi * kKibi - 1) / (kKibi * kKibi)) + " MiB";
}

}  // namespace

SummaryView build_summary_view(const state::Reading& reading) {
  SummaryView view;
  view.version = reading.version();
  view.headline = headline_of(reading);
  const model::Trace* trace = reading.trace();
  if (trace != nullptr && trace->divergence) {
    view.severity = model::Severity::error;
    view.verdict = divergence_text(reading);
    return view;
  }
  if (!reading.findings.empty() &&
      reading.findings.front().severity != model::Severity::information) {
    view.severity = reading.findings.front().severity;
    view.verdict = findings_text(reading);
    return view;
  }
  if (trace == nullptr) {
    view.verdict = reading.no_run.empty()
                       ? "The code was not run: attach an orchestrator to see its yields"
                       : reading.no_run;
    return view;
  }
  view.is_clean = true;
  view.verdict = waiting_text(reading);
  return view;
}

namespace {

/// "Python 3.11.2" of "Python 3.11.2 at /usr/bin/python3 (from PATH)"; the status bar says it all.
std::string short_interpreter(const std::string& interpreter) {
  return interpreter.substr(0, interpreter.find(" at "));
}

/// "4 passes", or which of them were run: "ran 9 of 1,001 passes".
std::string passes_text(const state::Reading& reading) {
  const std::size_t all = reading.history().episodes().size();
  std::size_t run = 0;
  for (const auto& pass : reading.stops.passes) run += pass.is_confirming ? 0 : 1;
  if (run >= all) return core::base::count_of(reading.stops.passes.size(), "pass");
  return "ran " + std::to_string(run) + " of " + core::base::count_of(all, "pass");
}

}  // namespace

std::vector<std::string> code_marks(const model::Trace& trace) {
  const model::OrchestratorIdentity& code = trace.orchestrator;
  std::vector<std::string> marks;
  const auto add = [&marks](const std::string& text) {
    if (!text.empty()) marks.push_back(core::base::printable(text));
  };
  add(code.interpreter.empty() ? code.language : short_interpreter(code.interpreter));
  if (!code.sdk.empty()) add("SDK " + code.sdk);
  add(trace.flavour);
  return marks;
}

StatusView build_status_view(const state::Reading& reading) {
  StatusView view;
  const core::session::Snapshot& snapshot = *reading.snapshot;
  const auto add = [&view](std::string part) {
    if (!part.empty()) view.parts.push_back(std::move(part));
  };
  add(snapshot.format);
  if (snapshot.report && snapshot.report->fidelity != model::Fidelity::exact) {
    add(reading.reconstructed.empty()
            ? "fidelity: " + std::string(name_of(snapshot.report->fidelity))
            : "fidelity: ~ " + reading.reconstructed);
  }
  add(core::base::count_of(reading.history().size(), "event"));
  if (const model::Trace* trace = reading.trace()) {
    add(passes_text(reading));
    add(trace->orchestrator.function.empty()
            ? trace->orchestrator.file
            : trace->orchestrator.file + ":" + trace->orchestrator.function);
    add(trace->orchestrator.interpreter);
    if (!trace->orchestrator.sdk.empty()) add("SDK " + trace->orchestrator.sdk);
    add(trace->flavour);
  }
  add(memory_text(reading.history().memory_bytes()));
  return view;
}

std::string position_text(const state::AppState& state) {
  if (!state.reading || state.reading->stops.passes.empty()) return "";
  const state::Stops& stops = state.reading->stops;
  const state::PassStops& pass = stops[state.focus.pass];
  std::string text = "pass " + std::to_string(pass.number) + "/" +
                     std::to_string(stops.passes.back().number);
  switch (state.focus.stop.kind) {
    case state::Stop::Kind::start: text += " · start"; break;
    case state::Stop::Kind::end: text += " · end"; break;
    case state::Stop::Kind::yield:
      text += " · yield " + std::to_string(state.focus.stop.yield.value + 1) + "/" +
              std::to_string(pass.length);
      break;
  }
  if (state.derived.event != model::kNoEvent) {
    text += " · " + event_number(state.reading->history(), state.derived.event);
  }
  return text;
}

}  // namespace app::views
