// Makes the snapshots that everybody reads. Private to this folder.
#pragma once

#include "core/session/session.h"

namespace core::session {

/// The snapshot with its version set; versions grow through the whole process.
SnapshotPtr seal(Snapshot snapshot);

/// Which of the files that places name may be read: all, when our own run named them; only those
/// inside the folder, when a file on disk did.
enum class SourceScope : std::uint8_t { all, inside };

/// Ends of the source lines removed; at most 64 files of at most 4 MiB, those that can be read.
std::vector<Snapshot::SourceFile> read_sources(const model::Trace& trace,
                                               const std::filesystem::path& folder,
                                               SourceScope scope);

/// Hash of the orchestrator's own file; empty when it cannot be read.
std::string hash_of_source(const model::Trace& trace, const std::filesystem::path& folder);

/// All findings about the snapshot's history and trace.
std::vector<model::Finding> findings_of(const Snapshot& snapshot, const model::Trace* trace);

}  // namespace core::session
