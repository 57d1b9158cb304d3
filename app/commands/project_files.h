// What stands beside the code: the settings of the project and the baseline of accepted findings.
// Reads and writes files, so it is called on a job's thread.
#pragma once

#include <optional>
#include <string>

#include "app/state/acceptances.h"
#include "app/state/reading.h"
#include "core/session/settings.h"

namespace app::commands {

using core::session::ProjectSettings;

/// The nearest settings: of the target when one was named, else of the history. Empty when there
/// are none. Errors: those of read_settings.
core::base::Result<std::optional<ProjectSettings>> settings_for(const std::string& target,
                                                                const std::string& history);
/// The request with what the settings say wherever it was left as it is by default.
core::session::ReplayRequest filled(core::session::ReplayRequest request,
                                    const std::optional<ProjectSettings>& settings);

/// Where accepting writes: what the settings name, else beside them, else beside the history.
std::filesystem::path baseline_file(const std::optional<ProjectSettings>& settings,
                                    const std::string& history);
/// What the baseline accepts of the reading's findings. Errors: those of read_baseline.
core::base::Result<state::Acceptances> read_acceptances(
    const state::Reading& reading, const std::string& history,
    const std::filesystem::path& baseline);
/// Writes the reason for one finding, or takes its acceptance back when there is none.
/// Errors: those of read_baseline and write_baseline.
core::base::Result<state::Acceptances> change_acceptance(
    const state::Reading& reading, const std::string& history,
    const std::filesystem::path& baseline, std::size_t finding,
    const std::optional<std::string>& reason);

}  // namespace app::commands
