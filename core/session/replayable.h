// Whether a history can be held against code, and with what reservation. Asked before a replay, a
// check or a proof, and by whoever would offer one. Any thread.
#pragma once

#include <optional>
#include <string_view>

#include "core/session/session.h"

namespace core::session {

/// Why the history cannot be replayed, and in the hint what to open instead; empty when it can.
/// Errors: session.not_replayable; session.value_in_blob where it can once its blobs are there.
std::optional<base::Error> why_not_replayable(const Snapshot& snapshot);

/// "ids and pass bounds are reconstructed", "ids are reconstructed"; empty where neither was.
std::string_view reconstructed_words(const Snapshot& snapshot);

}  // namespace core::session
