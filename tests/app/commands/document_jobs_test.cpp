// Opening and replaying in the background, over real files in a folder of the test's own.
#include "app/commands/document_jobs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/commands/command_table.h"

namespace app::commands {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHistory = R"([
  {"EventType":12,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00Z"},
  {"EventType":0,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00Z",
   "Name":"greet","Input":"null"},
  {"EventType":4,"EventId":0,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:01Z","Name":"Hello"},
  {"EventType":13,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:01Z"}
])";

class DocumentJobsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) /
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const char* name, const char* text) {
    const fs::path path = folder_ / name;
    std::ofstream(path) << text;
    return path.string();
  }
  void open(const std::string& path) {
    OpenOrder order;
    order.paths = {path};
    jobs_.open(state_, std::move(order));
    jobs_.finish(state_);
  }

  fs::path folder_;
  state::AppState state_;
  DocumentJobs jobs_{jobs::Wake()};
};

TEST_F(DocumentJobsTest, AHistoryOpensAndBecomesTheNewestRecentFile) {
  const std::string path = write("greet.json", kHistory);
  open(path);
  ASSERT_NE(state_.reading, nullptr);
  EXPECT_EQ(state_.reading->history().size(), 4U);
  EXPECT_EQ(state_.file->path, path);
  EXPECT_EQ(state_.recent_files, std::vector<std::string>{path});
  EXPECT_EQ(state::locator_text(state_), "p1.start");
  EXPECT_FALSE(state_.job.has_value());
  EXPECT_EQ(state_.dialog, state::Dialog::none);
}

TEST_F(DocumentJobsTest, OpeningAsksBeforeCodeFoundBesideIsRun) {
  write("orchestrator.py", "def greet(context):\n    open('ran', 'w')\n    yield 1\n");
  open(write("greet.json", kHistory));
  ASSERT_TRUE(state_.consent.has_value());
  EXPECT_EQ(state_.consent->target, (folder_ / "orchestrator.py").string() + ":greet");
  EXPECT_EQ(state_.dialog, state::Dialog::consent);
  EXPECT_EQ(state_.reading->trace(), nullptr);
  EXPECT_FALSE(jobs_.is_busy());
  EXPECT_FALSE(fs::exists(folder_ / "ran"));
}

TEST_F(DocumentJobsTest, AHistoryToBeLookedAtOnlyOffersNoRun) {
  write("orchestrator.py", "def greet(context):\n    open('ran', 'w')\n    yield 1\n");
  open(write("greet.json", R"({"Events":[
    {"EventType":"ExecutionStarted","EventId":1,"Id":"e","Name":"greet",
     "EventTimestamp":"2026-03-01T10:00:00Z"},
    {"EventType":"StepStarted","EventId":2,"Id":"s","Name":"Hello",
     "EventTimestamp":"2026-03-01T10:00:01Z"}]})"));
  ASSERT_NE(state_.reading, nullptr);
  ASSERT_EQ(state_.reading->snapshot->format, "aws-durable");
  EXPECT_FALSE(state_.consent.has_value());
  EXPECT_EQ(state_.dialog, state::Dialog::none);
  const CommandTable table;
  for (const char* id : {"file.attach", "file.attach_target", "file.run_found", "file.rerun",
                         "file.rerun_with_stubs", "finding.prove"}) {
    EXPECT_EQ(table.refusal(*table.find(id), state_),
              "This history can be looked at but not replayed: aws-durable is a history of another "
              "platform, AWS durable execution")
        << id;
  }
  state_.request.target = (folder_ / "orchestrator.py").string() + ":greet";
  jobs_.replay(state_);
  jobs_.finish(state_);
  ASSERT_EQ(state_.messages.size(), 1U);
  EXPECT_EQ(state_.messages.front().error.code, "session.not_replayable");
  EXPECT_EQ(state_.reading->trace(), nullptr);
  EXPECT_FALSE(fs::exists(folder_ / "ran"));
}

