// Folders, patterns and many files as one document.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "core/session/instance_filter.h"
#include "core/session/session.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using Lines = std::vector<std::string>;

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

const std::string kId = "a7c1e94d6f0b4b6f9a41c2f8d35e7710";
const std::string kHistory =
    read(fs::path(YIELDSCOPE_SOURCE_DIR) / "traces/three_cities/history.json");

class OpenCorpusTest : public testing::Test {
 protected:
  OpenCorpusTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~OpenCorpusTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }
  /// A worker payload of that instance.
  void add(const std::string& name, const std::string& id) const {
    std::string text = kHistory;
    for (auto at = text.find(kId); at != std::string::npos; at = text.find(kId, at + id.size())) {
      text.replace(at, kId.size(), id);
    }
    write(name, text);
  }

  base::Result<std::shared_ptr<Document>> open(const Lines& names = {""}) {
    Lines paths;
    for (const std::string& name : names) paths.push_back((folder_ / name).string());
    return open_documents(paths, work_);
  }
  std::string without_folder(const std::string& path) const {
    const std::string start = folder_.string() + "/";
    return path.starts_with(start) ? path.substr(start.size()) : path;
  }
  /// "id in file", or "problem: code in file".
  Lines rows(const Document& document) const {
    Lines lines;
    for (const InstanceRow& row : instances(document)) {
      lines.push_back((row.problem ? "problem: " + row.problem->code : row.id) + " in " +
                      without_folder(row.file));
    }
    return lines;
  }

  base::Progress progress_;
  std::stop_source stop_;
  const base::WorkContext work_{progress_, stop_.get_token()};
  const fs::path folder_ =
      fs::path(testing::TempDir()) / ("yieldscope_open_corpus_" + std::to_string(::getpid()));
};

TEST_F(OpenCorpusTest, AFolderIsOneDocumentWithTheRowsOfItsFiles) {
  add("b.json", "two");
  add("a/x.json", "one");
  write("app.py", "x");
  write("tool.py", "x");
  write("host.json", "{}");
  const auto document = open();
  ASSERT_TRUE(document.ok());
  EXPECT_TRUE(is_corpus(**document));
  EXPECT_EQ(format_of(**document), "corpus");
  EXPECT_EQ(reason_of(**document),
            "2 histories in 2 files; 3 files passed over: 2 .py, host.json");
  EXPECT_EQ(rows(**document), (Lines{"one in a/x.json", "two in b.json"}));
  EXPECT_EQ(instances(**document)[0].format, "worker-payload");
  EXPECT_EQ(progress_.done(), 2U);
}

TEST_F(OpenCorpusTest, AnInstanceIsLoadedFromItsOwnFile) {
  add("a.json", "one");
  add("b.json", "two");
  const auto document = open();
  ASSERT_TRUE(document.ok());
  const auto snapshot = load(**document, find_instance(**document, "two").value(), work_);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ((*snapshot)->history->envelope().instance_id, "two");
  EXPECT_EQ((*snapshot)->file, (folder_ / "b.json").string());
  EXPECT_EQ((*snapshot)->format, "worker-payload");
}

TEST_F(OpenCorpusTest, AFileThatCannotBeOpenedIsARowAndTheOthersStay) {
  add("good.json", "one");
  write("other.json", "{\"answer\": 42}");
  write("empty.json", "");
  const auto document = open();
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(rows(**document),
            (Lines{"problem: import.unknown_format in empty.json", "one in good.json",
                   "problem: import.unknown_format in other.json"}));
  EXPECT_EQ(reason_of(**document), "1 history in 1 file; 2 files could not be opened");
  EXPECT_EQ(find_instance(**document, "").value(), 1U);
  const auto refused = load(**document, 0, work_);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error(), *instances(**document)[0].problem);
}

TEST_F(OpenCorpusTest, WhereNoneCanBeOpenedNoneIsChosen) {
  write("other.json", "{\"answer\": 42}");
  write("more.json", "[]");
  const auto document = open();
  ASSERT_TRUE(document.ok());
  const auto none = find_instance(**document, "");
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().message, "none of 2 files could be opened");
}

TEST_F(OpenCorpusTest, AFolderWithoutHistoriesIsAnError) {
  write("app.py", "x");
  const auto document = open();
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, "session.empty_folder");
  EXPECT_EQ(document.error().message, "the folder holds no history (1 file passed over: .py)");
}

TEST_F(OpenCorpusTest, PipesAndLoopsOfLinksAreNotEntered) {
  add("a/one.json", "one");
  fs::create_directory_symlink(folder_, folder_ / "a/loop");
  ASSERT_EQ(::mkfifo((folder_ / "pipe.json").c_str(), 0600), 0);
  const auto document = open();
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(rows(**document), (Lines{"one in a/one.json"}));
}

TEST_F(OpenCorpusTest, SeveralFilesAreOneDocumentAndAFileStandsThereOnce) {
  add("a.json", "one");
  add("b.json", "one");
  const auto document = open({"b.json", "a.json", "./b.json"});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(rows(**document), (Lines{"one in b.json", "one in a.json"}));
  EXPECT_EQ(instances(**document)[0].generations, 0U);
}

TEST_F(OpenCorpusTest, APatternIsTheFilesThatFit) {
  for (const char* name : {"a.json", "b.json", "x/c.json"}) add(name, name);
  write("b.md", "x");
  EXPECT_EQ(rows(**open({"*.json"})), (Lines{"a.json in a.json", "b.json in b.json"}));
  EXPECT_EQ(rows(**open({"**/[bc]*"})), (Lines{"b.json in b.json", "x/c.json in x/c.json"}));
  const auto none = open({"*.csv"});
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, "session.no_match");
}

