#include <array>

#include "app/cli/command.h"

namespace app::cli {

std::span<const Command> commands() {
  static const auto table = std::to_array<Command>(
      {open_command(), info_command(), replay_command(), check_command(),
       diff_command(), convert_command(), simulate_command(), rules_command()});
  return table;
}

}  // namespace app::cli
