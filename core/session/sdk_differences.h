// Compares what an installed SDK answered, pass by pass, with the state document that the engine
// predicts (--sdk real). Called by replay; the differences reach diagnostics as evidence in the
// Trace, of kind "sdk_differs" with {"member","sdk","engine"} as their detail.
#pragma once

#include <vector>

#include "core/model/trace.h"
#include "core/orchestrators/python/real_sdk.h"

namespace core::session {

/// Appends a piece of evidence for each member of a document that differs.
void add_sdk_differences(const std::vector<orchestrators::SdkAnswer>& answers,
                         model::Trace& trace);

}  // namespace core::session
