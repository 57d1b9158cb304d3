#include "app/commands/command_table.h"
#include "app/commands/rows.h"
#include "app/state/locator.h"

namespace app::commands {

namespace {

using state::AppState;
using state::Focus;
using state::Move;

template <Move kMove>
void move(CommandContext& context, const Argument&) {
  AppState& state = context.state;
  state::StepResult result = state::step(state.reading->stops, state.focus, kMove);
  if (auto* refused = std::get_if<state::Refused>(&result)) {
    state.notice = std::move(refused->reason);
    return;
  }
  state.has_moved = true;
  Focus focus = std::move(std::get<state::Moved>(result).focus);
  if (state::is_run(kMove)) {
    state::jump_to(state, std::move(focus));
  } else {
    state::set_focus(state, std::move(focus));
  }
}

std::string can_go_back(const AppState& state) {
  return state.trail.can_go_back() ? "" : "There is no earlier place to go back to";
}

std::string can_go_forward(const AppState& state) {
  return state.trail.can_go_forward() ? "" : "There is no place to go forward to";
}

void trail_back(CommandContext& context, const Argument&) {
  state::set_focus(context.state, context.state.trail.go_back(context.state.focus));
}

void trail_forward(CommandContext& context, const Argument&) {
  state::set_focus(context.state, context.state.trail.go_forward(context.state.focus));
}

void select_place(CommandContext& context, const Argument& argument) {
  const auto& place = std::get<PlaceArgument>(argument);
  Focus focus{.instance = context.state.focus.instance, .pass = place.pass, .stop = place.stop};
  focus.picked.child = place.child;
  select_focus(context.state, std::move(focus));
}

void select_clicked_event(CommandContext& context, const Argument& argument) {
  select_event(context.state, std::get<EventArgument>(argument).event);
}

void select_line(CommandContext& context, const Argument& argument) {
  AppState& state = context.state;
  const auto& line = std::get<state::SourceLine>(argument);
  if (auto focus = state::focus_of_line(*state.reading, line, state.focus)) {
    select_focus(state, std::move(*focus));
    return;
  }
  Focus focus = state.focus;
  focus.picked.line = line;
  select_focus(state, std::move(focus));
  state.notice = "No yield was reached on this line";
}

/// An outer frame, or a line that evidence names: the place stays, the source goes there.
void show_line(CommandContext& context, const Argument& argument) {
  Focus focus = context.state.focus;
  focus.picked.line = std::get<state::SourceLine>(argument);
  select_focus(context.state, std::move(focus));
}

void show_finding(AppState& state, std::size_t position) {
  if (position >= state.reading->findings.size()) return;
  const core::model::Finding& finding = state.reading->findings[position];
  if (auto focus = state::focus_of_place(*state.reading, finding.place, state.focus)) {
    select_focus(state, std::move(*focus));
  }
  state.finding = position;
}

void select_finding(CommandContext& context, const Argument& argument) {
  show_finding(context.state, std::get<NumberArgument>(argument).number);
}

void next_finding(CommandContext& context, const Argument&) {
  AppState& state = context.state;
  const std::size_t count = state.reading->findings.size();
  show_finding(state, state.finding ? (*state.finding + 1) % count : 0);
}

void previous_finding(CommandContext& context, const Argument&) {
  AppState& state = context.state;
  const std::size_t count = state.reading->findings.size();
  show_finding(state, state.finding ? (*state.finding + count - 1) % count : count - 1);
}

void copy_locator(CommandContext& context, const Argument&) {
  const std::string text = state::locator_text(context.state);
  if (context.copy_text) context.copy_text(text);
  context.state.notice = "Copied " + text;
}

std::vector<Command> step_rows() {
  return {
      {.id = "replay.right", .title = "Next yield", .description = "Next stop of this pass.",
       .menu = "Replay", .chords = chords({"Right"}), .search = "step", .repeats = true,
       .enabled = needs_passes, .run = move<Move::right>},
      {.id = "replay.left", .title = "Previous yield",
       .description = "Previous stop of this pass.", .menu = "Replay", .chords = chords({"Left"}),
       .search = "step back", .repeats = true, .enabled = needs_passes, .run = move<Move::left>},
      {.id = "replay.down", .title = "Same yield, next pass",
       .description = "The same yield one pass later.", .menu = "Replay",
       .chords = chords({"Down"}), .search = "step", .repeats = true, .enabled = needs_passes,
       .run = move<Move::down>},
      {.id = "replay.up", .title = "Same yield, previous pass",
       .description = "The same yield one pass earlier.", .menu = "Replay",
       .chords = chords({"Up"}), .search = "step back", .repeats = true, .enabled = needs_passes,
       .run = move<Move::up>},
      {.id = "replay.forward", .title = "Step forward",
       .description = "Next stop, going on into the next pass.", .menu = "Replay",
       .chords = chords({"F10"}), .search = "step over", .repeats = true, .enabled = needs_passes,
       .run = move<Move::forward>},
      {.id = "replay.back", .title = "Step back",
       .description = "Previous stop, going back into the pass before.", .menu = "Replay",
       .chords = chords({"Shift+F10"}), .search = "step over reverse", .repeats = true,
       .enabled = needs_passes, .run = move<Move::back>},
  };
}

std::vector<Command> run_rows() {
  return {
      {.id = "replay.next_fresh", .title = "Next fresh yield",
       .description = "Next yield that its pass goes past for the first time.", .menu = "Replay",
       .chords = chords({"F7"}), .search = "new edge", .repeats = true, .begins_group = true,
       .enabled = needs_passes, .run = move<Move::next_fresh>},
      {.id = "replay.previous_fresh", .title = "Previous fresh yield",
       .description = "Previous yield that its pass goes past for the first time.",
       .menu = "Replay", .chords = chords({"Shift+F7"}), .search = "new edge", .repeats = true,
       .enabled = needs_passes, .run = move<Move::previous_fresh>},
      {.id = "replay.to_divergence", .title = "To the divergence",
       .description = "The first place where the code leaves the history.", .menu = "Replay",
       .chords = chords({"F6"}), .search = "non-deterministic red differs",
       .enabled = needs_passes, .run = move<Move::to_divergence>},
      {.id = "replay.first_pass", .title = "First pass",
       .description = "The same yield in the first pass.", .menu = "Replay",
       .chords = chords({"Home"}), .enabled = needs_passes, .run = move<Move::first_pass>},
      {.id = "replay.last_pass", .title = "Last pass",
       .description = "The same yield in the last pass.", .menu = "Replay",
       .chords = chords({"End"}), .enabled = needs_passes, .run = move<Move::last_pass>},
      {.id = "replay.page_up", .title = "Ten passes up", .description = "Ten passes earlier.",
       .menu = "Replay", .chords = chords({"PageUp"}), .repeats = true, .enabled = needs_passes,
       .run = move<Move::page_up>},
      {.id = "replay.page_down", .title = "Ten passes down", .description = "Ten passes later.",
       .menu = "Replay", .chords = chords({"PageDown"}), .repeats = true,
       .enabled = needs_passes, .run = move<Move::page_down>},
      {.id = "replay.next_finding", .title = "Next finding",
       .description = "Goes to the place of the next finding.", .menu = "Replay",
       .chords = chords({"F8"}), .search = "diagnostic error", .repeats = true,
       .begins_group = true, .enabled = needs_findings, .run = next_finding},
      {.id = "replay.previous_finding", .title = "Previous finding",
       .description = "Goes to the place of the previous finding.", .menu = "Replay",
       .chords = chords({"Shift+F8"}), .search = "diagnostic error", .repeats = true,
       .enabled = needs_findings, .run = previous_finding},
  };
}

std::vector<Command> place_rows() {
  return {
      {.id = "replay.trail_back", .title = "Back",
       .description = "The place before the last click or run.", .menu = "Replay",
       .chords = chords({"Alt+Left"}), .search = "focus history", .repeats = true,
       .begins_group = true, .enabled = can_go_back, .run = trail_back},
      {.id = "replay.trail_forward", .title = "Forward",
       .description = "The place that Back came from.", .menu = "Replay",
       .chords = chords({"Alt+Right"}), .search = "focus history", .repeats = true,
       .enabled = can_go_forward, .run = trail_forward},
      {.id = "replay.copy_locator", .title = "Copy this place",
       .description = "Copies the locator of the focus, such as p5.y4.", .menu = "Replay",
       .chords = chords({"Ctrl+Shift+C"}), .search = "locator clipboard",
       .enabled = needs_passes, .run = copy_locator},
      {.id = "replay.select_place", .title = "Go to this place",
       .description = "Moves the focus to the cell or task that was clicked.",
       .takes = Takes::place, .enabled = needs_passes, .run = select_place},
      {.id = "replay.select_event", .title = "Go to this event",
       .description = "Moves the focus to where the clicked event matters.",
       .takes = Takes::event, .enabled = needs_passes, .run = select_clicked_event},
      {.id = "replay.select_line", .title = "Go to this line",
       .description = "Moves the focus to a yield on the clicked source line.",
       .takes = Takes::line, .enabled = needs_passes, .run = select_line},
      {.id = "replay.show_line", .title = "Show this line",
       .description = "Shows the source line of an outer frame or of a noted read.",
       .takes = Takes::line, .enabled = needs_passes, .run = show_line},
      {.id = "replay.select_finding", .title = "Go to this finding",
       .description = "Moves the focus to the place of the clicked finding.",
       .takes = Takes::number, .enabled = needs_findings, .run = select_finding},
  };
}

}  // namespace

std::vector<Command> replay_commands() {
  std::vector<Command> rows = step_rows();
  for (auto part : {run_rows(), place_rows()}) {
    rows.insert(rows.end(), part.begin(), part.end());
  }
  return rows;
}

}  // namespace app::commands
