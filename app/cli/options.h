// Parsing of a sub-command's arguments by CLI11, with this program's wording and exit codes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "core/session/session.h"

namespace CLI {
class App;
}

namespace app::cli {

/// Empty when the command shall go on; else what to end with (help was shown, or bad usage).
std::optional<ExitCode> parse(CLI::App& app, const Arguments& arguments, Console& console);

/// --orchestrator, --python, --stub-missing, --sdk, --flavour, --allow: how to run the code.
void add_code_options(CLI::App& app, core::session::ReplayRequest& request);

/// --payloads: what stands beside the files and belongs to them.
void add_payloads_option(CLI::App& app, core::session::OpenOptions& options);

/// --color auto|always|never.
void add_color_option(CLI::App& app, std::string& color);
void apply_color(const std::string& color, Console& console);

}  // namespace app::cli
