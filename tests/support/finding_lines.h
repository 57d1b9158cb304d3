// Findings in a few words each, for files of expectations: what a person must be able to rely on,
// without texts that may be worded better one day.
#pragma once

#include <string>

#include "core/session/session.h"

namespace tests {

/// One line a finding: id, severity, what it follows from, locator or event, file:line, kind. Below
/// it the first cause with its confidence, where causes are known. "nothing" where there is none.
std::string finding_lines(const core::session::Snapshot& snapshot);

}  // namespace tests
