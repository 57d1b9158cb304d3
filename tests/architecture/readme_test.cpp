// A README never names a path that does not exist, and every folder of weight has one.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/architecture/source_tree.h"

namespace tests::architecture {
namespace {

namespace fs = std::filesystem;

bool looks_like_a_path(const std::string& word) {
  static const std::string kTops[] = {"app/", "core/", "assets/", "traces/", "tests/", ".github/", ".ci/"};
  const bool plain = std::all_of(word.begin(), word.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '_' || c == '.' || c == '-';
  });
  return plain && std::any_of(std::begin(kTops), std::end(kTops),
                              [&](const std::string& folder) { return word.starts_with(folder); });
}

TEST(Readme, EveryPathInBackticksExists) {
  std::size_t checked = 0;
  auto files = source_files({"app", "core", "assets", "traces", "tests"}, {".md"});
  files.push_back(read_source("README.md"));
  files.push_back(read_source(".github/CONTRIBUTING.md"));
  for (const auto& file : files) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      for (std::size_t open = line.find('`'); open != std::string::npos;) {
        const auto close = line.find('`', open + 1);
        if (close == std::string::npos) {
          break;
        }
        std::string word = line.substr(open + 1, close - open - 1);
        if (looks_like_a_path(word)) {
          ++checked;
          EXPECT_TRUE(fs::exists(top() / word)) << file.path << ":" << i + 1 << " names " << word;
        }
        open = line.find('`', close + 1);
      }
    }
  }
  EXPECT_GT(checked, 20u);
}

TEST(Readme, EveryFolderOfTheFirstTwoLevelsHasOne) {
  for (const auto* folder : {"app", "core", "traces", "tests", "core/importers", "core/engine",
                             "core/diagnostics", "core/session", "app/cli", "app/shell", "app/panels",
                             "app/views", "assets/runtimes/python", "tests/bench"}) {
    EXPECT_TRUE(fs::exists(top() / folder / "README.md")) << folder;
  }
}

}  // namespace
}  // namespace tests::architecture
