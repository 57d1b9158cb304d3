// Which of the things that are known may have made a difference, the surest first: experiments,
// what the watch noted before it, an exception, the code itself (UX 4.7). Called by diagnose when
// all rules have run.
#pragma once

#include <vector>

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

/// Fills Finding::causes of findings about differences. Where the first is likely or proven,
/// Finding::cause says the same, and Finding::fix what helps against it.
void rank_causes(std::vector<model::Finding>& findings, const Subject& subject);

}  // namespace core::diagnostics
