// The code's calls beside the recorded ones, after the two have parted: runs the code once or twice
// more in runs of its own, led by the history. Called by replay; changes nothing of its trace's
// passes. Private to this folder.
#pragma once

#include <optional>

#include "core/engine/flavour.h"
#include "core/model/trace.h"
#include "core/orchestrators/orchestrator.h"

namespace core::session {

/// Empty where no run could be opened, the code could not be run to the end of its passes, or the
/// flavour's platform checks nothing. Code that cannot be led to its end only fills `stopped`.
/// Error: cancelled.
base::Result<std::optional<model::Alignment>> align_with_history(orchestrators::Target& target,
                                                                 const model::Trace& trace,
                                                                 const engine::Flavour& flavour,
                                                                 const base::WorkContext& work);

}  // namespace core::session
