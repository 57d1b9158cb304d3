// The basic executor: one pass, each task answered from the scenario the moment the code waits for
// it, stopped by the return value (DESIGN 5, direct execution). Makes a History as it goes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/trace.h"
#include "core/orchestrators/orchestrator.h"
#include "core/simulator/scenario.h"

namespace core::simulator {

/// A verification of the scenario that did not hold, in one sentence with both sides.
struct Failure {
  std::string what, expected, actual;
};

struct Simulation {
  model::Trace trace;  ///< one pass over the history that the answers made
  std::vector<Failure> failures;
};

/// Errors: scenario.flavour, cancelled. A crash of the code ends the trace as NotRun.
base::Result<Simulation> simulate(const Scenario& scenario,
                                  orchestrators::Orchestrator& orchestrator,
                                  const base::WorkContext& work);

}  // namespace core::simulator
