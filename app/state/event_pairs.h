// Which event answers which: scheduled with completed, both ways, for a whole history. Built once
// (also for a million events), read by the history table and the timeline.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/history.h"

namespace app::state {

namespace model = core::model;

class EventPairs {
 public:
  EventPairs() = default;
  explicit EventPairs(const model::History& history);

  /// The completion of a schedule, or the schedule of a completion; kNoEvent when there is none.
  model::EventIndex partner_of(model::EventIndex event) const {
    return event.value < partners_.size() ? partners_[event.value] : model::kNoEvent;
  }

 private:
  std::vector<model::EventIndex> partners_;
};

}  // namespace app::state
