#include "app/commands/command_table.h"
#include "app/commands/rows.h"

namespace app::commands {

namespace {

void show_keys(CommandContext& context, const Argument&) {
  using state::Dialog;
  Dialog& dialog = context.state.dialog;
  dialog = dialog == Dialog::key_sheet ? Dialog::none : Dialog::key_sheet;
}

}  // namespace

std::vector<Command> help_commands() {
  return {
      {.id = "help.keys", .title = "Keys",
       .description = "Shows every command with its keys; the same key closes the sheet.",
       .menu = "Help", .chords = chords({"?", "F1"}), .search = "shortcut keyboard help sheet",
       .enabled = always, .run = show_keys},
  };
}

}  // namespace app::commands
