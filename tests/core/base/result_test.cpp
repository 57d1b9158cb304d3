#include "core/base/result.h"

#include <gtest/gtest.h>

namespace core::base {
namespace {

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good(5);
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(*good, 5);
  const Result<int> bad(Error{"a.b", "no", {}, ""});
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.error().code, "a.b");
}

TEST(ResultDeathTest, AskingForWhatIsNotThereStopsWithAReason) {
  const Result<int> bad(Error{"a.b", "no", {}, ""});
  EXPECT_DEATH(static_cast<void>(bad.value()),
               "a program invariant does not hold: value of a failed Result");
}

TEST(ErrorText, PutsThePlaceAroundTheMessageAndTheHintBelow) {
  Error error{"import.cut", "the file is cut", {}, "fetch it again"};
  EXPECT_EQ(to_text(error), "the file is cut\nfetch it again");
  error.where.file = "a.json";
  error.where.line = 3;
  error.where.column = 7;
  error.where.byte = 42;
  error.where.json_path = "/history/3";
  EXPECT_EQ(to_text(error), "a.json:3:7: the file is cut (byte 42, /history/3)\nfetch it again");
  error.where = {"", std::nullopt, 3, 7, "/x"};
  error.hint.clear();
  EXPECT_EQ(to_text(error), "line 3, column 7: the file is cut (/x)");
}

TEST(ErrorText, HostileNamesStayText) {
  Error error{"a.b", "no", {}, ""};
  error.where.file = "a\x1b[2J";
  EXPECT_EQ(to_text(error), "a\\x1b[2J: no");
}

}  // namespace
}  // namespace core::base
