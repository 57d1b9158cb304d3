// One event in a few words, as the matrix, the tables and the tooltips say it.
#pragma once

#include <string>

#include "app/state/reading.h"

namespace app::views {

/// What a pass was woken by: "Hello done", "Hello failed", "timer fired", "Approval raised".
std::string trigger_word(const core::model::History& history, const state::EventPairs& pairs,
                         core::model::EventIndex event);
/// All inbound events of a pass: "start", "2 × Hello done, timer fired".
std::string trigger_text(const core::model::History& history, const state::EventPairs& pairs,
                         std::span<const core::model::EventIndex> events);
/// "event 23 TaskCompleted"; empty for kNoEvent.
std::string event_title(const core::model::History& history, core::model::EventIndex event);
/// The name of the call: the event's own, else that of the schedule it answers.
std::string_view call_name(const core::model::History& history, const state::EventPairs& pairs,
                           core::model::EventIndex event);

}  // namespace app::views
