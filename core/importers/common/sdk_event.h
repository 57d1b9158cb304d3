// One event of the newer Durable Task SDKs, from its members to those of a DTFx event. The same
// events are written as protobuf JSON, by three export dialects and by the Dapr fork, each with
// its own spelling; names are folded before they are compared. Events about entities become
// EventSent and EventRaised, as the Functions host itself translates them.
// Source: SEMANTICS 1.3b, 2f. One thread.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "core/importers/common/event_fields.h"
#include "core/importers/common/event_intake.h"
#include "core/importers/common/json_members.h"

namespace core::importers {

/// How absent numbers are to be read.
enum class Zeros { written, omitted };

/// What the SDKs call a kind of event: DTFx's type behind it and whether it was translated.
struct SdkType {
  model::EventType type = model::EventType::unknown;
  bool is_translated = false;  ///< an event about entities
  bool is_dapr = false;        ///< an event that only Dapr has
};
/// By any spelling ("taskScheduled", "TaskScheduledEvent", "childWorkflowInstanceCreated"); empty
/// when nobody knows it.
std::optional<SdkType> sdk_type_of(std::string_view name);
/// By the text or DTFx's number in a member of that kind.
std::optional<SdkType> sdk_type_of_text(char kind, std::string_view text);

/// Translates one event after the other.
class SdkEvent {
 public:
  /// `type` is the file's word for the kind; `head` holds eventId and timestamp, `body` the rest
  /// (the same object where the format is flat). Views in `fields` live until the next call.
  model::EventType translate(std::string_view type, const JsonMembers& head,
                             const JsonMembers& body, Zeros zeros, EventFields& fields);

 private:
  void put_members(const JsonMembers& members, model::EventType type, EventFields& fields);
  void put_member(const JsonMember& member, Field field, EventFields& fields);
  void put_dapr(const JsonMembers& head, const JsonMembers& body, EventFields& fields);
  void put_zeros(model::EventType type, EventFields& fields);
  void put_entity(std::string_view type, const JsonMembers& body, EventFields& fields);
  void put_instance(const JsonMember& member, EventFields& fields);
  void put_parent(const JsonMember& member, EventFields& fields);
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  std::deque<std::string> texts_;
};

/// A whole number, also one that JavaScript keeps as {"low", "high"}; empty when it is none.
std::optional<std::int64_t> long_of(const JsonMember& member);
/// A time as text: as it stands, or made of {"seconds", "nanos"}; empty when it is neither.
std::string time_text(const JsonMember& member);
/// "ORCHESTRATION_STATUS_CONTINUED_AS_NEW", "ContinuedAsNew" and 2 without their prefix and bars.
std::string status_text(const JsonMember& member);
/// The same as a status; unknown when nobody knows it.
model::RuntimeStatus status_of_member(const JsonMember& member);

}  // namespace core::importers
