#include "app/commands/rows.h"

#include "core/base/check.h"

namespace app::commands {

std::vector<Chord> chords(std::initializer_list<std::string_view> texts) {
  std::vector<Chord> parsed;
  for (const std::string_view text : texts) {
    const auto chord = parse_chord(text);
    core::base::check(chord.has_value(), "the chords of the command table are well formed");
    parsed.push_back(*chord);
  }
  return parsed;
}

std::string always(const state::AppState&) { return ""; }

std::string needs_file(const state::AppState& state) {
  return state.reading ? "" : "Open a history first";
}

std::string needs_replayable(const state::AppState& state) {
  return state.reading ? state.reading->no_run : needs_file(state);
}

std::string needs_passes(const state::AppState& state) {
  if (!state.reading) return needs_file(state);
  return state.reading->stops.passes.empty() ? "This history has no pass" : "";
}

std::string needs_trace(const state::AppState& state) {
  if (!state.reading) return needs_file(state);
  if (!state.reading->trace() && !state.reading->no_run.empty()) return state.reading->no_run;
  return state.reading->trace() ? "" : "No code was run: attach an orchestrator first";
}

std::string needs_target(const state::AppState& state) {
  if (std::string reason = needs_replayable(state); !reason.empty()) return reason;
  return state.request.target.empty() ? "No orchestrator is attached yet" : "";
}

std::string needs_findings(const state::AppState& state) {
  if (!state.reading) return needs_file(state);
  return state.reading->findings.empty() ? "There are no findings" : "";
}

void select_focus(state::AppState& state, state::Focus focus) {
  state.has_moved = true;
  state::jump_to(state, state::nearest(state.reading->stops, focus));
}

void select_event(state::AppState& state, core::model::EventIndex event) {
  const auto pass = state::pass_of_event(*state.reading, event);
  if (!pass) return;
  core::model::Ledger ledger;
  if (state.reading->trace()) ledger = core::session::ledger(*state.reading->snapshot, *pass);
  select_focus(state, state::focus_of_event(*state.reading, ledger, event, state.focus.instance));
}

}  // namespace app::commands