TEST_F(DocumentJobsTest, RememberedCodeIsRunWithoutAQuestionUntilItChanges) {
  const std::string code = write("orchestrator.py", "def greet(context):\n    yield 1\n");
  const std::string history = write("greet.json", kHistory);
  open(history);
  ASSERT_TRUE(state_.consent && state_.consent->memory);
  state::remember(state_, *state_.consent->memory);
  state_.dialog = state::Dialog::none;
  open(history);
  EXPECT_FALSE(state_.consent.has_value());
  EXPECT_EQ(state_.request.target, code + ":greet");

  write("orchestrator.py", "def greet(context):\n    yield 2\n");
  open(history);
  EXPECT_TRUE(state_.consent.has_value());
  EXPECT_EQ(state_.reading->trace(), nullptr);
}

TEST_F(DocumentJobsTest, SettingsThatNameCodeAskBeforeItIsRun) {
  write("main.py", "def greet(context):\n    open('ran', 'w')\n    yield 1\n");
  write(".yieldscope.json", R"({"target":"main.py:greet","allow":["files"]})");
  open(write("greet.json", kHistory));
  ASSERT_TRUE(state_.consent.has_value());
  EXPECT_EQ(state_.dialog, state::Dialog::consent);
  EXPECT_TRUE(state_.consent->words.ends_with("main.py:greet, allowed to use files"))
      << state_.consent->words;
  EXPECT_TRUE(state_.consent->settings.ends_with(".yieldscope.json"));
  // A yes to more rights is not remembered with the file alone.
  EXPECT_FALSE(state_.consent->memory.has_value());
  EXPECT_EQ(state_.reading->trace(), nullptr);
  EXPECT_FALSE(fs::exists(folder_ / "ran"));
}

TEST_F(DocumentJobsTest, DamagedSettingsAreSaidAndTheHistoryOpens) {
  write(".yieldscope.json", "{");
  open(write("greet.json", kHistory));
  ASSERT_EQ(state_.messages.size(), 1U);
  EXPECT_EQ(state_.messages[0].error.code, "settings.malformed");
  EXPECT_NE(state_.reading, nullptr);
}

TEST_F(DocumentJobsTest, AnUnknownSettingIsSaid) {
  write(".yieldscope.json", R"({"tarjet":"main.py"})");
  open(write("greet.json", kHistory));
  ASSERT_EQ(state_.messages.size(), 1U);
  EXPECT_EQ(state_.messages[0].error.code, "settings.unknown_member");
  EXPECT_FALSE(state_.consent.has_value());
}

TEST_F(DocumentJobsTest, AFileThatCannotBeReadLeavesWhatIsOnScreen) {
  open(write("greet.json", kHistory));
  const auto before = state_.reading;
  open((folder_ / "missing.json").string());
  ASSERT_EQ(state_.messages.size(), 1U);
  EXPECT_EQ(state_.messages[0].error.code, "file.not_found");
  EXPECT_EQ(state_.reading, before);
  EXPECT_EQ(state_.recent_files.size(), 1U);
}

TEST_F(DocumentJobsTest, ATargetThatCannotBeRunBecomesAMessageAndTheHistoryStays) {
  OpenOrder order;
  order.paths = {write("greet.json", kHistory)};
  order.request.target = (folder_ / "missing.py").string() + ":greet";
  jobs_.open(state_, std::move(order));
  jobs_.finish(state_);
  ASSERT_EQ(state_.messages.size(), 1U);
  ASSERT_NE(state_.reading, nullptr);
  EXPECT_EQ(state_.reading->trace(), nullptr);
}

TEST_F(DocumentJobsTest, ThePlaceAskedForIsReachedOrExplained) {
  OpenOrder order;
  order.paths = {write("greet.json", kHistory)};
  order.focus = "p1.end";
  jobs_.open(state_, order);
  jobs_.finish(state_);
  EXPECT_EQ(state::locator_text(state_), "p1.end");
  order.focus = "p7.y1";
  jobs_.open(state_, order);
  jobs_.finish(state_);
  ASSERT_EQ(state_.messages.size(), 1U);
  EXPECT_EQ(state_.messages[0].error.code, "locator.no_such_pass");
}

