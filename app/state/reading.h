// One snapshot with what the window derives from it once: stops, event pairs, all findings. Made
// on a job's thread, then shared read-only with every view.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/state/event_pairs.h"
#include "app/state/evidence_index.h"
#include "app/state/stops.h"
#include "core/session/session.h"

namespace app::state {

struct Reading {
  core::session::SnapshotPtr snapshot;  ///< never null
  Stops stops;
  EventPairs pairs;
  EvidenceIndex evidence;  ///< of the trace; empty without one
  /// Those of the snapshot and of its trace, each once, worst first, then by place; what follows
  /// from one stands behind it, and behind them all what follows from none that is named.
  std::vector<model::Finding> findings;
  /// Why no code can be run over it, and what to open instead; empty where it can.
  std::string no_run, instead;
  /// "ids and pass bounds are reconstructed"; empty where nothing was.
  std::string reconstructed;

  const model::History& history() const { return *snapshot->history; }
  const model::Trace* trace() const { return snapshot->trace.get(); }
  std::uint64_t version() const { return snapshot->version; }
};
using ReadingPtr = std::shared_ptr<const Reading>;

/// Whether the finding sets what was recorded beside what the code does, of which one may be
/// nothing; others only show what was found.
bool has_two_sides(const model::Finding& finding);

/// REQUIRES: the snapshot has a history.
ReadingPtr build_reading(core::session::SnapshotPtr snapshot);

}  // namespace app::state