TEST_F(OpenCorpusTest, AFileNamedLikeAPatternIsOpened) {
  add("[ab]*.json", "stars");
  add("a.json", "one");
  EXPECT_EQ(rows(**open({"[ab]*.json"})), (Lines{"stars in "}));
}

TEST_F(OpenCorpusTest, AMissingFileIsAnErrorAmongOthersToo) {
  add("a.json", "one");
  const auto document = open({"a.json", "nowhere.json"});
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, "session.no_such_path");
  EXPECT_EQ(open({"nowhere.json"}).error().code, "file.not_found");
}

TEST_F(OpenCorpusTest, AFileThatWasChangedMeanwhileIsReadAsItIsNow) {
  for (int i = 0; i < 6; ++i) add("f" + std::to_string(i) + ".json", "i" + std::to_string(i));
  const auto document = open();
  ASSERT_TRUE(document.ok());
  std::string text = read(folder_ / "f1.json") + "\n\n";
  write("f1.json", text);
  const auto snapshot = load(**document, 1, work_);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ((*snapshot)->report->remarks.back().code, "session.file_changed");
  add("f1.json", "another");
  const auto gone = load(**document, 1, work_);
  ASSERT_FALSE(gone.ok());
  EXPECT_EQ(gone.error().message,
            "the file was changed after it was listed, and holds instance i1 no more");
  fs::remove(folder_ / "f5.json");
  EXPECT_EQ(load(**document, 5, work_).error().code, "file.not_found");
  EXPECT_TRUE(load(**document, 0, work_).ok());
}

TEST_F(OpenCorpusTest, OpeningCanBeStopped) {
  add("a.json", "one");
  add("b.json", "two");
  stop_.request_stop();
  const auto document = open();
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.error().code, "cancelled");
}

TEST_F(OpenCorpusTest, ParentsAndChildrenOfSeveralFilesAreLinked) {
  add("child.json", "p-1:0");
  std::string text = read(folder_ / "child.json");
  const std::string none = "\"parentInstanceId\": null";
  ASSERT_NE(text.find(none), std::string::npos);
  write("child.json", text.replace(text.find(none), none.size(), "\"parentInstanceId\": \"p-1\""));
  add("parent.json", "p-1");
  const auto document = open();
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(rows(**document), (Lines{"p-1 in parent.json", "p-1:0 in child.json"}));
  EXPECT_EQ(instances(**document)[1].parent, 0U);
  const auto snapshot = load(**document, 1, work_);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ((*snapshot)->history->envelope().instance_id, "p-1:0");
}

TEST_F(OpenCorpusTest, ARecordingIsTakenBeforeTheHistoryBesideIt) {
  const auto document =
      open_document(fs::path(YIELDSCOPE_SOURCE_DIR) / "tests/cases/recording/approval", work_);
  ASSERT_TRUE(document.ok());
  ASSERT_EQ(instances(**document).size(), 2U);
  const std::size_t taken = find_instance(**document, "").value();
  EXPECT_EQ(instances(**document)[taken].format, "yieldscope-recording");
  const auto snapshot = load(**document, taken, work_);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_NE((*snapshot)->trace, nullptr);
}

InstanceRow row(const std::string& name, model::RuntimeStatus status) {
  return {name + "-id", name, status};
}

TEST(InstanceFilter, NamesFitInPartAndPatternsWhole) {
  using enum model::RuntimeStatus;
  const auto fits = [](const std::string& name, const std::string& text) {
    return InstanceFilter{text, {}}.fits(row(name, running));
  };
  EXPECT_TRUE(fits("ProcessOrder", "order"));
  EXPECT_TRUE(fits("ProcessOrder", "process*"));
  EXPECT_FALSE(fits("ProcessOrder", "order*"));
  EXPECT_TRUE(fits("a[1]", "[1]"));
  EXPECT_FALSE((InstanceFilter{"order", {failed}}.fits(row("Order", running))));
  InstanceRow problem = row("Order", unknown);
  problem.problem = base::Error{};
  EXPECT_FALSE((InstanceFilter{"order", {}}.fits(problem)));
  EXPECT_TRUE(InstanceFilter{}.fits(problem));
}

TEST(InstanceFilter, StatusesAreReadAndRefused) {
  using enum model::RuntimeStatus;
  EXPECT_EQ(parse_statuses(" failed,RUNNING,").value(), (std::vector{failed, running}));
  EXPECT_EQ(parse_statuses("").value(), std::vector<model::RuntimeStatus>{});
  const auto refused = parse_statuses("Faild");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().message, "'Faild' is no status of an instance");
  EXPECT_EQ(refused.error().hint, "Did you mean Failed?");
}

TEST(InstanceFilter, AnInstanceCountsOnceAsItsNewestGeneration) {
  using enum model::RuntimeStatus;
  std::vector<InstanceRow> rows{row("a", continued_as_new), row("a", completed), row("b", failed)};
  rows[0].generation = 1;
  rows[1].generation = 2;
  rows[0].generations = rows[1].generations = 2;
  rows.push_back(row("c", failed));
  const InstanceCounts counts = count_instances(rows);
  EXPECT_EQ(counts.instances, 3U);
  EXPECT_EQ(counts.histories, 4U);
  EXPECT_EQ(statuses_text(counts), "2 Failed, 1 Completed");
}

}  // namespace
}  // namespace core::session
