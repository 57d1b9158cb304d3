// The command line: picks the sub-command and runs it. Called by main.
#pragma once

#include <vector>

#include "app/cli/command.h"

namespace app::cli {

/// The whole program. A first argument that exists or holds '/' or '.' is a file for `open`, else
/// it names a command (DESIGN 9).
ExitCode run(const Arguments& arguments, Console& console);

}  // namespace app::cli
