// The pass after the last recorded one. DESIGN 5, Passes.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

Script two_calls() { return Script().call("A").wait(0).call("B").wait(1).returns("1"); }

TEST(ConfirmingPass, SeesAllEventsAndNothingNew) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1").scheduled("B").done();
  const Trace trace = run(two_calls(), history);
  ASSERT_EQ(trace.passes.size(), 3u);
  const core::model::Pass& last = trace.passes[2];
  EXPECT_TRUE(last.is_confirming);
  EXPECT_EQ(last.number, 3u);
  EXPECT_EQ(last.events_end.value, trace.history->size());
  EXPECT_TRUE(last.trigger.empty());
  EXPECT_EQ(last.length, 2u);
  EXPECT_EQ(last.first_fresh, 1u);
  EXPECT_TRUE(trace.is_replaying_at(PassIndex{2}, YieldIndex{1}));
}

TEST(ConfirmingPass, IsNotRunWhenTheHistoryEndsInsideAnEpisode) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1");
  EXPECT_EQ(run(two_calls(), history).passes.size(), 2u);
}

TEST(ConfirmingPass, IsNotRunWhenTheExecutionHasEnded) {
  Sentences history;
  history.started().ended(RuntimeStatus::completed).done();
  EXPECT_EQ(run(Script().returns("1"), history).passes.size(), 1u);
}

}  // namespace
}  // namespace tests::engine
