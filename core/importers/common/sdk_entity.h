// The SDKs' own events about entities as the messages that the Functions host makes of them:
// EventSent to the entity, EventRaised with its answer. Source: SEMANTICS 1.2, 1.3b (Extension
// EntityScheduler/RequestMessage.cs, ResponseMessage.cs).
#pragma once

#include <string>
#include <string_view>

#include "core/importers/common/json_members.h"

namespace core::importers {

/// Members of the EventSent or EventRaised.
struct EntityMessage {
  std::string name;    ///< "op", "op@time", "release", or the id that an answer is matched by
  std::string target;  ///< instance id of the entity; empty for an answer
  std::string input;   ///< RequestMessage or ResponseMessage as JSON
};
/// `word` is the folded kind, e.g. "entityoperationcalled".
EntityMessage entity_message(std::string_view word, const JsonMembers& body);

}  // namespace core::importers
