// A finding as an issue to be filed: Markdown with the card, the versions and, unless told
// otherwise, no values. Used by the window.
#pragma once

#include <string>

#include "core/session/session.h"

namespace core::session {

enum class IssueValues : std::uint8_t { redacted, shown };

/// Ends with a newline. `finding` is one of the snapshot's or its trace's.
std::string issue_text(const Snapshot& snapshot, const model::Finding& finding, IssueValues values);

}  // namespace core::session
