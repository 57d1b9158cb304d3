// Makes the snapshots that everybody reads. Private to this folder.
#pragma once

#include "core/session/session.h"

namespace core::session {

/// The snapshot with its version set; versions grow through the whole process.
SnapshotPtr seal(Snapshot snapshot);

/// Ends of the source lines removed; at most 64 files of at most 4 MiB, those that can be read.
std::vector<Snapshot::SourceFile> read_sources(const model::Trace& trace,
                                               const std::filesystem::path& folder);

/// All findings about the snapshot's history and trace.
std::vector<model::Finding> findings_of(const Snapshot& snapshot, const model::Trace* trace);

}  // namespace core::session
