#include "app/shell/layout.h"

#include <gtest/gtest.h>

#include <limits>

namespace app::shell {
namespace {

using panels::Region;
using widgets::Box;

const Box kArea{{0, 90}, {1280, 690}};

float size_of(const Box& box) { return box.width() * box.height(); }

Layout lay_out_with(const std::array<bool, panels::kRegions>& occupied) {
  widgets::Ui ui;
  ui.scale = 1;
  return lay_out(ui, kArea, LayoutShares{}, occupied);
}

float covered(const Layout& layout) {
  float sum = 0;
  for (const Box& box : layout.regions) sum += size_of(box);
  for (const Box& box : layout.borders) sum += size_of(box);
  return sum;
}

TEST(Layout, RegionsAndBordersFillTheArea) {
  EXPECT_FLOAT_EQ(covered(lay_out_with({true, true, true, true, true, true})), size_of(kArea));
  EXPECT_FLOAT_EQ(covered(lay_out_with({false, true, true, true, true, true})), size_of(kArea));
}

TEST(Layout, EmptyRegionsGiveTheirRoomAway) {
  const Layout alone = lay_out_with({false, true, false, false, false, false});
  EXPECT_FLOAT_EQ(size_of(alone.region(Region::centre)), size_of(kArea));
  const Layout no_state = lay_out_with({false, true, true, false, true, true});
  EXPECT_FLOAT_EQ(size_of(no_state.region(Region::right_bottom)), 0);
  EXPECT_FLOAT_EQ(no_state.region(Region::right_top).max.y, no_state.region(Region::centre).max.y);
}

TEST(Layout, DraggedBordersStayWithinLimits) {
  LayoutShares shares;
  drag_border(shares, Border::right, -128, kArea);
  EXPECT_FLOAT_EQ(shares.right, LayoutShares{}.right + 0.1f);
  drag_border(shares, Border::right, -100'000, kArea);
  EXPECT_LE(shares.right, 0.6f);
  drag_border(shares, Border::bottom, 100'000, kArea);
  EXPECT_GE(shares.bottom, 0.12f);
}

TEST(Layout, SharesFromAFileAreMadeUsable) {
  LayoutShares wild;
  wild.left = -3;
  wild.right = 1e30f;
  wild.bottom = std::numeric_limits<float>::quiet_NaN();
  const LayoutShares safe = usable(wild);
  EXPECT_FLOAT_EQ(safe.left, 0.08f);
  EXPECT_FLOAT_EQ(safe.right, 0.6f);
  EXPECT_FLOAT_EQ(safe.bottom, LayoutShares{}.bottom);
  EXPECT_EQ(usable(LayoutShares{}), LayoutShares{});
}

}  // namespace
}  // namespace app::shell
