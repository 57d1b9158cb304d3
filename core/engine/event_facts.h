// What has to be decoded from a history's payloads to replay it: whether a result is JSON at all,
// which request an EventSent carries, what an entity answered. Decoded once an event, kept over all
// passes; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/model/history.h"

namespace core::engine {

/// Whether the platform can have counted that id: from 0 up, one for each action. Anything else was
/// damaged on its way here, and says nothing about the code. Source: SEMANTICS 1.3; 3.3, step 5.
bool is_sequence_id(model::EventId id, const model::History& history);

/// An entity's answer as the SDK sees it. Source: SEMANTICS 1.2, 3.1 (set_task_value).
struct EntityReply {
  bool ok = true;
  std::string text;  ///< ok: JSON text of the value; else the exception's message
};

/// Reads a History that may still grow at its end.
class EventFacts {
 public:
  explicit EventFacts(const model::History& history) : history_(&history) {}

  const model::History& history() const { return *history_; }

  /// Throws PythonError as json.loads does when the event's payload is not JSON.
  void check_json(model::EventIndex event);
  /// The `id` member of an EventSent's input. Throws PythonError when there is none.
  const std::string& entity_request_id(model::EventIndex event);
  /// As above, but empty when there is none.
  std::string_view find_entity_request_id(model::EventIndex event);
  /// An EventRaised that answers an entity call. Throws PythonError as the SDK breaks.
  const EntityReply& entity_reply(model::EventIndex event);
  /// Whether a failure says that a retry is pointless: FailureDetails.IsNonRetriable.
  bool is_non_retriable(model::EventIndex event) const;
  /// statusCode of an HTTP call's answer; 0 when it has none.
  std::int64_t http_status(model::EventIndex event) const;
  /// Value of a completion as the code gets it; absent stands for None.
  model::Payload value_of(model::EventIndex event) const;
  /// str() of the exception that the SDK makes of a failure: "<Reason> \n <Details>".
  std::string failure_of(model::EventIndex event) const;

 private:
  const model::History* history_;
  std::vector<bool> known_json_;
  std::unordered_map<std::uint32_t, std::string> request_ids_;
  std::unordered_map<std::uint32_t, EntityReply> replies_;
};

}  // namespace core::engine
