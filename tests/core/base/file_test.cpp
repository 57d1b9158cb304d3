#include "core/base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace core::base {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(File, WhatIsWrittenIsRead) {
  std::string content = "line\n\0zero";
  content.resize(1'000'003, 'x');
  ASSERT_TRUE(write_file(folder_ / "a.txt", content).ok());
  const Result<std::string> read = read_file(folder_ / "a.txt");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, content);
}

TEST_F(File, ReadingTellsHowFarItIsAndStops) {
  ASSERT_TRUE(write_file(folder_ / "a.txt", std::string(1'000'003, 'x')).ok());
  Progress progress;
  ASSERT_TRUE(read_file(folder_ / "a.txt", {progress, {}}).ok());
  EXPECT_EQ(progress.total(), 1'000'003u);
  EXPECT_EQ(progress.done(), 1'000'003u);
  std::stop_source source;
  source.request_stop();
  Progress unused;
  const Result<std::string> stopped = read_file(folder_ / "a.txt", {unused, source.get_token()});
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, "cancelled");
  EXPECT_EQ(unused.done(), 0u);
}

TEST(ProgressPart, MovesTheWholeBetweenItsBounds) {
  Progress whole;
  {
    ProgressPart first(whole, 0, 300);
    first.set_total(10);
    first.set_done(5);
    EXPECT_EQ(whole.done(), 150u);
    first.set_done(20);
    EXPECT_EQ(whole.done(), 300u);
  }
  ProgressPart second(whole, 300, 1000);
  EXPECT_EQ(whole.done(), 300u);
  second.set_done(7);  // of a total nobody knows
  EXPECT_EQ(whole.done(), 300u);
  ProgressPart inner(second, 500, 1000);
  EXPECT_EQ(whole.done(), 650u);
  inner.set_total(2);
  inner.set_done(2);
  EXPECT_EQ(whole.done(), 1000u);
  EXPECT_EQ(whole.total(), 1000u);
}

TEST_F(File, WritingReplacesWholeAndLeavesNothingBeside) {
  ASSERT_TRUE(write_file(folder_ / "a.txt", "a long first content").ok());
  ASSERT_TRUE(write_file(folder_ / "a.txt", "short").ok());
  EXPECT_EQ(read_file(folder_ / "a.txt").value(), "short");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(File, KeepsTheModeAndTheLink) {
  ASSERT_TRUE(write_file(folder_ / "a.sh", "one").ok());
  ASSERT_EQ(::chmod((folder_ / "a.sh").c_str(), 0750), 0);
  fs::create_symlink("a.sh", folder_ / "link");
  ASSERT_TRUE(write_file(folder_ / "link", "two").ok());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(read_file(folder_ / "a.sh").value(), "two");
  EXPECT_EQ(fs::status(folder_ / "a.sh").permissions(), fs::perms(0750));
}

TEST_F(File, SaysWhyItCannotRead) {
  const std::string path = (folder_ / "none.json").string();
  const Error missing = read_file(path).error();
  EXPECT_EQ(missing.code, "file.not_found");
  EXPECT_EQ(to_text(missing), "cannot open: No such file or directory: " + path);
  const Error folder = read_file(folder_).error();
  EXPECT_EQ(folder.code, "file.is_folder");
  EXPECT_EQ(to_text(folder), "cannot read: Is a directory: " + folder_.string());
}

TEST_F(File, SaysWhyItCannotWrite) {
  const std::string path = (folder_ / "no" / "such" / "a.txt").string();
  const Error missing = write_file(path, "x").error();
  EXPECT_EQ(missing.code, "file.unwritable");
  EXPECT_EQ(to_text(missing), "cannot write: No such file or directory: " + path);
  EXPECT_EQ(to_text(write_file(folder_, "x").error()),
            "cannot write: Is a directory: " + folder_.string());
}

TEST_F(File, WritesIntoADeviceInPlace) {
  EXPECT_TRUE(write_file("/dev/null", "x").ok());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(File, ADeviceWithoutEndIsAnError) {
  EXPECT_EQ(to_text(read_file("/dev/zero").error()), "cannot read: File too large: /dev/zero");
  EXPECT_EQ(read_file("/dev/null").value(), "");
}

TEST_F(File, HostileNamesAreShownEscaped) {
  EXPECT_EQ(to_text(read_file(folder_ / "a\x1b[31m").error()),
            "cannot open: No such file or directory: " + (folder_ / "a\\x1b[31m").string());
}

}  // namespace
}  // namespace core::base
