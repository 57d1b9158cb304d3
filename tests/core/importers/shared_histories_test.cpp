// Walks ../shared/histories where a checkout has it: files of other people, exported by real hosts
// and made by real SDKs. Without the folder there is nothing to walk, and the test says so.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "core/base/file.h"
#include "core/importers/registry.h"

namespace core::importers {
namespace {

namespace fs = std::filesystem;

/// What README.md of the folder says a file is, told by its name.
std::string_view expected_importer(const std::string& name) {
  if (name.ends_with(".sdk-result.json") || name.find("status-") != std::string::npos ||
      name.find("http-api-status") != std::string::npos ||
      name.find("issue-854") != std::string::npos) {
    return "";
  }
  if (name.find("history-table") != std::string::npos ||
      name.find("issue-3177") != std::string::npos) {
    return "storage-table";
  }
  return name.find("call_activity_history") != std::string::npos ? "dtfx-array" : "worker-payload";
}

TEST(SharedHistories, are_recognised_and_read_without_an_error) {
  const fs::path folder =
      fs::path(YIELDSCOPE_SOURCE_DIR) / "../shared/histories/azure-durable-functions";
  if (!fs::is_directory(folder)) {
    std::cout << "[ NOTE     ] " << folder << " is not there: nothing was walked\n";
    return;
  }
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    SCOPED_TRACE(name);
    auto bytes = base::read_file(entry.path());
    ASSERT_TRUE(bytes.ok());
    base::Progress progress;
    const base::WorkContext work{progress, {}};
    auto opened = open(std::move(bytes).value(), name, work);
    ++files;
    if (expected_importer(name).empty()) {
      ASSERT_FALSE(opened.ok());
      EXPECT_EQ(opened.error().code, "import.unknown_format");
      EXPECT_NE(opened.error().message.find("it looks like"), std::string::npos);
      continue;
    }
    ASSERT_TRUE(opened.ok()) << base::to_text(opened.error());
    EXPECT_EQ(opened->importer->name(), expected_importer(name));
    EXPECT_FALSE(opened->import->report().has_errors());
    for (std::size_t i = 0; i < opened->import->instances().size(); ++i) {
      const auto loaded = opened->import->load(i, work);
      ASSERT_TRUE(loaded.ok()) << base::to_text(loaded.error());
      EXPECT_GT(loaded->history->size(), 0u);
      for (const model::Remark& remark : loaded->report.remarks) {
        // One of the files has an instance id where the duration of a timer belongs.
        if (remark.code == "import.bad_member") continue;
        EXPECT_NE(remark.severity, model::Severity::error) << remark.message;
      }
    }
  }
  EXPECT_GT(files, 100u);
}

}  // namespace
}  // namespace core::importers
