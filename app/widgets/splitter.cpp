#include "app/widgets/splitter.h"

namespace app::widgets {

float splitter(Ui& ui, const char* id, const Box& box, Axis axis) {
  if (box.width() <= 0 || box.height() <= 0) return 0;
  ImGui::SetCursorScreenPos(box.min);
  ImGui::InvisibleButton(id, {box.width(), box.height()});
  ui.map.mark_item(id, "splitter");
  const bool is_hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
  const bool moves_sideways = axis == Axis::horizontal;
  if (is_hot) {
    ImGui::SetMouseCursor(moves_sideways ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float half = ui.px(1);
    const ImVec2 c = box.centre();
    const Box bar = moves_sideways ? Box{{c.x - half, box.min.y}, {c.x + half, box.max.y}}
                                   : Box{{box.min.x, c.y - half}, {box.max.x, c.y + half}};
    list.AddRectFilled(bar.min, bar.max, ui.theme().focus);
  }
  if (!ImGui::IsItemActive()) return 0;
  return moves_sideways ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
}

}  // namespace app::widgets
