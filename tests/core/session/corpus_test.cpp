#include "core/session/corpus.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace core::session {
namespace {

namespace fs = std::filesystem;

class CorpusTest : public testing::Test {
 protected:
  CorpusTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~CorpusTest() override { fs::remove_all(folder_); }

  void add(const std::string& name) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << "x";
  }

  Corpus walk(const std::vector<fs::path>& paths) const {
    base::Progress progress;
    auto corpus = walk_corpus(paths, {progress, {}});
    EXPECT_TRUE(corpus.ok()) << (corpus.ok() ? "" : corpus.error().message);
    return corpus.ok() ? std::move(corpus).value() : Corpus();
  }

  /// As shown, without the folder.
  std::vector<std::string> names(const Corpus& corpus) const {
    std::vector<std::string> out;
    for (const CorpusFile& file : corpus.files) {
      EXPECT_TRUE(file.shown.starts_with(folder_.string()));
      out.push_back(file.shown.substr(std::min(file.shown.size(), folder_.string().size() + 1)));
    }
    return out;
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / ("yieldscope_corpus_" + std::to_string(::getpid()));
};

using Names = std::vector<std::string>;
using Counts = std::map<std::string, std::size_t>;

TEST_F(CorpusTest, FoldersAreWalkedInTheOrderOfNames) {
  for (const char* name : {"b.json", "a/z.json", "a/b/c.csv", "c.json.gz"}) add(name);
  EXPECT_EQ(names(walk({folder_})), (Names{"a/b/c.csv", "a/z.json", "b.json", "c.json.gz"}));
}

TEST_F(CorpusTest, WhatIsPlainlyNoHistoryIsCountedAndPassedOver) {
  for (const char* name : {"app.py", "tool.PY", "README.md", "scenario.json", "big.scenario.json",
                           "host.json", ".hidden.json", ".git/config", "venv/x.json", "h.json"}) {
    add(name);
  }
  const Corpus corpus = walk({folder_});
  EXPECT_EQ(names(corpus), (Names{"h.json"}));
  EXPECT_EQ(corpus.passed_over, (Counts{{".py", 2},
                                        {"folder venv", 1},
                                        {"hidden", 1},
                                        {"host.json", 1},
                                        {"readme", 1},
                                        {"scenario.json", 2}}));
}

TEST_F(CorpusTest, AFileThatIsNamedIsNeverPassedOver) {
  add("app.py");
  add("venv/x.json");
  const Corpus corpus = walk({folder_ / "app.py", folder_ / "venv"});
  EXPECT_EQ(names(corpus), (Names{"app.py", "venv/x.json"}));
  EXPECT_TRUE(corpus.passed_over.empty());
}

TEST_F(CorpusTest, AHistoryNamedAfterItsOrchestratorIsNeverPassedOver) {
  for (const char* name : {"LicenseRenewal-7.json", "requirements_review.csv", "readme.jsonl",
                           "requirements-dev.txt", "LICENSE", "README.txt"}) {
    add(name);
  }
  const Corpus corpus = walk({folder_});
  EXPECT_EQ(names(corpus),
            (Names{"LicenseRenewal-7.json", "readme.jsonl", "requirements_review.csv"}));
  EXPECT_EQ(corpus.passed_over, (Counts{{"license", 1}, {"readme", 1}, {"requirements", 1}}));
}

TEST_F(CorpusTest, AFileStandsThereOnceHoweverItIsReached) {
  add("a/h.json");
  fs::create_symlink(folder_ / "a/h.json", folder_ / "again.json");
  EXPECT_EQ(names(walk({folder_ / "a", folder_, folder_ / "a/../a/h.json"})), (Names{"a/h.json"}));
}

TEST_F(CorpusTest, LinksToFoldersAndPipesAreNotEntered) {
  add("a/h.json");
  fs::create_directory_symlink(folder_, folder_ / "a/loop");
  for (const char* name : {"pipe.json", "pipe.trace.jsonl"}) {
    ASSERT_EQ(::mkfifo((folder_ / name).c_str(), 0600), 0);
  }
  const Corpus corpus = walk({folder_});
  EXPECT_EQ(names(corpus), (Names{"a/h.json"}));
  EXPECT_EQ(corpus.passed_over, (Counts{{"no regular file", 2}}));
}

TEST_F(CorpusTest, RecordingsOfAFolderAreOneEntry) {
  for (const char* name : {"r/a.trace.jsonl", "r/b.trace.jsonl", "r/h.json"}) add(name);
  EXPECT_EQ(names(walk({folder_})), (Names{"r", "r/h.json"}));
}

TEST_F(CorpusTest, AMissingPathIsAnError) {
  base::Progress progress;
  const auto corpus = walk_corpus({folder_ / "nowhere"}, {progress, {}});
  ASSERT_FALSE(corpus.ok());
  EXPECT_EQ(corpus.error().code, "session.no_such_path");
  EXPECT_EQ(corpus.error().message,
            "no such file or folder: " + (folder_ / "nowhere").string());
}

}  // namespace
}  // namespace core::session
