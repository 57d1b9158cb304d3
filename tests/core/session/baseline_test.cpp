#include "core/session/baseline.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace core::session {
namespace {

namespace fs = std::filesystem;

class BaselineTest : public testing::Test {
 protected:
  BaselineTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~BaselineTest() override { fs::remove_all(folder_); }

  void write(const std::string& text) const { std::ofstream(file()) << text; }
  fs::path file() const { return folder_ / "accepted.json"; }
  FoundIn in(const char* history, const char* instance = "order-1") const {
    return {folder_ / history, instance, "order"};
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / ("yieldscope_baseline_" + std::to_string(::getpid()));
};

model::Finding renamed(std::uint32_t line) {
  model::Finding finding;
  finding.id = "YS1003";
  finding.message = "A call was renamed at app.py:" + std::to_string(line) + ".";
  finding.place.file = "app.py";
  finding.place.function = "order";
  finding.place.line = line;
  finding.kind = "renamed";
  finding.expected = "activity Charge(1)";
  finding.actual = "activity Pay(1)";
  return finding;
}

TEST_F(BaselineTest, AFindingIsFoundAgainOnAnotherLine) {
  Baseline baseline(file());
  baseline.accept(in("a.json"), renamed(12), "drained");
  ASSERT_TRUE(write_baseline(baseline).ok());
  const auto read = read_baseline(file());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->accepted(), baseline.accepted());
  const AcceptedFinding* entry = read->find(in("a.json"), renamed(40));
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->reason, "drained");
  EXPECT_EQ(entry->history, "a.json");
  EXPECT_EQ(entry->finding, "A call was renamed at app.py:12.");
}

TEST_F(BaselineTest, AnotherHistoryInstanceRuleOrCallIsNotAccepted) {
  Baseline baseline(file());
  baseline.accept(in("a.json"), renamed(12), "drained");
  EXPECT_FALSE(baseline.contains(in("b.json"), renamed(12)));
  EXPECT_FALSE(baseline.contains(in("a.json", "order-2"), renamed(12)));
  model::Finding other = renamed(12);
  other.id = "YS1008";
  EXPECT_FALSE(baseline.contains(in("a.json"), other));
  other = renamed(12);
  other.actual = "activity Refund(1)";
  EXPECT_FALSE(baseline.contains(in("a.json"), other));
}

TEST_F(BaselineTest, TheFolderCanBeReachedAnotherWay) {
  fs::create_directories(folder_ / "histories");
  Baseline baseline(file());
  baseline.accept(in("histories/a.json"), renamed(12), "drained");
  EXPECT_EQ(baseline.accepted()[0].history, "histories/a.json");
  EXPECT_TRUE(baseline.contains(in("histories/../histories/./a.json"), renamed(12)));
}

TEST_F(BaselineTest, AcceptingTwiceChangesTheReasonAndEntriesAreSorted) {
  Baseline baseline(file());
  baseline.accept(in("b.json"), renamed(12), "one");
  baseline.accept(in("a.json"), renamed(12), "two");
  baseline.accept(in("b.json"), renamed(13), "three");
  ASSERT_EQ(baseline.accepted().size(), 2U);
  EXPECT_EQ(baseline.accepted()[0].history, "a.json");
  EXPECT_EQ(baseline.accepted()[1].reason, "three");
}

TEST_F(BaselineTest, OneThatIsNotThereIsNewWhereThatIsAskedFor) {
  EXPECT_FALSE(read_baseline(file()).ok());
  const auto fresh = read_or_new_baseline(file());
  ASSERT_TRUE(fresh.ok());
  EXPECT_TRUE(fresh->accepted().empty());
  EXPECT_EQ(fresh->file(), file());
}

TEST_F(BaselineTest, WhatIsNoBaselineIsRefusedWithItsPlace) {
  const auto message_of = [&](const std::string& text) {
    write(text);
    const auto read = read_baseline(file());
    if (read.ok()) return std::string("read");
    return read.error().message + " " + read.error().where.json_path;
  };
  EXPECT_EQ(message_of("{"),
            "the baseline is not JSON: malformed JSON: expected a member name in double quotes or "
            "'}', found the end of the text ");
  EXPECT_EQ(message_of("[]"),
            "this is no baseline: its \"format\" is not \"yieldscope-baseline\" /format");
  EXPECT_EQ(message_of(R"({"format":"yieldscope-baseline","version":7})"),
            "the baseline is of another version; this program reads version 1 /version");
  EXPECT_EQ(message_of(R"({"format":"yieldscope-baseline","version":1})"),
            "\"accepted\" must be a list /accepted");
  EXPECT_EQ(message_of(R"({"format":"yieldscope-baseline","version":1,"accepted":[7]})"),
            "an entry names rule, history and fingerprint /accepted/0");
}

}  // namespace
}  // namespace core::session
