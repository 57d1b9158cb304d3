#include "app/panels/matrix_layout.h"

#include <algorithm>
#include <cmath>

namespace app::panels {
namespace {

std::uint32_t clamp_index(float value, std::uint32_t count) {
  return static_cast<std::uint32_t>(std::clamp(value, 0.f, static_cast<float>(count)));
}

}  // namespace

std::uint32_t MatrixLayout::first_row() const {
  return clamp_index(std::floor(scroll_y / cell_height), rows);
}
std::uint32_t MatrixLayout::end_row() const {
  return clamp_index(std::ceil((scroll_y + cells.height()) / cell_height), rows);
}
std::uint32_t MatrixLayout::first_column() const {
  return clamp_index(std::floor((scroll_x - start) / cell_width), columns);
}
std::uint32_t MatrixLayout::end_column() const {
  return clamp_index(std::ceil((scroll_x - start + cells.width()) / cell_width), columns);
}

widgets::Box MatrixLayout::cell_box(std::uint32_t row, std::uint32_t column) const {
  const float gap_x = cell_width >= 10 * gap ? gap : cell_width >= 4 ? 1.f : 0.f;
  const float gap_y = cell_height >= 6 * gap ? gap : cell_height >= 4 ? 1.f : 0.f;
  const float x = std::round(x_of(column));
  const float y = std::round(y_of(row));
  return {{x + gap_x, y + gap_y},
          {std::max(std::round(x_of(column + 1)) - gap_x, x + 1),
           std::max(std::round(y_of(row + 1)) - gap_y, y + 1)}};
}

std::optional<std::uint32_t> MatrixLayout::row_at(float y) const {
  const float row = std::floor((y - cells.min.y + scroll_y) / cell_height);
  if (row < 0 || row >= static_cast<float>(rows)) return std::nullopt;
  return static_cast<std::uint32_t>(row);
}

state::Stop MatrixLayout::stop_at(float x, std::uint32_t length) const {
  const float column = std::floor((x - cells.min.x + scroll_x - start) / cell_width);
  if (column < 0) return state::Stop::start();
  if (column >= static_cast<float>(length)) return state::Stop::end();
  return state::Stop::at(core::model::YieldIndex{static_cast<std::uint32_t>(column)});
}

MatrixLayout lay_out_matrix(const widgets::Ui& ui, const widgets::Box& area, std::uint32_t rows,
                            std::uint32_t columns, const MatrixZoom& zoom) {
  MatrixLayout at;
  at.area = area;
  at.rows = rows;
  at.columns = columns;
  at.gutter = area.width() < ui.px(640) ? ui.px(140) : ui.px(192);
  at.gap = ui.px(2);
  at.header = ui.px(56);
  at.legend = ui.px(36);
  at.start = ui.px(20);
  at.outcome = area.width() < ui.px(640) ? ui.px(120) : ui.px(184);
  at.cells = {{area.min.x + at.gutter, area.min.y + at.header},
              {area.max.x, area.max.y - at.legend}};
  const float room = at.cells.width() - at.start - at.outcome;
  const float fit = room / static_cast<float>(std::max(columns, 1u));
  const float fit_height = at.cells.height() / static_cast<float>(std::max(rows, 1u));
  at.cell_width = std::clamp(std::floor(fit), ui.px(44), ui.px(192));
  at.cell_height = std::clamp(std::floor(fit_height), ui.px(26), ui.px(44));
  if (zoom.cells != 1) {
    at.cell_width = std::clamp(at.cell_width * zoom.cells, 0.05f, ui.px(320));
    at.cell_height = std::clamp(at.cell_height * std::sqrt(zoom.cells), 0.05f, ui.px(40));
  }
  return at;
}

}  // namespace app::panels
