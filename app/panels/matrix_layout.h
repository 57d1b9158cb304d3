// Where the cells of the matrix lie: sizes from the room, the count and the zoom; from pixels to
// cells and back. Pure numbers; made anew each frame by the matrix panel.
#pragma once

#include <cstdint>
#include <optional>

#include "app/state/focus.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::panels {

/// What the person set with Ctrl+wheel; 1 is the size that fits best.
struct MatrixZoom {
  float cells = 1;
};

/// A place in the matrix under the mouse.
struct MatrixSpot {
  std::uint32_t row = 0;
  state::Stop stop;
};

/// REQUIRES: rows and columns as the view has them.
struct MatrixLayout {
  widgets::Box area;   ///< everything
  widgets::Box cells;  ///< the part that scrolls
  float gutter = 0;    ///< width left of the cells: pass and trigger
  float header = 0;    ///< height above the cells
  float legend = 0;    ///< height below the cells
  float gap = 0;       ///< around a cell, when cells are large enough for one
  float start = 0;     ///< width of the notch for p1.start
  float outcome = 0;   ///< room for the text after the last cell
  float cell_width = 0, cell_height = 0;
  std::uint32_t rows = 0, columns = 0;
  float scroll_x = 0, scroll_y = 0;

  float content_width() const { return start + static_cast<float>(columns) * cell_width + outcome; }
  float content_height() const { return static_cast<float>(rows) * cell_height; }
  float x_of(std::uint32_t column) const {
    return cells.min.x + start + static_cast<float>(column) * cell_width - scroll_x;
  }
  float y_of(std::uint32_t row) const {
    return cells.min.y + static_cast<float>(row) * cell_height - scroll_y;
  }
  std::uint32_t first_row() const;
  std::uint32_t end_row() const;
  std::uint32_t first_column() const;
  std::uint32_t end_column() const;
  /// The rectangle that is painted for a cell, with its gap.
  widgets::Box cell_box(std::uint32_t row, std::uint32_t column) const;
  /// What lies there; `length` of a row tells where its end begins. Empty outside the rows.
  std::optional<std::uint32_t> row_at(float y) const;
  state::Stop stop_at(float x, std::uint32_t length) const;
};

MatrixLayout lay_out_matrix(const widgets::Ui& ui, const widgets::Box& area, std::uint32_t rows,
                            std::uint32_t columns, const MatrixZoom& zoom);

}  // namespace app::panels
