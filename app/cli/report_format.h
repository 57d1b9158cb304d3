// --format of replay and simulate: the one place that knows the four forms.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "core/session/session.h"

namespace CLI {
class App;
}

namespace app::cli {

/// text, trace, states, staircase.
void add_format_option(CLI::App& app, std::string& format);

/// Prints the snapshot. Without a trace only `text` can be printed; the others complain.
ExitCode print_report(const core::session::Snapshot& snapshot, const std::string& format,
                      Console& console);

}  // namespace app::cli
