// The table of all commands, its look-ups, and running a queue of them.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "app/commands/command.h"
#include "app/commands/queue.h"

namespace app::commands {

/// The menus in order.
inline constexpr std::array<std::string_view, 5> kMenus = {"File", "View", "Replay", "Finding",
                                                           "Help"};

class CommandTable {
 public:
  CommandTable();

  std::span<const Command> rows() const { return rows_; }
  /// Null when no row has that id.
  const Command* find(std::string_view id) const;
  /// The row that a chord runs; null when none does.
  const Command* find(const Chord& chord) const;
  /// "" or why the command cannot be run now.
  std::string refusal(const Command& command, const state::AppState& state) const;

  /// Runs what was queued, in order. A refused command leaves its reason in state.notice.
  void run(CommandQueue& queue, CommandContext& context) const;
  void run(const Invocation& invocation, CommandContext& context) const;

 private:
  std::vector<Command> rows_;
};

/// The rows, menu by menu; concatenated by the table.
std::vector<Command> file_commands();
std::vector<Command> view_commands();
std::vector<Command> replay_commands();
std::vector<Command> finding_commands();
std::vector<Command> help_commands();

}  // namespace app::commands
