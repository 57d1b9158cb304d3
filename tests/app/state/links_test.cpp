#include "app/state/links.h"

#include <gtest/gtest.h>

#include "app/state/locator.h"
#include "tests/support/trace_fixture.h"

namespace app::state {
namespace {

using core::model::EventIndex;
using core::model::kNoEvent;
using core::model::PassIndex;
using core::model::YieldIndex;

// The history of sequence(): p1 holds events 0 to 3, p2 4 to 7, p3 8 to 11, p4 12 to 15; in each
// the second is what woke it and the third what it asked for.
class Links : public ::testing::Test {
 protected:
  ReadingPtr reading_ = build_reading(tests::support::sequence());

  core::model::Ledger ledger(std::uint32_t pass) const {
    return core::session::ledger(*reading_->snapshot, PassIndex{pass});
  }
  std::string place_of(std::uint32_t event) const {
    const auto pass = pass_of_event(*reading_, EventIndex{event});
    return locator_of(reading_->stops, focus_of_event(*reading_, ledger(pass->value),
                                                      EventIndex{event}, 0));
  }
  Derived derived(const char* locator) const {
    const Focus focus = resolve(reading_->stops, parse_locator(locator).value(), 0).value();
    return derive(*reading_, ledger(focus.pass.value), focus);
  }
};

TEST_F(Links, AnAnsweredYieldMeansTheEventThatAnsweredIt) {
  EXPECT_EQ(derived("p2.y1").event, EventIndex{5});
  EXPECT_EQ(derived("p4.y1").event, EventIndex{5});
  EXPECT_EQ(derived("p4.y3").event, EventIndex{13});
}

TEST_F(Links, AWaitingYieldMeansTheEventThatScheduledIt) {
  EXPECT_EQ(derived("p1.y1").event, EventIndex{2});
  EXPECT_EQ(derived("p3.y3").event, EventIndex{10});
}

TEST_F(Links, StartAndEndMeanTheBordersOfTheEpisode) {
  EXPECT_EQ(derived("p2.start").event, EventIndex{4});
  EXPECT_EQ(derived("p2.end").event, EventIndex{7});
}

TEST_F(Links, YieldsHaveTheirLineAndStartsTheirFile) {
  EXPECT_EQ(derived("p3.y2").line, (SourceLine{"order.py", 11}));
  EXPECT_EQ(derived("p3.start").line, (SourceLine{"order.py", 0}));
}

TEST_F(Links, APickGoesBeforeWhatIsDerived) {
  Focus focus{};
  focus.picked.event = EventIndex{9};
  focus.picked.line = SourceLine{"other.py", 3};
  EXPECT_EQ(derive(*reading_, ledger(0), focus), (Derived{EventIndex{9}, focus.picked.line}));
}

TEST_F(Links, EachEventHasThePlaceWhereItMatters) {
  EXPECT_EQ(place_of(0), "p1.start");   // OrchestratorStarted
  EXPECT_EQ(place_of(1), "p1.start");   // ExecutionStarted
  EXPECT_EQ(place_of(2), "p1.y1");      // TaskScheduled
  EXPECT_EQ(place_of(3), "p1.end");     // OrchestratorCompleted
  EXPECT_EQ(place_of(5), "p2.y1");      // TaskCompleted
  EXPECT_EQ(place_of(10), "p3.y3");
  EXPECT_EQ(place_of(13), "p4.y3");
  EXPECT_EQ(place_of(14), "p4.end");    // ExecutionCompleted
}

TEST_F(Links, AnAnswerThatDoesNotMoveTheCodeBelongsToTheYieldThatWaits) {
  reading_ = build_reading(tests::support::fan_out());
  EXPECT_EQ(place_of(7), "p2.y1");
  EXPECT_EQ(place_of(10), "p3.y1");
  EXPECT_EQ(place_of(3), "p1.y1");
}

TEST_F(Links, ChildrenAreFollowedByPosition) {
  reading_ = build_reading(tests::support::fan_out());
  using core::model::TaskHandle;
  EXPECT_EQ(task_at(*reading_, PassIndex{0}, YieldIndex{0}), TaskHandle{3});
  EXPECT_EQ(task_at(*reading_, PassIndex{0}, YieldIndex{0}, {2}), TaskHandle{1});
  EXPECT_EQ(task_at(*reading_, PassIndex{0}, YieldIndex{0}, {4}), core::model::kNoTask);
  EXPECT_EQ(task_at(*reading_, PassIndex{0}, YieldIndex{0}, {1, 1}), core::model::kNoTask);
  EXPECT_EQ(task_at(*reading_, PassIndex{0}, YieldIndex{9}), core::model::kNoTask);
  EXPECT_EQ(scheduling_event(*reading_, ledger(0), PassIndex{0}, YieldIndex{0}, {2}),
            EventIndex{3});
  EXPECT_EQ(scheduling_event(*reading_, ledger(0), PassIndex{0}, YieldIndex{0}), EventIndex{2});
}

TEST_F(Links, WithoutCodeEventsStandAtStartOrEndOfTheirPass) {
  reading_ = build_reading(tests::support::without_code());
  const auto place = [this](std::uint32_t event) {
    return locator_of(reading_->stops, focus_of_event(*reading_, {}, EventIndex{event}, 0));
  };
  EXPECT_EQ(place(5), "p2.start");
  EXPECT_EQ(place(6), "p2.end");
  EXPECT_EQ(pass_of_event(*reading_, EventIndex{99}), std::nullopt);
}

TEST_F(Links, ALineLeadsToItsYieldHereElseToTheFirstOne) {
  Focus from{};
  const auto place = [&](std::uint32_t line) {
    const auto focus = focus_of_line(*reading_, {"order.py", line}, from);
    return focus ? locator_of(reading_->stops, *focus) : std::string("none");
  };
  from.pass = PassIndex{2};
  EXPECT_EQ(place(11), "p3.y2");
  from.pass = PassIndex{0};
  EXPECT_EQ(place(12), "p3.y3");
  EXPECT_EQ(place(1), "none");
}

TEST_F(Links, AFindingLeadsToItsPlaceAndPicksItsEvent) {
  reading_ = build_reading(tests::support::diverged());
  ASSERT_EQ(reading_->findings.size(), 1U);
  const auto focus = focus_of_place(*reading_, reading_->findings[0].place, {});
  ASSERT_TRUE(focus.has_value());
  EXPECT_EQ(locator_of(reading_->stops, *focus), "p2.y2");
  EXPECT_EQ(focus->picked.event, EventIndex{6});
  EXPECT_EQ(focus->picked.line, (SourceLine{"order.py", 11}));
  EXPECT_EQ(focus_of_place(*reading_, core::model::FindingPlace{}, {}), std::nullopt);
}

TEST_F(Links, PairsGoBothWays) {
  EXPECT_EQ(reading_->pairs.partner_of(EventIndex{2}), EventIndex{5});
  EXPECT_EQ(reading_->pairs.partner_of(EventIndex{5}), EventIndex{2});
  EXPECT_EQ(reading_->pairs.partner_of(EventIndex{0}), kNoEvent);
  EXPECT_EQ(reading_->pairs.partner_of(EventIndex{999}), kNoEvent);
}

}  // namespace
}  // namespace app::state
