// Cause by experiment: the same passes run again in worlds that differ in one condition each. What
// changes the calls is the cause (DESIGN 4; UX 4.7). Used by `replay --prove`, `check --prove` and
// the window. Every run is a process of its own; nothing here acts on the world.
#pragma once

#include "core/session/session.h"

namespace core::session {

/// The snapshot with Trace::experiments filled, one of each condition, and its findings made again,
/// so that their causes are ranked by them. A snapshot without a trace is replayed first. An
/// experiment that cannot be made says so; only what stops all of them is an error. Progress counts
/// experiments. Errors: those of replay.
base::Result<SnapshotPtr> prove(const SnapshotPtr& snapshot, const ReplayRequest& request,
                                const base::WorkContext& work);

}  // namespace core::session
