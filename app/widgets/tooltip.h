// Tooltips within the budget of UX 4.9: a title, a few lines, one hint line. They appear when the
// mouse has rested for a moment (tooltip_timer.h) and stay inside the window.
#pragma once

#include <string_view>

#include "app/widgets/ui.h"

namespace app::widgets {

/// True while a tooltip is open; then add lines and call end_tooltip.
bool begin_tooltip(Ui& ui, bool is_hovered);
void tooltip_title(Ui& ui, std::string_view text);
void tooltip_line(const Ui& ui, std::string_view text);
/// A line with a quiet name in front: "line  order.py:31".
void tooltip_field(const Ui& ui, std::string_view name, std::string_view value);
void tooltip_hint(const Ui& ui, std::string_view text);
void end_tooltip();

/// The whole of a simple one for the item submitted last.
void tooltip_for_item(Ui& ui, std::string_view title, std::string_view line,
                      std::string_view key);

}  // namespace app::widgets
