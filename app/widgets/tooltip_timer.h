// When a tooltip may open: after the mouse has rested for a moment, or at once where another one
// was open in the frame before, so that a walk along a row reads like a list. UI thread only.
#pragma once

#include "app/widgets/imgui_compat.h"

namespace app::widgets {

class TooltipTimer {
 public:
  /// How long the mouse rests before the first one opens, in seconds.
  static constexpr double kRest = 0.4;

  /// Once a frame, before anything is drawn. Any move, button or wheel begins the rest anew.
  void begin_frame();
  /// Whether a tooltip asked for now opens; if not yet, is_pending() is true until it does.
  bool may_open();
  /// Something waits for the mouse to rest: a frame is due in seconds_left().
  bool is_pending() const { return is_pending_; }
  double seconds_left() const;

 private:
  ImVec2 mouse_{-1, -1};
  double rests_since_ = 0;
  bool was_open_ = false, is_open_ = false, is_pending_ = false;
};

}  // namespace app::widgets
