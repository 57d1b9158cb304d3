// .yieldscope.json on the command line: found, read, and applied to what the options left open.
#pragma once

#include <filesystem>
#include <optional>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "core/session/settings.h"

namespace CLI {
class App;
}

namespace app::cli {

/// The settings of a file that was found, with a word on members that are none. Empty where there
/// is no file; one that cannot be read is complained of and sets the code.
std::optional<core::session::ProjectSettings> load_settings(
    const std::optional<std::filesystem::path>& file, Console& console, ExitCode& code);

/// How code is run, where no option says it. Allowances that come from the file are said.
void fill_from_settings(const core::session::ProjectSettings& settings, const CLI::App& options,
                        core::session::ReplayRequest& request, Console& console);

/// Whether the target of the settings may be run: --yes was given, or the terminal says so. A no is
/// explained.
bool agree_to_settings(const core::session::ProjectSettings& settings, bool is_agreed,
                       Console& console);

}  // namespace app::cli
