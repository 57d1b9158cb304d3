#include <algorithm>

#include "app/commands/command_table.h"
#include "app/commands/rows.h"

namespace app::commands {

namespace {

using core::model::Finding;
using core::model::FindingPlace;
using state::AppState;
using state::Dialog;

/// The finding whose card is shown. REQUIRES: needs_findings is empty.
const Finding& shown(const AppState& state) {
  return state.reading->findings[*state::shown_finding(state)];
}

bool is_nowhere(const FindingPlace& place) { return place == FindingPlace{}; }

/// A lone event leads to where it matters, everything else to the place itself.
void go_to_place(AppState& state, const FindingPlace& place) {
  const bool is_event = !place.pass && place.file.empty() && place.event != core::model::kNoEvent;
  if (is_event) return select_event(state, place.event);
  if (auto focus = state::focus_of_place(*state.reading, place, state.focus)) {
    select_focus(state, std::move(*focus));
  }
}

void go_to(CommandContext& context, const Argument& argument) {
  go_to_place(context.state, std::get<FindingPlace>(argument));
}

std::string has_cause_place(const AppState& state) {
  if (std::string reason = needs_findings(state); !reason.empty()) return reason;
  const auto& causes = shown(state).causes;
  const bool has_place = std::any_of(causes.begin(), causes.end(), [](const auto& cause) {
    return !is_nowhere(cause.place);
  });
  return has_place ? "" : "No cause of this finding has a known place";
}

/// To the surest cause that has a place.
void step_to_cause(CommandContext& context, const Argument&) {
  for (const core::model::Cause& cause : shown(context.state).causes) {
    if (!is_nowhere(cause.place)) return go_to_place(context.state, cause.place);
  }
}

std::string has_sides(const AppState& state) {
  if (std::string reason = needs_findings(state); !reason.empty()) return reason;
  const Finding& finding = shown(state);
  return finding.expected.empty() && finding.actual.empty() ? "This finding has no two sides" : "";
}

void compare(CommandContext& context, const Argument&) { context.state.dialog = Dialog::compare; }

std::string has_edit(const AppState& state) {
  if (std::string reason = needs_findings(state); !reason.empty()) return reason;
  return shown(state).edit ? "" : "This finding has no edit of the code";
}

void copy_edit(CommandContext& context, const Argument&) {
  if (context.copy_text) context.copy_text(shown(context.state).edit->after);
  context.state.notice = "Copied the edit";
}

void explain(CommandContext& context, const Argument&) {
  context.state.rule = shown(context.state).id;
  context.state.dialog = Dialog::rules;
}

}  // namespace

std::vector<Command> finding_commands() {
  return {
      {.id = "finding.go_to", .title = "Go to this part of the finding",
       .description = "Moves the focus to the line, the yield or the event that was clicked.",
       .takes = Takes::finding_place, .enabled = needs_passes, .run = go_to},
      {.id = "finding.step_to_cause", .title = "Step to the cause",
       .description = "Goes to the place of the surest cause of the finding.", .menu = "Finding",
       .chords = chords({"Shift+F6"}), .search = "why cause reason", .enabled = has_cause_place,
       .run = step_to_cause},
      {.id = "finding.compare", .title = "Compare both sides…",
       .description = "Shows what the history recorded beside what the code asks for, whole.",
       .menu = "Finding", .chords = chords({"Ctrl+Shift+D"}),
       .search = "expected actual payload difference diff", .enabled = has_sides, .run = compare},
      {.id = "finding.copy_edit", .title = "Copy the edit",
       .description = "Copies the lines that would mend the code; nothing is written.",
       .menu = "Finding", .chords = chords({"Ctrl+Shift+E"}), .search = "fix patch clipboard",
       .enabled = has_edit, .run = copy_edit},
      {.id = "finding.explain", .title = "Explain the rule",
       .description = "Opens the rule of the finding in the list of rules.", .menu = "Finding",
       .chords = chords({"Shift+F1"}), .search = "help rule id meaning",
       .begins_group = true, .enabled = needs_findings, .run = explain},
  };
}

}  // namespace app::commands
