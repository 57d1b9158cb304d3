// A trace of one pass told in order: tasks are made, yielded, settled. For rules about what the
// code did rather than about the history.
#pragma once

#include <string>
#include <vector>

#include "tests/core/diagnostics/story.h"

namespace tests {

class PassStory {
 public:
  /// Makes the next task; its handle is the number of tasks before it.
  PassStory& makes(model::ActionKind kind, const std::string& name,
                   std::vector<std::uint32_t> children = {});
  PassStory& sets_status(const std::string& json);
  PassStory& yields(std::uint32_t handle);
  /// What the code hears of before it goes on; the next yield or end is reached during `event`.
  PassStory& settles(std::uint32_t handle, std::uint32_t event, bool ok = true,
                     std::vector<std::uint32_t> children = {});
  /// The next yield or end is reached while this event is processed.
  PassStory& during(std::uint32_t event);
  PassStory& is_replaying(std::uint32_t yield, bool flag);
  PassStory& notes(const std::string& kind, const std::string& detail, bool is_refused = false);

  model::Trace waits(std::shared_ptr<const model::History> history);
  model::Trace returns(std::shared_ptr<const model::History> history);
  model::Trace raises(std::shared_ptr<const model::History> history, const std::string& type,
                      const std::string& message);

 private:
  model::Trace end(std::shared_ptr<const model::History> history);

  model::Segment segment_;
  model::Trace trace_;
  model::Pass pass_;
  std::uint32_t tasks_ = 0;
};

}  // namespace tests
