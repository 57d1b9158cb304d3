// Which passes of a history are run. Source: DESIGN 5, "Which passes are run".
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/engine/replay.h"

namespace core::engine {

/// Numbers of the passes to run, ascending. Errors: engine.no_such_pass.
base::Result<std::vector<std::uint32_t>> select_passes(const model::History& history,
                                                       const ReplayOptions& options);

/// Whether the platform would run the code once more over the whole history: it does not when the
/// history ends inside an episode, nor when the execution has ended.
bool has_confirming_pass(const model::History& history);

}  // namespace core::engine
