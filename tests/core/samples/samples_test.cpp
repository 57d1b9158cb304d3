// Every sample of traces/ opens, runs, and yields the findings that its row in traces/README.md
// promises; every scenario holds.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/session/session.h"
#include "core/session/simulate.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

const fs::path kTraces = fs::path(YIELDSCOPE_SOURCE_DIR) / "traces";

/// A row of the table: the folder and the ids in its last column.
struct Row {
  std::string sample;
  std::set<std::string> findings;

  friend void PrintTo(const Row& row, std::ostream* out) { *out << row.sample; }
};

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t at = line.find('|'); at + 1 < line.size(); at = line.find('|', at + 1)) {
    const std::size_t end = line.find('|', at + 1);
    if (end == std::string_view::npos) {
      break;
    }
    cells.emplace_back(base::trim(line.substr(at + 1, end - at - 1)));
  }
  return cells;
}

Row read_row(const std::vector<std::string>& cells) {
  Row row;
  row.sample = cells[0].substr(1, cells[0].find(']') - 1);
  std::string_view rest = cells[3];
  constexpr std::size_t kNone = std::string_view::npos;
  for (std::size_t at = rest.find("YS"); at != kNone; at = rest.find("YS", at + 1)) {
    row.findings.emplace(rest.substr(at, 6));
  }
  return row;
}

std::vector<Row> readme_rows() {
  std::vector<Row> rows;
  std::string text = base::read_file(kTraces / "README.md").value();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::vector<std::string> cells = cells_of(std::string_view(text).substr(at, end - at));
    if (cells.size() == 4 && cells[0].starts_with('[')) {
      rows.push_back(read_row(cells));
    }
    at = end + 1;
  }
  return rows;
}

std::set<std::string> ids_of(const std::vector<model::Finding>& findings) {
  std::set<std::string> ids;
  for (const model::Finding& finding : findings) {
    ids.insert(finding.id);
  }
  return ids;
}

std::vector<std::string> lines_of(const std::vector<model::LogLine>& logs) {
  std::vector<std::string> lines;
  for (const model::LogLine& line : logs) {
    lines.push_back(line.text);
  }
  return lines;
}

/// All lines that a pass wrote, from its first line of code to its end.
std::vector<std::string> pass_log(const model::Trace& trace, std::uint32_t pass) {
  std::vector<std::string> all;
  const auto add = [&](const std::vector<model::LogLine>& logs) {
    for (std::string& line : lines_of(logs)) {
      all.push_back(std::move(line));
    }
  };
  for (std::uint32_t i = 0; i < trace.passes[pass].length; ++i) {
    add(trace.logs_at(model::PassIndex{pass}, model::YieldIndex{i}));
  }
  if (!std::holds_alternative<model::Waiting>(trace.passes[pass].outcome.what)) {
    add(trace.passes[pass].outcome.segment.logs);
  }
  return all;
}

class SamplesTest : public testing::Test {
 protected:
  SnapshotPtr open(const fs::path& file) {
    const auto document = open_document(file, work_);
    if (!document) {
      ADD_FAILURE() << base::to_text(document.error());
      return nullptr;
    }
    const auto snapshot = load(**document, find_instance(**document, {}).value(), work_);
    if (!snapshot) {
      ADD_FAILURE() << base::to_text(snapshot.error());
      return nullptr;
    }
    return *snapshot;
  }

  SnapshotPtr run(const fs::path& file) {
    const SnapshotPtr opened = open(file);
    const auto target = find_orchestrator_beside(file, opened->history->envelope().name);
    if (!target) {
      return opened;
    }
    ReplayRequest request;
    request.target = *target;
    const auto replayed = replay(opened, request, work_);
    if (!replayed) {
      ADD_FAILURE() << base::to_text(replayed.error());
      return nullptr;
    }
    return *replayed;
  }

  base::Progress progress_;
  base::WorkContext work_{progress_, {}};
};

class SampleTest : public SamplesTest, public testing::WithParamInterface<Row> {};

TEST_P(SampleTest, GivesTheFindingsThatItsRowPromises) {
  const fs::path folder = kTraces / GetParam().sample;
  for (const char* const name : {"history.json", "history.csv"}) {
    if (fs::exists(folder / name)) {
      const SnapshotPtr snapshot = run(folder / name);
      ASSERT_TRUE(snapshot);
      EXPECT_EQ(ids_of(snapshot->findings), GetParam().findings);
      EXPECT_EQ(snapshot->trace != nullptr, fs::exists(folder / "orchestrator.py"));
      const bool is_rebuilt = snapshot->report->fidelity == model::Fidelity::reconstructed;
      for (const model::Remark& remark : snapshot->report->remarks) {
        if (is_rebuilt && remark.code == "history.reconstructed") continue;
        EXPECT_EQ(remark.severity, model::Severity::information) << remark.message;
      }
    }
  }
}

