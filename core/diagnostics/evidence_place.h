// Where something that the watch noted was read or done: what findings and causes point at.
#pragma once

#include "core/model/trace.h"

namespace core::diagnostics {

/// Pass, yield and, where the trace knows it, the line of the source.
model::FindingPlace place_of(const model::Trace& trace, const model::Evidence& evidence);

}  // namespace core::diagnostics
