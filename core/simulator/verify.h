// Holds a scenario's `verify` against what came out. Rules: FORMAT.md, Verify.
#pragma once

#include <vector>

#include "core/simulator/simulate.h"

namespace core::simulator {

/// REQUIRES: the trace has one pass.
std::vector<Failure> verify(const Scenario& scenario, const model::Trace& trace);

}  // namespace core::simulator
