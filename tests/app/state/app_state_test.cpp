#include "app/state/app_state.h"

#include <gtest/gtest.h>

#include "tests/support/trace_fixture.h"

namespace app::state {
namespace {

using core::model::PassIndex;
using core::model::YieldIndex;

Focus place(std::uint32_t pass, std::uint32_t yield) {
  return {.pass = PassIndex{pass}, .stop = Stop::at(YieldIndex{yield})};
}

std::shared_ptr<core::session::Snapshot> again(const core::session::Snapshot& snapshot) {
  return std::make_shared<core::session::Snapshot>(snapshot);
}

TEST(AppState, ACleanFileBeginsAtItsFirstPlace) {
  AppState state;
  set_reading(state, build_reading(tests::support::sequence()));
  EXPECT_EQ(locator_text(state), "p1.start");
  EXPECT_EQ(state.derived.event, core::model::EventIndex{0});
}

TEST(AppState, ADivergedFileBeginsAtItsDivergence) {
  AppState state;
  set_reading(state, build_reading(tests::support::diverged()));
  EXPECT_EQ(locator_text(state), "p2.y2");
}

TEST(AppState, RunningAgainKeepsThePlaceOnceThePersonHasMoved) {
  const auto snapshot = tests::support::sequence();
  AppState state;
  set_reading(state, build_reading(snapshot));
  state.has_moved = true;
  set_focus(state, place(2, 1));
  set_reading(state, build_reading(again(*snapshot)));
  EXPECT_EQ(locator_text(state), "p3.y2");
}

TEST(AppState, RunningAgainGoesToTheNearestPlaceWhenTheOldOneIsGone) {
  const auto snapshot = tests::support::sequence();
  AppState state;
  set_reading(state, build_reading(snapshot));
  state.has_moved = true;
  set_focus(state, place(3, 2));
  auto shorter = again(*snapshot);
  auto trace = std::make_shared<core::model::Trace>(*snapshot->trace);
  trace->passes.resize(2);
  shorter->trace = trace;
  set_reading(state, build_reading(shorter));
  EXPECT_EQ(locator_text(state), "p2.end");
}

TEST(AppState, AnotherFileForgetsTheTrail) {
  AppState state;
  set_reading(state, build_reading(tests::support::sequence()));
  jump_to(state, place(2, 1));
  state.has_moved = true;
  ASSERT_TRUE(state.trail.can_go_back());
  set_reading(state, build_reading(tests::support::fan_out()));
  EXPECT_FALSE(state.trail.can_go_back());
  EXPECT_EQ(locator_text(state), "p1.start");
}

TEST(AppState, TheTrailLeadsBackAndForth) {
  AppState state;
  set_reading(state, build_reading(tests::support::sequence()));
  jump_to(state, place(1, 0));
  jump_to(state, place(3, 2));
  set_focus(state, state.trail.go_back(state.focus));
  EXPECT_EQ(locator_text(state), "p2.y1");
  set_focus(state, state.trail.go_back(state.focus));
  EXPECT_EQ(locator_text(state), "p1.start");
  EXPECT_FALSE(state.trail.can_go_back());
  set_focus(state, state.trail.go_forward(state.focus));
  EXPECT_EQ(locator_text(state), "p2.y1");
  jump_to(state, place(0, 0));
  EXPECT_FALSE(state.trail.can_go_forward());
}

TEST(AppState, MessagesAreShownOnceAndDismissed) {
  AppState state;
  const core::base::Error error{"file.not_found", "x.json does not exist", {}, ""};
  add_message(state, error);
  add_message(state, error);
  ASSERT_EQ(state.messages.size(), 1U);
  dismiss_message(state, state.messages[0].id);
  EXPECT_TRUE(state.messages.empty());
}

TEST(AppState, RecentFilesAreNewestFirstWithoutRepeats) {
  AppState state;
  for (int i = 0; i < 20; ++i) add_recent_file(state, std::to_string(i));
  add_recent_file(state, "15");
  EXPECT_EQ(state.recent_files.size(), kMaxRecentFiles);
  EXPECT_EQ(state.recent_files[0], "15");
  EXPECT_EQ(state.recent_files[1], "19");
}

TEST(AppState, TheLedgerIsThatOfTheFocusedPass) {
  AppState state;
  set_reading(state, build_reading(tests::support::sequence()));
  ASSERT_NE(state.ledger, nullptr);
  EXPECT_EQ(state.ledger->calls.size(), 1U);
  const auto first = state.ledger;
  set_focus(state, {.pass = PassIndex{0}, .stop = Stop::end()});
  EXPECT_EQ(state.ledger, first);
  set_focus(state, place(3, 0));
  EXPECT_EQ(state.ledger->calls.size(), 3U);
}

TEST(AppState, FindingsAreWorstFirstAndConsequencesLast) {
  auto snapshot = tests::support::diverged();
  core::model::Finding consequence = snapshot->trace->findings[0];
  consequence.is_consequence = true;
  core::model::Finding note;
  note.id = "YS2001";
  snapshot->findings = {consequence, note, snapshot->trace->findings[0]};
  const ReadingPtr reading = build_reading(snapshot);
  ASSERT_EQ(reading->findings.size(), 3U);
  EXPECT_EQ(reading->findings[0].id, "YS1001");
  EXPECT_EQ(reading->findings[1].id, "YS2001");
  EXPECT_TRUE(reading->findings[2].is_consequence);
}

TEST(AppState, AConsequenceStandsBehindWhatItFollowsFrom) {
  const auto snapshot = tests::support::diverged();
  const auto add = [&](const char* id, const char* leader, core::model::Severity severity) {
    core::model::Finding finding;
    finding.id = id;
    finding.severity = severity;
    finding.is_consequence = *leader != '\0';
    finding.follows_from = leader;
    snapshot->findings.push_back(std::move(finding));
  };
  add("YS5004", "YS1010", core::model::Severity::error);
  add("YS1010", "YS1001", core::model::Severity::warning);
  add("YS9999", "YS8888", core::model::Severity::error);
  add("YS3001", "", core::model::Severity::warning);
  const ReadingPtr reading = build_reading(snapshot);
  std::string order;
  for (const auto& finding : reading->findings) order += finding.id + " ";
  EXPECT_EQ(order, "YS1001 YS1010 YS5004 YS3001 YS9999 ");
}

TEST(AppState, AConsentHoldsForOneContentOfOneFile) {
  AppState state;
  remember(state, {"/p", "a.py", "1"});
  EXPECT_TRUE(is_remembered(state, core::session::Consent{"/p", "a.py", "1"}));
  EXPECT_FALSE(is_remembered(state, core::session::Consent{"/p", "a.py", "2"}));
  EXPECT_FALSE(is_remembered(state, core::session::Consent{"/q", "a.py", "1"}));
  EXPECT_FALSE(is_remembered(state, std::nullopt));
  remember(state, {"/p", "a.py", "2"});
  EXPECT_EQ(state.preferences.consents.size(), 1U);
}

}  // namespace
}  // namespace app::state
