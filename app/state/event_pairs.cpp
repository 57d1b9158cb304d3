#include "app/state/event_pairs.h"

namespace app::state {

EventPairs::EventPairs(const model::History& history)
    : partners_(history.size(), model::kNoEvent) {
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    const auto schedule = history.scheduled_by(event.index());
    if (!schedule) continue;
    partners_[i] = *schedule;
    // A duplicate completion points at its schedule; the schedule keeps the first, which counted.
    model::EventIndex& completion = partners_[schedule->value];
    if (completion == model::kNoEvent) completion = event.index();
  }
}

}  // namespace app::state
