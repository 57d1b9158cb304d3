#include "app/widgets/tooltip_timer.h"

#include <algorithm>

namespace app::widgets {

void TooltipTimer::begin_frame() {
  const ImGuiIO& io = ImGui::GetIO();
  was_open_ = is_open_;
  is_open_ = false;
  is_pending_ = false;
  const bool has_moved = io.MousePos.x != mouse_.x || io.MousePos.y != mouse_.y;
  if (!has_moved && io.MouseWheel == 0 && !ImGui::IsAnyMouseDown()) return;
  mouse_ = io.MousePos;
  rests_since_ = ImGui::GetTime();
}

bool TooltipTimer::may_open() {
  if (ImGui::IsAnyMouseDown()) return false;
  const bool has_rested = ImGui::GetTime() - rests_since_ >= kRest;
  is_open_ = is_open_ || was_open_ || has_rested;
  is_pending_ = !is_open_;
  return is_open_;
}

double TooltipTimer::seconds_left() const {
  return std::max(kRest - (ImGui::GetTime() - rests_since_), 0.0);
}

}  // namespace app::widgets
