#include "app/panels/matrix_layout.h"

#include <gtest/gtest.h>

namespace app::panels {
namespace {

widgets::Ui make_ui(float scale) {
  widgets::Ui ui;
  ui.scale = scale;
  return ui;
}

MatrixLayout lay_out(float scale, std::uint32_t rows, std::uint32_t columns, float zoom) {
  return lay_out_matrix(make_ui(scale), {{100, 50}, {1000, 500}}, rows, columns, MatrixZoom{zoom});
}

TEST(MatrixLayout, TheCentreOfACellIsThatCell) {
  for (const float scale : {0.75f, 1.f, 2.5f}) {
    MatrixLayout at = lay_out(scale, 40, 40, 1);
    at.scroll_x = 17;
    at.scroll_y = 33;
    for (const std::uint32_t column : {0u, 1u, 39u}) {
      const ImVec2 centre = at.cell_box(7, column).centre();
      EXPECT_EQ(at.row_at(centre.y), 7u);
      EXPECT_EQ(at.stop_at(centre.x, 40), state::Stop::at(core::model::YieldIndex{column}));
    }
  }
}

TEST(MatrixLayout, LeftOfTheCellsIsStartAndRightOfThemIsEnd) {
  const MatrixLayout at = lay_out(1, 4, 3, 1);
  EXPECT_EQ(at.stop_at(at.x_of(0) - 1, 2), state::Stop::start());
  EXPECT_EQ(at.stop_at(at.x_of(2) + 1, 2), state::Stop::end());
  EXPECT_EQ(at.row_at(at.y_of(4) + 1), std::nullopt);
  EXPECT_EQ(at.row_at(at.cells.min.y - 1), std::nullopt);
}

TEST(MatrixLayout, OnlyVisibleCellsAreInRange) {
  MatrixLayout at = lay_out(1, 10'000, 10'000, 1);
  at.scroll_x = 200'000;
  at.scroll_y = 100'000;
  EXPECT_GT(at.first_row(), 3'000u);
  EXPECT_LT(at.end_row() - at.first_row(), 30u);
  EXPECT_LT(at.end_column() - at.first_column(), 30u);
}

TEST(MatrixLayout, ZoomedOutEverythingFits) {
  const MatrixLayout at = lay_out(1, 10'000, 10'000, 0.0005f);
  EXPECT_LT(at.cell_width * 10'000, at.cells.width());
  EXPECT_EQ(at.first_row(), 0u);
  EXPECT_GE(at.cell_box(9'999, 9'999).width(), 1.f);
}

}  // namespace
}  // namespace app::panels
