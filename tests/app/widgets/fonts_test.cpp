#include "app/widgets/fonts.h"

#include <gtest/gtest.h>

namespace app::widgets {
namespace {

TEST(CollectCodePoints, LatinGreekAndCyrillicAreAlwaysThere) {
  std::vector<ImWchar> wanted;
  EXPECT_FALSE(collect_code_points("Zürich Ελλάδα Москва → … ▲", wanted));
  EXPECT_TRUE(wanted.empty());
}

TEST(CollectCodePoints, OthersAreCollectedOnceAndInOrder) {
  std::vector<ImWchar> wanted;
  EXPECT_TRUE(collect_code_points("東京, 京都", wanted));
  EXPECT_EQ(wanted, (std::vector<ImWchar>{0x4eac, 0x6771, 0x90fd}));
  EXPECT_FALSE(collect_code_points("京都", wanted));
}

TEST(CollectCodePoints, DamagedAndHighCodePointsAreHarmless) {
  std::vector<ImWchar> wanted;
  EXPECT_FALSE(collect_code_points("\xff\xe6\x9d cut \xf0\x9f\x98\x80", wanted));
  EXPECT_TRUE(wanted.empty());
}

}  // namespace
}  // namespace app::widgets
