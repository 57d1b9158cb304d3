// Where the past of a request ends: protobuf events have no IsPlayed, the list that an event stands
// in says it. Pure.
#pragma once

#include <cstddef>

#include "core/model/history.h"

namespace core::exporters {

/// How many events go into `pastEvents`: up to the beginning of an episode, or all, so that as many
/// flags as possible are what they were; the later border where two are as good.
std::size_t past_events(const model::History& history);

/// Whether the list says of this event what its flag says: inbound events of the past were played.
bool is_played_kept(const model::EventView& event, std::size_t border);

}  // namespace core::exporters
