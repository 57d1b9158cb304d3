// The trail of places that runs and clicks left: Alt+Left and Alt+Right, as in a browser.
#pragma once

#include <optional>
#include <vector>

#include "app/state/focus.h"

namespace app::state {

class FocusHistory {
 public:
  /// Notes the place that a run or click is leaving; the forward trail is dropped.
  void leave(const Focus& from);
  bool can_go_back() const { return !back_.empty(); }
  bool can_go_forward() const { return !forward_.empty(); }
  /// The place to go to; `from` goes onto the other trail. REQUIRES: can_go_back().
  Focus go_back(const Focus& from);
  /// REQUIRES: can_go_forward().
  Focus go_forward(const Focus& from);
  void clear();

 private:
  std::vector<Focus> back_;
  std::vector<Focus> forward_;
};

}  // namespace app::state
