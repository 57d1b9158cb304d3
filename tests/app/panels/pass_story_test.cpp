#include "app/panels/pass_story.h"

#include <gtest/gtest.h>

#include "tests/support/trace_fixture.h"

namespace app::panels {
namespace {

std::string story(core::session::SnapshotPtr snapshot, std::uint32_t pass) {
  const state::ReadingPtr reading = state::build_reading(std::move(snapshot));
  const views::MatrixView view(reading);
  return pass_story(*reading, core::model::PassIndex{pass}, view.rows()[pass]);
}

TEST(PassStory, FirstPassStopsAtItsFirstYield) {
  EXPECT_EQ(
      story(tests::support::sequence(), 0),
      "Pass 1 ran the function for the first time. It stopped at y1, which has no answer yet.");
}

TEST(PassStory, LaterPassRepeatsAndGoesOneFurther) {
  EXPECT_EQ(
      story(tests::support::sequence(), 2),
      "Pass 3 ran the function again from its first line, woken by: Seattle done. y1 was answered "
      "from history; y2 got its answer for the first time. It stopped at y3, which has no answer "
      "yet.");
}

TEST(PassStory, LastPassReturns) {
  EXPECT_EQ(
      story(tests::support::sequence(), 3),
      "Pass 4 ran the function again from its first line, woken by: London done. y1 and y2 were "
      "answered from history; y3 got its answer for the first time. Then it returned, and the "
      "instance is complete.");
}

TEST(PassStory, DivergenceNamesBothSides) {
  const std::string text = story(tests::support::diverged(), 1);
  EXPECT_NE(text.find(" At y2 it asked for "), std::string::npos) << text;
  EXPECT_NE(text.find("Refund"), std::string::npos) << text;
  EXPECT_NE(text.find("Charge"), std::string::npos) << text;
}

}  // namespace
}  // namespace app::panels
