// SEMANTICS 3.9, pass by pass: in pass 3 the platform issues Ship before it reads TimerCreated.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

TEST(WorkedExample, IsAsTheTableSays) {
  Sentences history;
  history.started().scheduled("Reserve").done();
  history.again().completed(0, "1").timer_created().done();
  history.again().raised("Approve", "\"yes\"").scheduled("Ship").done();
  history.again().completed(2, "2").ended(RuntimeStatus::completed, "\"done\"").done();
  Script code;
  code.call("Reserve", "7").wait(0).timer(300).event("Approve").any({1, 2}).wait(3);
  code.skip_unless_won(3, 2, 3).cancel(1).call("Ship").wait(4).returns("\"done\"");
  const Trace trace = run(code, history);

  ASSERT_EQ(trace.passes.size(), 4u);
  EXPECT_EQ(actions(trace, 1), "Reserve");
  EXPECT_EQ(actions(trace, 2), "Reserve any[timer,wait Approve]");
  EXPECT_EQ(actions(trace, 3), "Reserve any[timer(cancelled),wait Approve] Ship");
  EXPECT_EQ(actions(trace, 4), actions(trace, 3));
  EXPECT_FALSE(document(trace, 3).is_done);
  EXPECT_TRUE(document(trace, 4).is_done);
  EXPECT_EQ(document(trace, 4).output.text, "\"done\"");
  for (std::size_t pass = 1; pass <= 4; ++pass) {
    EXPECT_EQ(verdict(trace, pass), "none");
  }
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(ids(trace, 4), "0:0 1:1 -:- -:- 2:2");
}

}  // namespace
}  // namespace tests::engine
