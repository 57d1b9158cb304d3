// A Trace as text that does not depend on who ran the code: no files, lines or exception types.
#pragma once

#include <string>

#include "core/model/trace.h"

namespace conformance {

/// Every pass with its yields, ops, answers, outcome and state document.
std::string to_text(const core::model::Trace& trace);

}  // namespace conformance
