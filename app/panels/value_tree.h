// A value as a tree that unfolds: names in one column, values beside them. What changed since the
// previous yield is bold; what differs from the previous pass carries a tint.
#pragma once

#include <span>
#include <string_view>

#include "app/views/value_node.h"
#include "app/widgets/ui.h"

namespace app::panels {

/// Draws the nodes below each other in the current window. `id` keeps what is open apart and is
/// the prefix in the UI map.
void draw_value_tree(widgets::Ui& ui, std::string_view id, std::span<const views::ValueNode> nodes,
                     float name_width);

}  // namespace app::panels
