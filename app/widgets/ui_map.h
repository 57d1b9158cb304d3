// Where the marked widgets stand in this frame, for tests that click by id (STYLE 5.12, GUI). Costs
// one branch a widget when it is off. Ids are ours and stable: "matrix/p2.y1",
// "panel.history/row.12", "menu.file.open".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/imgui_compat.h"

namespace app::widgets {

struct MarkedWidget {
  std::string id;
  std::string label;
  ImVec2 min, max;
  bool enabled = true;
};

/// Collects the widgets of one frame.
class UiMap {
 public:
  void turn_on() { is_on_ = true; }
  bool is_on() const { return is_on_; }
  void begin_frame() { widgets_.clear(); }

  /// A rectangle in window coordinates; nothing is kept when it is clipped away.
  void mark(std::string_view id, ImVec2 min, ImVec2 max, std::string_view label,
            bool enabled = true);
  /// The same with a number at the end of the id: "panel.history/row." and 12.
  void mark(std::string_view prefix, std::uint64_t number, ImVec2 min, ImVec2 max,
            std::string_view label, bool enabled = true);
  /// The widget that ImGui submitted last.
  void mark_item(std::string_view id, std::string_view label, bool enabled = true);

  const std::vector<MarkedWidget>& widgets() const { return widgets_; }

 private:
  bool is_on_ = false;
  std::vector<MarkedWidget> widgets_;
};

}  // namespace app::widgets
