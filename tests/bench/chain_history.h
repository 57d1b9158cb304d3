// The finished history of a chain of calls, one a pass: what the replay benchmarks run against.
#pragma once

#include <cstdint>
#include <memory>

#include "core/model/history.h"

namespace bench {

/// `calls` passes that schedule Step(0), Step(1) …, each answered with its own input, and the pass
/// that returns `calls`: the history of `chain` in chain.py and of native:chain.
std::shared_ptr<const core::model::History> chain_history(std::int64_t calls);

}  // namespace bench
