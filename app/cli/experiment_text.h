// What became of the code under changed conditions, one line an experiment.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/session/session.h"

namespace app::cli {

/// Empty text when no experiment was asked for.
std::string experiment_text(const core::session::Snapshot& snapshot, const Console& console);

}  // namespace app::cli
