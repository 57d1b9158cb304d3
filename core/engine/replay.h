// History + Orchestrator -> Trace: every pass, every yield (DESIGN 5). The SDK's interpreter and
// the platform's run side by side over each pass; neither knows the other.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/flavour.h"
#include "core/model/ledger.h"
#include "core/model/trace.h"
#include "core/orchestrators/orchestrator.h"

namespace core::engine {

/// Which passes are run (DESIGN 5).
struct PassSelection {
  enum class Mode : std::uint8_t { automatic, all, last, one };
  Mode mode = Mode::automatic;
  std::uint32_t number = 0;  ///< of mode one, from 1
};

struct ReplayOptions {
  const Flavour* flavour = nullptr;  ///< null: the default
  PassSelection passes;
  /// Above this many resumed yields `automatic` samples. A count, so results repeat.
  std::uint64_t max_resumed_yields = 2'000'000;
  /// Another run of the same code, for passes out of order: between a sample that agrees and the
  /// first that differs, halves are run until two passes stand side by side. Empty: they are not.
  std::function<base::Result<std::unique_ptr<orchestrators::Orchestrator>>()> open_run;
};

/// Runs the passes and records them. A pass that cannot be run on (crash, time limit) ends as
/// NotRun and the trace is complete up to it: that is no Error. Progress counts passes.
/// Errors: engine.no_events, engine.no_execution_started, engine.no_such_pass, cancelled.
base::Result<model::Trace> replay(orchestrators::Orchestrator& orchestrator,
                                  std::shared_ptr<const model::History> history,
                                  const ReplayOptions& options, const base::WorkContext& work);

/// The state document the SDK would have answered at the end of a pass, folded from its ops.
/// Source: SEMANTICS 3.2.
struct StateDocument {
  bool is_internal = false;  ///< the SDK itself broke: the next three are meaningless
  bool is_done = false;
  std::string actions;      ///< JSON text: array of arrays
  std::int32_t schema = 2;  ///< 1 = V1, whose document carries no schemaVersion
  model::Payload output;    ///< JSON text; absent stands for null
  std::optional<std::string> error;
  std::string error_type;
  model::Payload custom_status;  ///< JSON text; absent when none or falsy
};
StateDocument state_document(const model::Trace& trace, model::PassIndex pass);

/// The calls of a pass with both counters' ids and their events.
model::Ledger ledger(const model::Trace& trace, model::PassIndex pass);

}  // namespace core::engine
