#include "app/commands/command_table.h"

#include <algorithm>
#include <utility>

namespace app::commands {

namespace {

bool fits(Takes takes, const Argument& argument) {
  switch (takes) {
    case Takes::nothing: return true;
    case Takes::place: return std::holds_alternative<PlaceArgument>(argument);
    case Takes::event: return std::holds_alternative<EventArgument>(argument);
    case Takes::line: return std::holds_alternative<state::SourceLine>(argument);
    case Takes::number: return std::holds_alternative<NumberArgument>(argument);
    case Takes::text: return std::holds_alternative<TextArgument>(argument);
    case Takes::paths: return std::holds_alternative<PathsArgument>(argument);
    case Takes::finding_place: return std::holds_alternative<core::model::FindingPlace>(argument);
  }
  return false;
}

}  // namespace

CommandTable::CommandTable() {
  for (auto part : {file_commands(), view_commands(), replay_commands(), finding_commands(),
                    help_commands()}) {
    std::move(part.begin(), part.end(), std::back_inserter(rows_));
  }
}

const Command* CommandTable::find(std::string_view id) const {
  const auto row = std::find_if(rows_.begin(), rows_.end(),
                                [id](const Command& command) { return command.id == id; });
  return row == rows_.end() ? nullptr : &*row;
}

const Command* CommandTable::find(const Chord& chord) const {
  for (const Command& command : rows_) {
    const auto& own = command.chords;
    if (std::find(own.begin(), own.end(), chord) != own.end()) return &command;
  }
  return nullptr;
}

std::string CommandTable::refusal(const Command& command, const state::AppState& state) const {
  return command.enabled(state);
}

void CommandTable::run(CommandQueue& queue, CommandContext& context) const {
  for (const Invocation& invocation : queue.take()) run(invocation, context);
}

void CommandTable::run(const Invocation& invocation, CommandContext& context) const {
  const Command* command = find(invocation.id);
  core::base::check(command != nullptr, "panels invoke rows of the command table");
  core::base::check(fits(command->takes, invocation.argument),
                    "an invocation brings the argument that its row takes");
  std::string reason = refusal(*command, context.state);
  if (!reason.empty()) {
    context.state.notice = std::move(reason);
    return;
  }
  command->run(context, invocation.argument);
}

}  // namespace app::commands
