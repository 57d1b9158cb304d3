// Takes whole histories, writes them as the HTTP API would, reads that back, and scores how many
// borders of passes, ids and links came back.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <set>

#include "core/base/file.h"
#include "core/importers/registry.h"
#include "tests/core/importers/status_form.h"

namespace core::importers {
namespace {

namespace fs = std::filesystem;
using model::EventType;
using model::History;

std::shared_ptr<const History> import(std::string bytes) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  auto opened = open(std::move(bytes), "history.json", work);
  if (!opened.ok()) return nullptr;
  auto loaded = opened->import->load(0, work);
  return loaded.ok() ? loaded->history : nullptr;
}

/// Everything but the marks of passes, and before which of them a pass begins.
struct Outline {
  std::vector<std::string> events;
  std::set<std::size_t> borders;
};

Outline outline_of(const History& history) {
  Outline outline;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    if (event.type() == EventType::orchestrator_started) {
      outline.borders.insert(outline.events.size());
    }
    if (event.type() == EventType::orchestrator_started ||
        event.type() == EventType::orchestrator_completed) {
      continue;
    }
    const bool has_id = model::is_schedule(event.type());
    outline.events.push_back(fmt::format("{} {} id={} link={} {}", event.type_name(), event.name(),
                                         has_id ? event.id().value : -1, event.link().value,
                                         event.payload().text));
  }
  return outline;
}

struct Score {
  std::size_t borders = 0, found = 0, invented = 0, events = 0, same = 0;
  std::string first_other;

  void add(const Outline& recorded, const Outline& rebuilt) {
    borders += recorded.borders.size();
    for (const std::size_t border : recorded.borders) found += rebuilt.borders.count(border);
    for (const std::size_t border : rebuilt.borders) invented += 1 - recorded.borders.count(border);
    events += recorded.events.size();
    for (std::size_t i = 0; i < std::min(recorded.events.size(), rebuilt.events.size()); ++i) {
      same += recorded.events[i] == rebuilt.events[i] ? 1 : 0;
      if (recorded.events[i] != rebuilt.events[i] && first_other.empty()) {
        first_other = recorded.events[i] + "  |  " + rebuilt.events[i];
      }
    }
  }
  double share() const {
    return borders == 0 ? 1 : static_cast<double>(found) / static_cast<double>(borders + invented);
  }
  std::string text() const {
    return fmt::format("{} of {} pass borders ({:.1f} %), {} invented; {} of {} events as recorded",
                       found, borders, 100 * share(), invented, same, events);
  }
};

/// Histories that begin at the beginning and whose ids count from 0: the platform's own.
bool is_whole(const History& history) {
  return history.quality() == model::Quality::exact && history.size() > 2 &&
         history[0].type() == EventType::orchestrator_started &&
         history[1].type() == EventType::execution_started;
}

Score score_of(const std::vector<fs::path>& files) {
  Score score;
  for (const fs::path& file : files) {
    auto bytes = base::read_file(file);
    if (!bytes.ok()) continue;
    const auto recorded = import(std::move(bytes).value());
    if (recorded == nullptr || !is_whole(*recorded)) continue;
    const auto rebuilt = import(status_of_history(*recorded));
    EXPECT_NE(rebuilt, nullptr) << file;
    if (rebuilt == nullptr) continue;
    EXPECT_EQ(rebuilt->quality(), model::Quality::reconstructed);
    Score one;
    one.add(outline_of(*recorded), outline_of(*rebuilt));
    if (one.found != one.borders || one.invented != 0 || one.same != one.events) {
      std::cout << "[ NOTE     ] " << file.parent_path().filename().string() << "/"
                << file.filename().string() << ": " << one.text() << " " << one.first_other << "\n";
    }
    score.add(outline_of(*recorded), outline_of(*rebuilt));
  }
  return score;
}

TEST(Reconstruct, gives_back_the_passes_of_the_samples) {
  std::vector<fs::path> files;
  for (const auto& sample : fs::directory_iterator(fs::path(YIELDSCOPE_SOURCE_DIR) / "traces")) {
    if (sample.is_directory()) files.push_back(sample.path() / "history.json");
  }
  const Score score = score_of(files);
  std::cout << "[ NOTE     ] samples: " << score.text() << "\n";
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
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  const Score score = score_of(files);
  std::cout << "[ NOTE     ] shared: " << score.text() << "\n";
  EXPECT_GT(score.share(), 0.5);
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
