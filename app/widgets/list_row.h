// One row of a list or table that we draw ourselves: the area, whether it was clicked or is pointed
// at, and its background.
#pragma once

#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::widgets {

enum class RowTint { none, related, focused };

struct RowArea {
  Box box;
  bool clicked = false;
  bool hovered = false;
};

/// Takes the whole width of the window at the cursor; `id` is the item's, not the visible row's.
RowArea list_row(const Ui& ui, int id, float height, RowTint tint, float min_width = 1);
/// A quiet heading between groups of rows.
void list_heading(const Ui& ui, std::string_view text);
/// Centred words in the middle of an empty panel: what is missing and what to do.
void empty_note(const Ui& ui, std::string_view title, std::string_view hint);

}  // namespace app::widgets
