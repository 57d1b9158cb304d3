// One cause, one leading finding: which finding follows from which.
#pragma once

#include <vector>

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

/// Marks what follows from another finding of the list.
void mark_consequences(std::vector<model::Finding>& findings, const Subject& subject);

}  // namespace core::diagnostics
