// The tree's own rules: what stands at the top, and how long a file may be.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/architecture/source_tree.h"

namespace tests::architecture {
namespace {

TEST(Tree, TheTopLevelIsFixed) {
  const std::set<std::string> allowed{"app",   "core",           "assets",    "traces",
                                      "tests", "CMakeLists.txt", "README.md", "LICENSE",
                                      "CMakePresets.json"};
  for (const auto& entry : std::filesystem::directory_iterator(top())) {
    const auto name = entry.path().filename().string();
    EXPECT_TRUE(name.starts_with(".") || allowed.contains(name)) << name << " stands at the top";
  }
}

TEST(Tree, FilesAreShort) {
  std::size_t files = 0;
  std::size_t above_400 = 0;
  for (const auto& file : source_files({"core", "app", "assets", "tests"},
                                       {".h", ".cpp", ".py", ".sh", ".js", ".mjs"})) {
    if (file.path.starts_with("tests/cases/")) {
      continue;  // data
    }
    // People copy it into their projects: it must be one file.
    if (file.path == "assets/runtimes/python/yieldscope_recorder.py") continue;
    ++files;
    above_400 += file.lines.size() > 400 ? 1u : 0u;
    EXPECT_LE(file.lines.size(), 600u) << file.path << " is too long: split it by concept";
  }
  EXPECT_LE(above_400 * 10, files) << "nine files in ten stay under 400 lines";
}

TEST(Tree, LinesFitTheColumnLimit) {
  for (const auto& file : source_files({"core", "app"}, {".h", ".cpp"})) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      // Bytes of continuation in UTF-8 do not count as columns.
      std::size_t columns = 0;
      for (const char c : file.lines[i]) {
        columns += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1u : 0u;
      }
      EXPECT_LE(columns, 120u) << file.path << ":" << i + 1;
    }
  }
}

}  // namespace
}  // namespace tests::architecture
