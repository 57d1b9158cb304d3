// Plain generators: every yielded value is a task, answered by what the history sent or threw.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

TEST(Generator, IsReplayedInOnePass) {
  Sentences history;
  history.started().value_sent("10").error_thrown("stop").ended(RuntimeStatus::completed);
  const Trace trace = run(Script().value("0").wait(0).value("20").wait_catching(1).returns_log(),
                          history, with_flavour("generator"));
  ASSERT_EQ(trace.passes.size(), 1u);
  EXPECT_EQ(returned(trace, 1), R"(["10","error:stop"])");
  EXPECT_EQ(trace.passes[0].length, 2u);
  EXPECT_EQ(trace.find_op(PassIndex{0}, core::model::TaskHandle{1})->input.text, "20");
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Generator, WaitsWhenTheHistorySendsNothingMore) {
  Sentences history;
  history.started().value_sent("1");
  const Trace trace = run(Script().value("\"a\"").wait(0).value("\"b\"").wait(1), history,
                          with_flavour("generator"));
  EXPECT_EQ(outcome(trace, 1), "waiting");
  EXPECT_EQ(trace.passes[0].length, 2u);
}

TEST(Generator, AValueWithoutATaskIsAFaultOfTheRuntime) {
  Sentences history;
  history.started().value_sent("1");
  const Trace trace = run(Script().yields_other("object"), history, with_flavour("generator"));
  EXPECT_EQ(outcome(trace, 1),
            "not run: the orchestrator yielded a value of a plain generator without making a "
            "task of it");
}

}  // namespace
}  // namespace tests::engine
