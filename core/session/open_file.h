// One file or one folder of recordings as a document: what a corpus consists of. Private to
// core/session.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/session/session.h"

namespace core::session {

/// A folder stands for the recordings in it. Errors: those of read_file, import.*, trace.*,
/// recording.*, cancelled.
base::Result<std::shared_ptr<Document>> open_file(const std::filesystem::path& file,
                                                  const base::WorkContext& work,
                                                  const OpenOptions& options);

/// The recordings of the folder itself, in the order of their names.
std::vector<std::filesystem::path> recordings_in(const std::filesystem::path& folder);

}  // namespace core::session
