#include <algorithm>

#include "app/commands/command_table.h"
#include "app/commands/document_jobs.h"
#include "app/commands/rows.h"
#include "core/base/text.h"

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
  return state::has_two_sides(shown(state)) ? "" : "This finding has no two sides";
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

std::string is_idle(const AppState& state) {
  return state.job ? "Wait for the running job, or cancel it" : "";
}

std::string can_prove(const AppState& state) {
  if (std::string reason = needs_trace(state); !reason.empty()) return reason;
  if (std::string reason = needs_target(state); !reason.empty()) return reason;
  return is_idle(state);
}

void prove(CommandContext& context, const Argument&) { context.jobs.prove(context.state); }

std::string can_accept(const AppState& state) {
  if (std::string reason = needs_findings(state); !reason.empty()) return reason;
  const Finding& finding = shown(state);
  if (finding.is_consequence) {
    return finding.follows_from.empty() ? "It only follows from another finding: accept that one"
                                        : "It only follows from " + finding.follows_from +
                                              ": accept that one";
  }
  return is_idle(state);
}

void accept_box(CommandContext& context, const Argument&) {
  context.state.dialog = Dialog::accept_finding;
}

void accept(CommandContext& context, const Argument& argument) {
  AppState& state = context.state;
  std::string reason(core::base::trim(std::get<TextArgument>(argument).text));
  if (reason.empty()) {
    state.notice = "A finding is accepted only with a reason";
    return;
  }
  state.dialog = Dialog::none;
  context.jobs.accept(state, *state::shown_finding(state), std::move(reason));
}

std::string is_accepted(const AppState& state) {
  if (std::string reason = needs_findings(state); !reason.empty()) return reason;
  if (state.accepted.reason_of(*state::shown_finding(state)) == nullptr) {
    return "This finding was not accepted";
  }
  return is_idle(state);
}

void take_back(CommandContext& context, const Argument&) {
  context.jobs.accept(context.state, *state::shown_finding(context.state), std::nullopt);
}

std::string can_copy_issue(const AppState& state) {
  if (std::string reason = needs_findings(state); !reason.empty()) return reason;
  return is_idle(state);
}

template <core::session::IssueValues kValues>
void copy_issue(CommandContext& context, const Argument&) {
  context.jobs.copy_issue(context.state, *state::shown_finding(context.state), kValues);
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
      {.id = "finding.prove", .title = "Prove the cause",
       .description = "Runs the code again with the clock, random values, hash order or environment "
                      "changed, and shows what changes its calls.",
       .menu = "Finding", .chords = chords({"Ctrl+F6"}), .search = "experiment cause why clock",
       .enabled = can_prove, .run = prove},
      {.id = "finding.copy_issue", .title = "Copy as an issue",
       .description = "Copies the card as Markdown; values are replaced by their kind and size.",
       .menu = "Finding", .chords = chords({"Ctrl+Shift+I"}),
       .search = "markdown report github redact", .begins_group = true,
       .enabled = can_copy_issue, .run = copy_issue<core::session::IssueValues::redacted>},
      {.id = "finding.copy_issue_values", .title = "Copy as an issue, with values",
       .description = "Copies the card as Markdown with the recorded and computed values.",
       .menu = "Finding", .search = "markdown report payload", .enabled = can_copy_issue,
       .run = copy_issue<core::session::IssueValues::shown>},
      {.id = "finding.accept_box", .title = "Accept with a reason…",
       .description = "Writes into the project's baseline why this finding is all right; `check` "
                      "then leaves it out.",
       .menu = "Finding", .chords = chords({"Ctrl+Shift+A"}),
       .search = "suppress ignore baseline reason", .begins_group = true,
       .enabled = can_accept, .run = accept_box},
      {.id = "finding.accept", .title = "Accept for this reason",
       .description = "Accepts the finding for the reason that was typed.", .takes = Takes::text,
       .enabled = can_accept, .run = accept},
      {.id = "finding.take_back", .title = "Take the acceptance back",
       .description = "Takes the finding out of the baseline again.", .menu = "Finding",
       .search = "baseline undo accept", .enabled = is_accepted, .run = take_back},
      {.id = "finding.explain", .title = "Explain the rule",
       .description = "Opens the rule of the finding in the list of rules.", .menu = "Finding",
       .chords = chords({"Shift+F1"}), .search = "help rule id meaning",
       .begins_group = true, .enabled = needs_findings, .run = explain},
  };
}

}  // namespace app::commands
