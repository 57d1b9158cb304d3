#include "tests/support/reconstruction_score.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "core/base/file.h"
#include "core/importers/registry.h"
#include "tests/support/status_form.h"

namespace tests {
namespace {

namespace fs = std::filesystem;
using namespace core;
using model::EventType;
using model::History;

std::shared_ptr<const History> import(std::string bytes) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  auto opened = importers::open(std::move(bytes), "history.json", work);
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

/// Histories that begin at the beginning and whose ids count from 0: the platform's own.
bool is_whole(const History& history) {
  return history.quality() == model::Quality::exact && history.size() > 2 &&
         history[0].type() == EventType::orchestrator_started &&
         history[1].type() == EventType::execution_started;
}

void add(const Outline& recorded, const Outline& rebuilt, ReconstructionScore& score) {
  score.borders += recorded.borders.size();
  for (const std::size_t border : recorded.borders) score.found += rebuilt.borders.count(border);
  for (const std::size_t border : rebuilt.borders) {
    score.invented += 1 - recorded.borders.count(border);
  }
  score.events += recorded.events.size();
  for (std::size_t i = 0; i < std::min(recorded.events.size(), rebuilt.events.size()); ++i) {
    score.same += recorded.events[i] == rebuilt.events[i] ? 1 : 0;
    if (recorded.events[i] != rebuilt.events[i] && score.first_other.empty()) {
      score.first_other = recorded.events[i] + "  |  " + rebuilt.events[i];
    }
  }
}

}  // namespace

double ReconstructionScore::share() const {
  return borders == 0 ? 1 : static_cast<double>(found) / static_cast<double>(borders + invented);
}

std::string ReconstructionScore::text() const {
  return fmt::format("{} of {} pass borders ({:.1f} %), {} invented; {} of {} events as recorded",
                     found, borders, 100 * share(), invented, same, events);
}

ReconstructionScore score_reconstruction(const std::vector<fs::path>& files) {
  ReconstructionScore score;
  for (const fs::path& file : files) {
    auto bytes = base::read_file(file);
    if (!bytes.ok()) continue;
    const auto recorded = import(std::move(bytes).value());
    if (recorded == nullptr || !is_whole(*recorded)) continue;
    const std::string name =
        file.parent_path().filename().string() + "/" + file.filename().string();
    const auto rebuilt = import(status_of_history(*recorded));
    if (rebuilt == nullptr || rebuilt->quality() != model::Quality::reconstructed) {
      score.failed.push_back(name);
      continue;
    }
    ReconstructionScore one;
    add(outline_of(*recorded), outline_of(*rebuilt), one);
    if (one.found != one.borders || one.invented != 0 || one.same != one.events) {
      score.notes.push_back(name + ": " + one.text() + " " + one.first_other);
    }
    add(outline_of(*recorded), outline_of(*rebuilt), score);
  }
  return score;
}

std::vector<fs::path> sample_histories(const fs::path& traces) {
  std::vector<fs::path> files;
  for (const auto& sample : fs::directory_iterator(traces)) {
    if (sample.is_directory()) files.push_back(sample.path() / "history.json");
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace tests
