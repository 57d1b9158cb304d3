#include "app/widgets/ui_map.h"

#include <algorithm>

namespace app::widgets {

void UiMap::mark(std::string_view id, ImVec2 min, ImVec2 max, std::string_view label,
                 bool enabled) {
  if (!is_on_) return;
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 clip_min = list.GetClipRectMin();
  const ImVec2 clip_max = list.GetClipRectMax();
  min = {std::max(min.x, clip_min.x), std::max(min.y, clip_min.y)};
  max = {std::min(max.x, clip_max.x), std::min(max.y, clip_max.y)};
  if (min.x >= max.x || min.y >= max.y) return;
  widgets_.push_back({std::string(id), std::string(label), min, max, enabled});
}

void UiMap::mark(std::string_view prefix, std::uint64_t number, ImVec2 min, ImVec2 max,
                 std::string_view label, bool enabled) {
  if (!is_on_) return;
  std::string id(prefix);
  id += std::to_string(number);
  mark(id, min, max, label, enabled);
}

void UiMap::mark_item(std::string_view id, std::string_view label, bool enabled) {
  if (!is_on_) return;
  mark(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), label, enabled);
}

}  // namespace app::widgets
