// What a list without ids and passes is rebuilt into, and how near it comes to the record.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "core/importers/registry.h"
#include "tests/support/reconstruction_score.h"

namespace core::importers {
namespace {

namespace fs = std::filesystem;
using model::History;

std::shared_ptr<const History> import(std::string bytes) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  auto opened = open(std::move(bytes), "history.json", work);
  if (!opened.ok()) return nullptr;
  auto loaded = opened->import->load(0, work);
  return loaded.ok() ? loaded->history : nullptr;
}

void show(std::string_view what, const tests::ReconstructionScore& score) {
  for (const std::string& note : score.notes) std::cout << "[ NOTE     ] " << note << "\n";
  std::cout << "[ NOTE     ] " << what << ": " << score.text() << "\n";
}

TEST(Reconstruct, gives_back_the_passes_of_the_samples) {
  const auto score = tests::score_reconstruction(
      tests::sample_histories(fs::path(YIELDSCOPE_SOURCE_DIR) / "traces"));
  show("samples", score);
  EXPECT_TRUE(score.failed.empty()) << score.failed.front();
  EXPECT_GT(score.borders, 30u);
  EXPECT_GT(score.share(), 0.95);
  EXPECT_GT(static_cast<double>(score.same) / static_cast<double>(score.events), 0.97);
}

TEST(Reconstruct, is_scored_on_histories_of_other_people) {
  const fs::path folder =
      fs::path(YIELDSCOPE_SOURCE_DIR) / "../shared/histories/azure-durable-functions";
  if (!fs::is_directory(folder)) {
    std::cout << "[ NOTE     ] " << folder << " is not there: nothing was scored\n";
    return;
  }
  const auto score = tests::score_reconstruction(tests::files_in(folder));
  show("shared", score);
  EXPECT_TRUE(score.failed.empty()) << score.failed.front();
  EXPECT_GT(score.share(), 0.85);
}

/// A list in which calls have the very times of what came in, as emulators write them.
TEST(Reconstruct, another_time_is_another_pass_where_calls_take_none) {
  const auto history = import(R"({"instanceId":"a","runtimeStatus":"Completed","historyEvents":[
    {"EventType":"ExecutionStarted","Timestamp":"2026-03-01T10:00:00Z","FunctionName":"F"},
    {"EventType":"ExecutionSuspended","Timestamp":"2026-03-01T10:00:01Z"},
    {"EventType":"EventRaised","Timestamp":"2026-03-01T10:00:05Z","Name":"go"},
    {"EventType":"ExecutionResumed","Timestamp":"2026-03-01T10:00:05Z"},
    {"EventType":"ExecutionCompleted","Timestamp":"2026-03-01T10:00:05Z",
     "OrchestrationStatus":"Completed","Result":1}]})");
  ASSERT_NE(history, nullptr);
  EXPECT_EQ(history->episodes().size(), 3u);
}

/// Answers that came in while one was being handed over were handed over with it.
TEST(Reconstruct, answers_within_three_reactions_are_of_one_pass) {
  const auto history = import(R"({"instanceId":"a","runtimeStatus":"Completed","historyEvents":[
    {"EventType":"ExecutionStarted","Timestamp":"2026-03-01T10:00:00Z","FunctionName":"F"},
    {"EventType":"TaskCompleted","Timestamp":"2026-03-01T10:00:02.0Z",
     "ScheduledTime":"2026-03-01T10:00:01Z","FunctionName":"G","Result":1},
    {"EventType":"TaskCompleted","Timestamp":"2026-03-01T10:00:02.2Z",
     "ScheduledTime":"2026-03-01T10:00:01Z","FunctionName":"G","Result":1},
    {"EventType":"TaskCompleted","Timestamp":"2026-03-01T10:00:03.0Z",
     "ScheduledTime":"2026-03-01T10:00:01Z","FunctionName":"G","Result":1},
    {"EventType":"ExecutionCompleted","Timestamp":"2026-03-01T10:00:03.1Z",
     "OrchestrationStatus":"Completed","Result":1}]})");
  ASSERT_NE(history, nullptr);
  EXPECT_EQ(history->episodes().size(), 3u);
}

TEST(Reconstruct, marks_what_it_worked_out) {
  const auto history = import(R"({"instanceId":"a","runtimeStatus":"Running","historyEvents":[
    {"EventType":"ExecutionStarted","Timestamp":"2026-03-01T10:00:00Z","FunctionName":"F"},
    {"EventType":"TaskCompleted","Timestamp":"2026-03-01T10:00:02Z",
     "ScheduledTime":"2026-03-01T10:00:01Z","FunctionName":"G","Result":1},
    {"EventType":"TimerCreated","Timestamp":"2026-03-01T10:00:03Z",
     "FireAt":"2026-03-01T10:00:09Z"}]})");
  ASSERT_NE(history, nullptr);
  std::string text;
  for (std::size_t i = 0; i < history->size(); ++i) {
    const model::EventView event = (*history)[i];
    text += std::string(event.type_name());
    if (event.is_inferred(model::Inferable::event)) text += " event";
    if (event.is_inferred(model::Inferable::id)) text += " id";
    if (event.is_inferred(model::Inferable::link)) text += " link";
    if (event.is_inferred(model::Inferable::timestamp)) text += " timestamp";
    text += "\n";
  }
  EXPECT_EQ(text,
            "OrchestratorStarted event id link timestamp\n"
            "ExecutionStarted\n"
            "TaskScheduled event id link timestamp\n"
            "OrchestratorCompleted event id link timestamp\n"
            "OrchestratorStarted event id link timestamp\n"
            "TaskCompleted link\n"
            "TimerCreated id\n"
            "OrchestratorCompleted event id link timestamp\n");
}

}  // namespace
}  // namespace core::importers
