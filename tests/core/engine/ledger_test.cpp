// The calls of a pass with both counters' ids. SEMANTICS 1.3.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

using core::model::Call;
using core::model::EventIndex;
using core::model::TaskState;

TEST(Ledger, NamesTheEventsOfEachCall) {
  Sentences history;
  history.started().scheduled("A").timer_created().done();  // 0 to 4
  history.again().completed(0, "1").scheduled("B").done();  // 5 to 8
  const Trace trace = run(
      Script().call("A").timer(60).any({0, 1}).wait(2).cancel(1).call("B").call("unused").wait(3),
      history);
  const std::vector<Call> calls = core::engine::ledger(trace, PassIndex{1}).calls;
  ASSERT_EQ(calls.size(), 5u);
  EXPECT_EQ(calls[0].state, TaskState::succeeded);
  EXPECT_EQ(calls[0].scheduled, EventIndex{2});
  EXPECT_EQ(calls[0].answered, EventIndex{6});
  EXPECT_EQ(calls[0].made_at, YieldIndex{0});
  EXPECT_EQ(calls[1].state, TaskState::cancelled);
  EXPECT_EQ(calls[1].scheduled, EventIndex{3});
  EXPECT_EQ(calls[2].state, TaskState::succeeded);
  EXPECT_EQ(calls[3].state, TaskState::running);
  EXPECT_EQ(calls[3].platform_id, 2);
  EXPECT_EQ(calls[3].scheduled, EventIndex{7}) << "written after the pass ran";
  EXPECT_EQ(calls[3].made_at, YieldIndex{1});
  EXPECT_EQ(calls[4].state, TaskState::created);
  EXPECT_FALSE(calls[4].sdk_id.has_value());
}

TEST(Ledger, AFailedCall) {
  Sentences history;
  history.started().scheduled("A").done().again().failed(0, "no");
  const Trace trace = run(Script().call("A").wait_catching(0).returns("1"), history);
  EXPECT_EQ(core::engine::ledger(trace, PassIndex{1}).calls[0].state, TaskState::failed);
}

}  // namespace
}  // namespace tests::engine
