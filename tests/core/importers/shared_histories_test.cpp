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
    base::Progress progress;
    const base::WorkContext work{progress, {}};
    auto opened = open(std::move(bytes).value(), name, work);
    ++counts[opened.ok() ? std::string(opened->importer->name()) : "not read"];
    const Expected* expected = expected_of(name);
    if (expected == nullptr || expected->importer.empty()) {
      EXPECT_FALSE(opened.ok());
      if (opened.ok()) continue;
      EXPECT_EQ(opened.error().code, "import.unknown_format");
      EXPECT_NE(opened.error().message.find("it looks like"), std::string::npos);
      continue;
    }
    EXPECT_TRUE(opened.ok()) << base::to_text(opened.error());
    if (!opened.ok()) continue;
    EXPECT_EQ(opened->importer->name(), expected->importer);
    expect_readable(opened.value());
  }
  for (const auto& [importer, count] : counts) {
    std::cout << "[ NOTE     ] " << importer << ": " << count << "\n";
  }
}

}  // namespace
}  // namespace core::importers