TEST_F(DocumentJobsTest, AFolderOpensAsOneListAndARowWithoutAnInstanceSaysWhy) {
  write("a.json", kHistory);
  write("b.json", kHistory);
  write("broken.json", R"({"events":7})");
  open(folder_.string());
  ASSERT_NE(state_.reading, nullptr);
  ASSERT_EQ(state_.file->instances->size(), 3U);
  EXPECT_EQ(state_.file->opened, std::vector<std::string>{folder_.string()});
  EXPECT_EQ(fs::path(state_.file->path).filename(), "a.json");
  EXPECT_EQ(state_.recent_files, std::vector<std::string>{folder_.string()});
  const auto rows = state_.file->instances;
  const auto before = state_.reading;
  for (std::size_t i = 0; i < rows->size(); ++i) {
    if (!(*rows)[i].problem) continue;
    jobs_.open_instance(state_, i);
    jobs_.finish(state_);
    ASSERT_EQ(state_.messages.size(), 1U);
    EXPECT_FALSE(state_.messages[0].error.message.empty());
    EXPECT_FALSE(state_.messages[0].error.hint.empty());
    EXPECT_EQ(state_.reading, before);
  }
  state_.instances.filter.text = "kept";
  jobs_.open_instance(state_, 1);
  jobs_.finish(state_);
  EXPECT_EQ(fs::path(state_.file->path).filename(), "b.json");
  EXPECT_EQ(state_.file->instances, rows);
  EXPECT_EQ(state_.instances.filter.text, "kept");
  open((folder_ / "a.json").string());
  EXPECT_TRUE(state_.instances.filter.text.empty());
}

TEST_F(DocumentJobsTest, FilesGivenTogetherAreOneList) {
  OpenOrder order;
  order.paths = {write("a.json", kHistory), write("b.json", kHistory)};
  jobs_.open(state_, order);
  jobs_.finish(state_);
  ASSERT_EQ(state_.file->instances->size(), 2U);
  EXPECT_EQ(state_.file->opened, order.paths);
  EXPECT_TRUE(state_.recent_files.empty());
}

TEST_F(DocumentJobsTest, AFolderWithPayloadsOpensTheSameHistoryAgainWhereThePersonStood) {
  const std::string path = write("greet.json", kHistory);
  open(path);
  const CommandTable table;
  CommandQueue queue;
  CommandContext context{state_, jobs_, nullptr};
  queue.push("replay.last_pass");
  queue.push("file.payloads");
  table.run(queue, context);
  EXPECT_EQ(state_.dialog, state::Dialog::payload_folder);
  const std::string place = state::locator_text(state_);
  queue.push("file.open_with_payloads", TextArgument{folder_.string()});
  table.run(queue, context);
  jobs_.finish(state_);
  EXPECT_EQ(state_.dialog, state::Dialog::none);
  EXPECT_EQ(state_.file->beside.payloads, folder_);
  EXPECT_EQ(state_.file->path, path);
  EXPECT_EQ(state::locator_text(state_), place);
  EXPECT_TRUE(state_.messages.empty());
}

TEST_F(DocumentJobsTest, ACancelledOpeningLeavesWhatIsOnScreen) {
  open(write("greet.json", kHistory));
  const auto before = state_.reading;
  OpenOrder order;
  order.paths = {write("other.json", kHistory)};
  jobs_.open(state_, order);
  jobs_.cancel(state_);
  jobs_.finish(state_);
  // It may have been done before it was told to stop.
  if (state_.reading == before) {
    EXPECT_EQ(state_.notice, "Cancelled; what was on screen stays");
    EXPECT_EQ(fs::path(state_.file->path).filename(), "greet.json");
  }
  EXPECT_TRUE(state_.messages.empty());
  EXPECT_FALSE(state_.job.has_value());
}

TEST_F(DocumentJobsTest, OpeningTwiceAtOnceShowsTheSecondFile) {
  OpenOrder first;
  first.paths = {write("first.json", kHistory)};
  OpenOrder second;
  second.paths = {write("second.json", kHistory)};
  jobs_.open(state_, first);
  jobs_.open(state_, second);
  jobs_.finish(state_);
  EXPECT_EQ(state_.file->path, second.paths.front());
  EXPECT_TRUE(state_.messages.empty());
}

}  // namespace
}  // namespace app::commands
