// Walks ../shared/histories where a checkout has it: files of other people, exported by real hosts
// and made by real SDKs. Without the folder there is nothing to walk, and the test says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <span>
#include <vector>

#include "core/base/file.h"
#include "core/importers/registry.h"
#include "tests/core/importers/damage/sample_text.h"

namespace core::importers {
namespace {

namespace fs = std::filesystem;

struct Expected {
  std::string_view part;      ///< of the path below the folder
  std::string_view importer;  ///< empty: recognised, and said why it is not read
};

// What README.md of the folder says a file is, told by its name; the first row that fits counts.
constexpr Expected kExpected[] = {
    {".sdk-result.json", ""},
    {"azure-durable-functions/", "worker-payload"},
    {".pb.json", "protobuf-json"},
    {".export.json", "sdk-export"},  // also .export.jsonl
    {"durabletask-java__reference", "sdk-export"},
    {"mssql-netherite/", "mssql-rows"},
    {"dapr/dapr-docs", "dapr-cli"},
    {"temporal/", "temporal-json"},
    {"cadence/", "cadence-json"},
    {"aws-durable/", "aws-durable"},
    {"durabletask/", "dtfx-objects"},
    {"dapr/transcoded", "protobuf-json"},
};
// Told by content where the family mixes formats.
constexpr Expected kMixed[] = {
    {"history-table", "storage-table"},      {"issue-3177", "storage-table"},
    {"call_activity_history", "dtfx-array"}, {"python__status-", "http-status"},
    {"http-api-status", "http-status"},      {"issue-854", "http-status"},
};

const Expected* expected_of(const std::string& path) {
  for (const auto& table :
       {std::span<const Expected>(kMixed), std::span<const Expected>(kExpected)}) {
    for (const Expected& row : table) {
      if (path.find(row.part) != std::string::npos) return &row;
    }
  }
  return nullptr;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().filename() != "README.md") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Formats in which every event has one row of its own.
constexpr std::string_view kRowByRow[] = {
    "worker-payload", "dtfx-array",    "protobuf-json", "sdk-export",  "mssql-rows", "storage-table",
    "temporal-json",  "cadence-json",  "aws-durable",   "dapr-cli",    "http-status"};

/// How many rows the text has, counted without any importer; 0 where it is no JSON and no CSV.
std::size_t rows_in(const SampleText& file) {
  std::size_t count = 0;
  for (const SampleRow& row : file.rows) {
    const std::string_view text = file.view(row.part);
    // The marker row of a table, and what stands around the events of an export in lines.
    const bool is_marker = text.find("sentinel") != std::string_view::npos &&
                           text.find("IsCheckpointComplete") != std::string_view::npos;
    const bool is_csv_marker =
        file.layout == SampleText::Layout::csv && text.find(",sentinel,") != std::string_view::npos;
    const bool is_head = file.layout == SampleText::Layout::lines &&
                         text.find("schema_version") != std::string_view::npos;
    count += is_marker || is_csv_marker || is_head ? 0 : 1;
  }
  return count;
}

/// Every row is an event, and every event that was not worked out has a row.
void expect_every_row(const Opened& opened, const SampleText& file) {
  if (std::ranges::find(kRowByRow, opened.importer->name()) == std::end(kRowByRow)) return;
  const std::size_t rows = rows_in(file);
  // One file is a map from a type to an event, and some wrap their events in a list of one.
  if (rows <= 1) return;
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  std::size_t events = 0;
  for (std::size_t i = 0; i < opened.import->instances().size(); ++i) {
    const auto loaded = opened.import->load(i, work);
    ASSERT_TRUE(loaded.ok());
    for (std::size_t event = 0; event < loaded->history->size(); ++event) {
      events += (*loaded->history)[event].is_inferred(model::Inferable::event) ? 0 : 1;
    }
  }
  EXPECT_EQ(events, rows);
}

/// What an SDK's replay answered, told by its members: recognised, and no history.
bool is_sdk_answer(std::string_view text) {
  return text.find("isDone") != std::string_view::npos ||
         text.find("outOfProcData") != std::string_view::npos;
}

/// Opens every instance; what is wrong is a failure of the test.
void expect_readable(const Opened& opened) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  EXPECT_FALSE(opened.import->report().has_errors());
  for (std::size_t i = 0; i < opened.import->instances().size(); ++i) {
    const auto loaded = opened.import->load(i, work);
    ASSERT_TRUE(loaded.ok()) << base::to_text(loaded.error());
    EXPECT_GT(loaded->history->size(), 0u);
    for (const model::Remark& remark : loaded->report.remarks) {
      // One of the files has an instance id where the duration of a timer belongs.
      if (remark.code == "import.bad_member") continue;
      EXPECT_NE(remark.severity, model::Severity::error) << remark.message;
    }
  }
}

TEST(SharedHistories, are_recognised_and_read_without_an_error) {
  const fs::path folder = fs::path(YIELDSCOPE_SOURCE_DIR) / "../shared/histories";
  if (!fs::is_directory(folder)) {
    std::cout << "[ NOTE     ] " << folder << " is not there: nothing was walked\n";
    return;
  }
  std::map<std::string, std::size_t> counts;
  for (const fs::path& path : files_of(folder)) {
    const std::string name = path.lexically_relative(folder).string();
    SCOPED_TRACE(name);
    auto bytes = base::read_file(path);
    ASSERT_TRUE(bytes.ok());
    const SampleText file = look_into(name, name, *bytes);
    base::Progress progress;
    const base::WorkContext work{progress, {}};
    auto opened = open(std::move(bytes).value(), name, work);
    ++counts[opened.ok() ? std::string(opened->importer->name()) : "not read"];
    const Expected* expected = expected_of(name);
    if (expected == nullptr || expected->importer.empty()) {
      EXPECT_FALSE(opened.ok());
      if (opened.ok()) continue;
      EXPECT_TRUE(is_sdk_answer(file.text));
      EXPECT_EQ(opened.error().code, "import.unknown_format");
      EXPECT_NE(opened.error().message.find("it looks like"), std::string::npos);
      continue;
    }
    EXPECT_TRUE(opened.ok()) << base::to_text(opened.error());
    if (!opened.ok()) continue;
    EXPECT_EQ(opened->importer->name(), expected->importer);
    expect_readable(opened.value());
    expect_every_row(opened.value(), file);
  }
  for (const auto& [importer, count] : counts) {
    std::cout << "[ NOTE     ] " << importer << ": " << count << "\n";
  }
}

}  // namespace
}  // namespace core::importers
