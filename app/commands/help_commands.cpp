#include "app/commands/command_table.h"
#include "app/commands/rows.h"

namespace app::commands {

namespace {

void show_keys(CommandContext& context, const Argument&) {
  using state::Dialog;
  Dialog& dialog = context.state.dialog;
  dialog = dialog == Dialog::key_sheet ? Dialog::none : Dialog::key_sheet;
}

void show_rules(CommandContext& context, const Argument&) {
  context.state.dialog = state::Dialog::rules;
}

void explain_rule(CommandContext& context, const Argument& argument) {
  context.state.rule = std::get<TextArgument>(argument).text;
  context.state.dialog = state::Dialog::rules;
}

}  // namespace

std::vector<Command> help_commands() {
  return {
      {.id = "help.keys", .title = "Keys",
       .description = "Shows every command with its keys; the same key closes the sheet.",
       .menu = "Help", .chords = chords({"?", "F1"}), .search = "shortcut keyboard help sheet",
       .enabled = always, .run = show_keys},
      {.id = "help.rules", .title = "Rules…",
       .description = "Lists every rule with what it means and what to do about it.",
       .menu = "Help", .chords = chords({"Ctrl+F1"}), .search = "diagnostics explain id YS",
       .enabled = always, .run = show_rules},
      {.id = "help.explain_rule", .title = "Explain this rule",
       .description = "Shows the rule that was clicked in the list of rules.",
       .takes = Takes::text, .enabled = always, .run = explain_rule},
  };
}

}  // namespace app::commands
