#include "app/widgets/time_ruler.h"

#include <gtest/gtest.h>

namespace app::widgets {
namespace {

constexpr double kSecond = 10'000'000;

TEST(RulerStep, IsARoundNumberOfAUnit) {
  EXPECT_DOUBLE_EQ(ruler_step({0, 3 * kSecond}, 1000, 100), 0.5 * kSecond);
  EXPECT_DOUBLE_EQ(ruler_step({0, 100 * kSecond}, 1000, 100), 10 * kSecond);
  EXPECT_DOUBLE_EQ(ruler_step({0, 3600 * kSecond}, 600, 100), 600 * kSecond);
  EXPECT_DOUBLE_EQ(ruler_step({0, 40 * 86400 * kSecond}, 1000, 100), 4 * 86400 * kSecond);
}

TEST(RulerStep, LeavesRoomForLabels) {
  for (double length = 100; length < 1e15; length *= 3) {
    const double step = ruler_step({0, length}, 800, 88);
    EXPECT_GE(step / length * 800, 88 * 0.999) << length;
  }
}

}  // namespace
}  // namespace app::widgets
