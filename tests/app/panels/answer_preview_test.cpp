#include "app/panels/answer_preview.h"

#include <gtest/gtest.h>

#include "tests/support/trace_fixture.h"

namespace app::panels {
namespace {

using core::model::PassIndex;
using core::model::YieldIndex;

TEST(AnswerPreview, IsTheTextOfTheValue) {
  const auto snapshot = tests::support::sequence();
  EXPECT_EQ(answer_preview(*snapshot->trace, PassIndex{1}, YieldIndex{0}), "\"r0\"");
  EXPECT_EQ(answer_preview(*snapshot->trace, PassIndex{1}, YieldIndex{1}), "");
}

TEST(GroupProgress, CountsTheAnswersOfAFanOut) {
  const auto snapshot = tests::support::fan_out();
  const auto of_pass = [&](std::uint32_t pass) {
    return group_progress(*snapshot->trace, PassIndex{pass}, YieldIndex{0});
  };
  EXPECT_EQ(of_pass(0).total, 3u);
  EXPECT_EQ(of_pass(0).settled, 0u);
  EXPECT_EQ(of_pass(1).settled, 1u);
  EXPECT_EQ(of_pass(2).settled, 3u);
}

TEST(GroupProgress, IsNothingForASingleCall) {
  const auto snapshot = tests::support::sequence();
  EXPECT_EQ(group_progress(*snapshot->trace, PassIndex{0}, YieldIndex{0}).total, 0u);
}

}  // namespace
}  // namespace app::panels
