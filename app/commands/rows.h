// Building blocks of the command rows: chords as text, and the reasons why a command cannot run.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands/chord.h"
#include "app/state/app_state.h"

namespace app::commands {

/// REQUIRES: every text is a chord.
std::vector<Chord> chords(std::initializer_list<std::string_view> texts);

/// Each is an `enabled` of a row: "" or the reason.
std::string always(const state::AppState& state);
std::string needs_file(const state::AppState& state);
/// A history that code can be run over.
std::string needs_replayable(const state::AppState& state);
std::string needs_passes(const state::AppState& state);
std::string needs_trace(const state::AppState& state);
std::string needs_target(const state::AppState& state);
std::string needs_findings(const state::AppState& state);

/// Moves the focus there as a click does: Alt+Left leads back.
void select_focus(state::AppState& state, state::Focus focus);
/// To the place where the event matters.
void select_event(state::AppState& state, core::model::EventIndex event);

}  // namespace app::commands
