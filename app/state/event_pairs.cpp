#include "app/state/event_pairs.h"

#include <unordered_map>

namespace app::state {

namespace {

/// The latest schedule of each id. Ids are small numbers in nearly every history, so they index a
/// column; a map holds the odd rest.
class LatestById {
 public:
  explicit LatestById(std::size_t events) : dense_(events + 1, model::kNoEvent) {}

  model::EventIndex& operator[](model::EventId id) {
    const auto value = static_cast<std::size_t>(id.value);
    if (id.value >= 0 && value < dense_.size()) return dense_[value];
    return sparse_.try_emplace(id, model::kNoEvent).first->second;
  }

 private:
  std::vector<model::EventIndex> dense_;
  std::unordered_map<model::EventId, model::EventIndex> sparse_;
};

}  // namespace

EventPairs::EventPairs(const model::History& history)
    : partners_(history.size(), model::kNoEvent) {
  LatestById latest(history.size());
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    if (model::is_schedule(event.type())) {
      latest[event.id()] = event.index();
    } else if (event.link() != model::kNoEventId && model::is_completion(event.type())) {
      const model::EventIndex schedule = latest[event.link()];
      if (schedule == model::kNoEvent) continue;
      partners_[i] = schedule;
      // A duplicate completion points at its schedule; the schedule keeps the first, which counted.
      if (partners_[schedule.value] == model::kNoEvent) partners_[schedule.value] = event.index();
    }
  }
}

}  // namespace app::state
