// The lists that stand in a Trace by the million.
#include <gtest/gtest.h>

#include <string>

#include "core/model/rare_list.h"
#include "core/model/short_list.h"

namespace core::model {
namespace {

using Short = ShortList<std::string>;
using Rare = RareList<std::string>;

TEST(ShortList, KeepsOrderWhileItGrowsBeyondOne) {
  Short list;
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.begin(), list.end());
  list.push_back("a");
  EXPECT_EQ(list, (Short{"a"}));
  list.push_back("b");
  list.emplace_back() = "c";
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list, (Short{"a", "b", "c"}));
  EXPECT_EQ(list[1], "b");
}

TEST(ShortList, CopiesAreTheirOwnAndMovedFromIsEmpty) {
  Short list{"a", "b"};
  Short copy = list;
  copy[0] = "other";
  EXPECT_EQ(list[0], "a");
  Short moved = std::move(list);
  EXPECT_EQ(moved, (Short{"a", "b"}));
  EXPECT_TRUE(list.empty());  // NOLINT: what a moved list promises
  list.push_back("again");
  EXPECT_EQ(list, (Short{"again"}));
  moved = Short{"one"};
  moved.push_back("two");
  EXPECT_EQ(moved, (Short{"one", "two"}));
}

TEST(ShortList, DiffersByElementAndBySize) {
  EXPECT_NE((Short{"a"}), (Short{"b"}));
  EXPECT_NE((Short{"a"}), (Short{"a", "a"}));
  EXPECT_NE((Short{""}), (Short{}));
}

TEST(RareList, IsAVectorInOnePointer) {
  Rare list;
  EXPECT_EQ(list.size(), 0u);
  EXPECT_EQ(list.begin(), list.end());
  list.push_back("a");
  list.emplace_back("b");
  EXPECT_EQ(list, (Rare{"a", "b"}));
  Rare copy = list;
  copy[1] = "other";
  EXPECT_EQ(list[1], "b");
  const Rare* const itself = &copy;
  copy = *itself;
  EXPECT_EQ(copy[1], "other");
  copy = Rare{};
  EXPECT_TRUE(copy.empty());
  EXPECT_EQ(sizeof(Rare), sizeof(void*));
}

}  // namespace
}  // namespace core::model
