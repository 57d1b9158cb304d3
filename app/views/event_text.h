// One event in a few words, as the matrix, the tables and the tooltips say it.
#pragma once

#include <string>
#include <vector>

#include "app/state/reading.h"

namespace app::views {

/// The moment as text, empty where it stands for none: formats without times count from 1970, and
/// .NET's default is the year 1.
std::string time_text(core::base::Timestamp time);
/// As time_text(), the time of day alone.
std::string clock_text(core::base::Timestamp time);

/// With "~" before it when the importer worked the value out; an empty text stays empty.
std::string marked(const core::model::EventView& event, core::model::Inferable value,
                   std::string text);
/// "worked out, not in the file: id, time"; empty when every value is in the file.
std::string inferred_text(const core::model::EventView& event);
/// How each of them was worked out, a sentence each: "id: counted in the order of the calls".
std::vector<std::string> inferred_reasons(const core::model::EventView& event);

/// What a pass was woken by: "Hello done", "Hello failed", "timer fired", "Approval raised".
std::string trigger_word(const core::model::History& history, const state::EventPairs& pairs,
                         core::model::EventIndex event);
/// All inbound events of a pass: "start", "2 × Hello done, timer fired".
std::string trigger_text(const core::model::History& history, const state::EventPairs& pairs,
                         std::span<const core::model::EventIndex> events);
/// "event 23", with "~" before it when it, or its place, was worked out.
std::string event_number(const core::model::History& history, core::model::EventIndex event);
/// "event 23 TaskCompleted", marked in the same way; empty for kNoEvent.
std::string event_title(const core::model::History& history, core::model::EventIndex event);
/// The name of the call: the event's own, else that of the schedule it answers.
std::string_view call_name(const core::model::History& history, const state::EventPairs& pairs,
                           core::model::EventIndex event);

}  // namespace app::views
