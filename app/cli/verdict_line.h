// The first line of every report: what a tired reader must know.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/session/session.h"

namespace app::cli {

/// "three_cities: 4 passes, 3 yields, returned […]; no difference on the recorded paths",
/// "… diverges at p3.y2 orchestrator.py:14: the history has A, the code asks for B", or what the
/// history itself says when no code was run.
std::string verdict_line(const core::session::Snapshot& snapshot);

/// "4 passes, 3 yields, returned […]": the recorded passes that were run and the last one's end.
std::string run_words(const core::model::Trace& trace);

/// Whether a finding of severity error stands in the snapshot.
bool has_error(const core::session::Snapshot& snapshot);
/// Whether a pass could not be run to its end.
bool has_not_run(const core::session::Snapshot& snapshot);

}  // namespace app::cli
