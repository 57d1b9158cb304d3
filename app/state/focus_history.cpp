#include "app/state/focus_history.h"

#include "core/base/check.h"

namespace app::state {

namespace {
constexpr std::size_t kMaxPlaces = 256;

Focus take_last(std::vector<Focus>& places) {
  core::base::check(!places.empty(), "the caller asked whether there is a place to go to");
  Focus place = std::move(places.back());
  places.pop_back();
  return place;
}
}  // namespace

void FocusHistory::leave(const Focus& from) {
  forward_.clear();
  if (!back_.empty() && back_.back() == from) return;
  if (back_.size() == kMaxPlaces) back_.erase(back_.begin());
  back_.push_back(from);
}

Focus FocusHistory::go_back(const Focus& from) {
  Focus place = take_last(back_);
  forward_.push_back(from);
  return place;
}

Focus FocusHistory::go_forward(const Focus& from) {
  Focus place = take_last(forward_);
  back_.push_back(from);
  return place;
}

void FocusHistory::clear() {
  back_.clear();
  forward_.clear();
}

}  // namespace app::state
