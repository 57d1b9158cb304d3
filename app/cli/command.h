// One sub-command: its name, its line in the overview and its code, one file each (x_command.cpp).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"

namespace app::cli {

using Arguments = std::vector<std::string>;

/// One row of the command table.
struct Command {
  std::string_view name;
  std::string_view arguments;  ///< "FILE [--orchestrator TARGET]"
  std::string_view summary;
  ExitCode (*run)(const Arguments& arguments, Console& console);
};

/// In the order of the overview; read by dispatch and by `--help`.
std::span<const Command> commands();

Command open_command();
Command info_command();
Command replay_command();
Command check_command();
Command diff_command();
Command convert_command();
Command simulate_command();
Command rules_command();

}  // namespace app::cli
