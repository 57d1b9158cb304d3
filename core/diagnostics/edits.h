// Small edits of the user's source that mend a finding: one line as it stands and as it should be.
// Made at the end of diagnose, only where the resulting line is certain; shown, never applied.
#pragma once

#include <vector>

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

/// Fills Finding::edit of findings whose line is known in `subject.sources`: what a remark of the
/// source says to write instead, the recorded name of a renamed call or awaited event, a signal
/// without its yield, the registered name of a function. Findings that have an edit keep theirs.
void suggest_edits(std::vector<model::Finding>& findings, const Subject& subject);

}  // namespace core::diagnostics
