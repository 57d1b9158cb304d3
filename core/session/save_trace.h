// Writes a snapshot's trace as our own file.
#pragma once

#include "core/session/session.h"

namespace core::session {

/// The trace as the text of a *.trace.json file. REQUIRES: the snapshot has a trace.
std::string trace_text(const Snapshot& snapshot);

/// Writes it whole or not at all. Errors: session.no_trace, file.unwritable.
base::Status save_trace(const Snapshot& snapshot, const std::filesystem::path& file);

}  // namespace core::session