TEST_P(SampleTest, ItsScenarioHolds) {
  const fs::path scenario = kTraces / GetParam().sample / "scenario.json";
  if (fs::exists(scenario)) {
    const auto simulated = simulate(scenario, ReplayRequest(), work_);
    ASSERT_TRUE(simulated) << base::to_text(simulated.error());
    for (const FailedExpectation& failure : simulated->failures) {
      ADD_FAILURE() << failure.what << ": expected " << failure.expected << ", got "
                    << failure.actual;
    }
    for (const std::string& id : ids_of(simulated->snapshot->findings)) {
      EXPECT_TRUE(GetParam().findings.contains(id)) << id << " is not in the sample's row";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Traces, SampleTest, testing::ValuesIn(readme_rows()),
                         [](const auto& row) { return row.param.sample; });

TEST_F(SamplesTest, EveryFolderHasARow) {
  std::set<std::string> folders, rows;
  for (const fs::directory_entry& entry : fs::directory_iterator(kTraces)) {
    if (entry.is_directory()) {
      folders.insert(entry.path().filename().string());
    }
  }
  for (const Row& row : readme_rows()) {
    rows.insert(row.sample);
  }
  EXPECT_EQ(folders, rows);
}

TEST_F(SamplesTest, TheExportedTableIsTheSameInstance) {
  const SnapshotPtr payload = open(kTraces / "three_cities/history.json");
  const SnapshotPtr table = open(kTraces / "three_cities/history_table.csv");
  ASSERT_TRUE(payload && table);
  EXPECT_EQ(table->instance_id, payload->instance_id);
  ASSERT_EQ(table->history->size(), payload->history->size());
  for (std::size_t i = 0; i < table->history->size(); ++i) {
    const model::EventView a = (*table->history)[i], b = (*payload->history)[i];
    EXPECT_EQ(a.type(), b.type()) << i;
    EXPECT_EQ(a.id(), b.id()) << i;
    EXPECT_EQ(a.link(), b.link()) << i;
    EXPECT_EQ(a.timestamp(), b.timestamp()) << i;
    EXPECT_EQ(a.name(), b.name()) << i;
    EXPECT_EQ(a.payload().text, b.payload().text) << i;
  }
}

// The four lists that issue 2 asks for, in the logging one and in its deterministic twin.
TEST_F(SamplesTest, TheModuleLogGrowsPassByPass) {
  for (const char* const sample : {"module_log", "module_log_twin"}) {
    const SnapshotPtr snapshot = run(kTraces / sample / "history.json");
    ASSERT_TRUE(snapshot && snapshot->trace);
    const model::Trace& trace = *snapshot->trace;
    ASSERT_GE(trace.passes.size(), 4u);
    using Lines = std::vector<std::string>;
    EXPECT_EQ(pass_log(trace, 0), Lines{"[Tokyo]"});
    EXPECT_EQ(pass_log(trace, 1), Lines{"[Tokyo, Seattle]"});
    EXPECT_EQ(pass_log(trace, 2), Lines{"[Tokyo, Seattle, London]"});
    EXPECT_EQ(pass_log(trace, 3), Lines{"[Tokyo, Seattle, London, Done]"});
    EXPECT_EQ(model::outcome_text(trace.passes[3].outcome),
              R"(returned ["Tokyo", "Seattle", "London", "Done"])");
  }
}

TEST_F(SamplesTest, PlainGeneratorsYieldWhatTheySay) {
  const auto doubles = simulate(kTraces / "generator_doubles/scenario.json", {}, work_).value();
  const model::Trace& trace = *doubles.snapshot->trace;
  std::vector<std::string> labels;
  for (std::uint32_t i = 0; i < trace.passes.at(0).length; ++i) {
    labels.push_back(model::yield_label(trace, model::PassIndex{0}, model::YieldIndex{i}));
  }
  EXPECT_EQ(labels, (std::vector<std::string>{"0", "20", "22"}));
}

TEST_F(SamplesTest, TheRenameIsFoundWhereTheCodeLeavesTheHistory) {
  const SnapshotPtr early = run(kTraces / "renamed_activity/history.json");
  ASSERT_TRUE(early && early->trace && early->trace->divergence);
  EXPECT_EQ(early->trace->divergence->pass, model::PassIndex{1});
  EXPECT_EQ(early->trace->divergence->yield, model::YieldIndex{1});
  ASSERT_TRUE(early->trace->passes[2].verdict);
  EXPECT_EQ(early->trace->passes[2].verdict->rule, "D3");

  const SnapshotPtr last = run(kTraces / "renamed_last_call/history.json");
  ASSERT_TRUE(last && last->trace);
  ASSERT_TRUE(last->trace->passes.back().is_confirming);
  ASSERT_TRUE(last->trace->passes.back().verdict);
  EXPECT_EQ(last->trace->passes.back().verdict->rule, "D3");
}

}  // namespace
}  // namespace core::session
