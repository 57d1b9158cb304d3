// One Temporal or Cadence event as an event of the timeline: a table of kinds, and where each kind
// keeps name, payload and links. Source: SEMANTICS 2i.
#pragma once

#include <string>

#include "core/importers/common/json_members.h"
#include "core/importers/common/timeline.h"

namespace core::importers {

/// What the kind of an event means for the passes.
enum class TemporalRole {
  pass_begin,  ///< WorkflowTaskStarted, DecisionTaskStarted
  pass_end,    ///< WorkflowTaskCompleted
  command,     ///< written because the workflow asked
  came_in      ///< everything else
};

struct TemporalEvent {
  TimelineEvent event;
  TemporalRole role = TemporalRole::came_in;
};
/// `members` are the event's, `raw` is the whole event.
TemporalEvent read_temporal_event(const JsonMembers& members, std::string_view raw,
                                  const EventPlace& place);
/// Whether a type's word or name ("EVENT_TYPE_TIMER_FIRED") is one that this reader has a row for.
bool is_temporal_kind(std::string_view type);
/// "EVENT_TYPE_TIMER_FIRED" and "TimerFired" as "timerfired", Cadence's decisions as workflow
/// tasks.
std::string temporal_word(std::string_view type);
/// Payloads as the code saw them: base64 of JSON or text decoded, several as a JSON array; what is
/// encrypted or binary stays as it stands.
model::Payload temporal_payload(const JsonMember* member);

}  // namespace core::importers
