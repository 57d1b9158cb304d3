// Runs a scenario file by the basic executor: one pass, answered from the scenario's table.
#pragma once

#include "core/session/session.h"

namespace core::session {

/// A verification of the scenario that did not hold.
struct FailedExpectation {
  std::string what, expected, actual;
};

struct SimulationRun {
  SnapshotPtr snapshot;  ///< a history that the answers made, and the trace of one pass over it
  std::vector<FailedExpectation> failures;
};

/// Of the request, target and flavour override the scenario's where they are given.
/// Errors: those of read_file, scenario.*, target.*, orchestrator.*, cancelled.
base::Result<SimulationRun> simulate(const std::filesystem::path& scenario_file,
                                     const ReplayRequest& request, const base::WorkContext& work);

}  // namespace core::session
