// Histories that cannot be replayed, and those that the SDK itself refuses.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

std::string error_of(Sentences& history, const ReplayOptions& options = {}) {
  ScriptedOrchestrator orchestrator(Script().returns("1"));
  core::base::Progress progress;
  const auto trace = core::engine::replay(orchestrator, history.history(), options, {progress, {}});
  return trace.ok() ? "replayed" : trace.error().code + "\n" + core::base::to_text(trace.error());
}

TEST(ReplayErrors, NoEvents) {
  Sentences history;
  EXPECT_EQ(error_of(history),
            "engine.no_events\nthere is nothing to replay: the history has no events\n"
            "Export the history again, or choose another instance.");
}

TEST(ReplayErrors, NoExecutionStarted) {
  Sentences history;
  history.scheduled("A").done();
  EXPECT_EQ(error_of(history),
            "engine.no_execution_started\nthe history cannot be replayed: it has no "
            "ExecutionStarted event, with which every execution begins\nExport the history from "
            "its first event on; paging and filters often leave it out.");
}

TEST(ReplayErrors, NoSuchPass) {
  Sentences history;
  history.started().done();
  ReplayOptions options;
  options.passes = {core::engine::PassSelection::Mode::one, 9};
  EXPECT_EQ(error_of(history, options),
            "engine.no_such_pass\nthere is no pass 9: this history has passes 1 to 2\n"
            "Name one of them, or all, last or auto.");
}

TEST(ReplayErrors, AHistoryOfOneEventBreaksTheSdk) {
  core::model::HistoryBuilder builder;
  core::model::EventRecord started;
  started.type = core::model::EventType::execution_started;
  builder.append(started);
  ScriptedOrchestrator orchestrator(Script().returns("1"));
  core::base::Progress progress;
  const auto trace = core::engine::replay(orchestrator, builder.finish(), {}, {progress, {}});
  ASSERT_TRUE(trace.ok());
  EXPECT_EQ(orchestrator.uses().starts, 0);
  EXPECT_EQ(document(*trace, 1).error,
            "Internal Durable Functions error: received History array of size 1 when a minimum "
            "size of 2 is expected. Please report this issue at "
            "https://github.com/Azure/azure-functions-durable-python/issues.");
}

}  // namespace
}  // namespace tests::engine
