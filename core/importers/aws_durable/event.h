// One AWS event as an event of the timeline. Source: SEMANTICS 2j.
#pragma once

#include <map>
#include <string>

#include "core/importers/common/json_members.h"
#include "core/importers/common/timeline.h"

namespace core::importers {

/// An event and what only its list needs.
struct AwsEvent {
  TimelineEvent event;
  std::int64_t number = 0;  ///< EventId: the order
  /// Of InvocationCompleted: when the invocation began.
  std::optional<base::Timestamp> began;
  bool ends_invocation = false;
};

/// Whether the platform has that kind of event ("StepStarted").
bool is_aws_kind(std::string_view word);

/// Gives operations numbers, in the order in which they are first seen.
class AwsEventReader {
 public:
  AwsEvent read(const JsonMembers& members, std::string_view raw, const EventPlace& place);
  /// Values that the service cut.
  std::size_t truncated() const { return truncated_; }

 private:
  model::Payload payload_in(const JsonMember* holder);
  void put_error(const JsonMember* error, TimelineEvent& event);

  std::size_t truncated_ = 0;
  std::map<std::string, std::int64_t, std::less<>> operations_;
};

}  // namespace core::importers
