// The JSON that the Functions host hands to a worker for one pass, made again from a History.
// Read by an installed SDK (--sdk real). Source: SEMANTICS 2a and 1.4 (IsPlayed).
#pragma once

#include <string>

#include "core/model/history.h"
#include "core/orchestrators/orchestrator.h"

namespace core::orchestrators {

/// The payload of pass `begin.pass`; beyond the last episode, all events and nothing new.
std::string worker_payload(const model::History& history, const Begin& begin);

}  // namespace core::orchestrators
