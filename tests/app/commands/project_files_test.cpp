// Settings and baseline beside the code, in a folder of the test's own.
#include "app/commands/project_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/trace_fixture.h"

namespace app::commands {
namespace {

namespace fs = std::filesystem;

class ProjectFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) /
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "code");
    fs::create_directories(folder_ / "histories");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const char* name, const char* text) const { std::ofstream(folder_ / name) << text; }
  std::string path(const char* name) const { return (folder_ / name).string(); }

  fs::path folder_;
};

TEST_F(ProjectFiles, SettingsOfTheTargetCountBeforeThoseOfTheHistory) {
  write(".yieldscope.json", R"({"flavour":"azure-functions-python-1.3"})");
  write("code/.yieldscope.json", R"({"python":"python3.12"})");
  write("code/main.py", "");
  const auto by_history = settings_for("", path("histories/a.json"));
  ASSERT_TRUE(by_history.ok() && by_history.value());
  EXPECT_EQ(by_history.value()->flavour, "azure-functions-python-1.3");
  const auto by_target = settings_for(path("code/main.py") + ":f", path("histories/a.json"));
  ASSERT_TRUE(by_target.ok() && by_target.value());
  EXPECT_EQ(by_target.value()->python, "python3.12");
}

TEST_F(ProjectFiles, DamagedSettingsAreAnError) {
  write(".yieldscope.json", "{");
  const auto settings = settings_for("", path("histories/a.json"));
  ASSERT_FALSE(settings.ok());
  EXPECT_EQ(settings.error().code, "settings.malformed");
}

TEST_F(ProjectFiles, WhatWasSaidWinsOverTheSettings) {
  ProjectSettings settings;
  settings.python = "python3.12";
  settings.flavour = "azure-functions-python-1.3";
  settings.allowances = {"net"};
  core::session::ReplayRequest said;
  said.python = "python3.9";
  const auto request = filled(said, settings);
  EXPECT_EQ(request.python, "python3.9");
  EXPECT_EQ(request.flavour, "azure-functions-python-1.3");
  EXPECT_EQ(request.allowances, std::vector<std::string>{"net"});
  EXPECT_EQ(filled(said, std::nullopt).flavour, "");
}

TEST_F(ProjectFiles, TheBaselineStandsWhereTheSettingsSayOrBesideThem) {
  EXPECT_EQ(baseline_file(std::nullopt, "histories/a.json"), "histories/.yieldscope-baseline.json");
  ProjectSettings settings;
  settings.file = "project/.yieldscope.json";
  EXPECT_EQ(baseline_file(settings, "histories/a.json"), "project/.yieldscope-baseline.json");
  settings.baseline = "project/known.json";
  EXPECT_EQ(baseline_file(settings, "histories/a.json"), "project/known.json");
}

TEST_F(ProjectFiles, AFindingIsAcceptedReadAgainAndTakenBack) {
  const auto reading = state::build_reading(tests::support::diverged());
  const std::string history = path("histories/a.json");
  const fs::path file = folder_ / "known.json";
  const auto none = read_acceptances(*reading, history, file);
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(none.value().reason_of(0), nullptr);
  const auto accepted = change_acceptance(*reading, history, file, 0, "drained by Friday");
  ASSERT_TRUE(accepted.ok());
  const auto again = read_acceptances(*reading, history, file);
  ASSERT_TRUE(again.ok());
  ASSERT_NE(again.value().reason_of(0), nullptr);
  EXPECT_EQ(*again.value().reason_of(0), "drained by Friday");
  EXPECT_EQ(read_acceptances(*reading, path("histories/b.json"), file).value().reason_of(0),
            nullptr);
  const auto taken = change_acceptance(*reading, history, file, 0, std::nullopt);
  ASSERT_TRUE(taken.ok());
  EXPECT_EQ(taken.value().reason_of(0), nullptr);
  EXPECT_EQ(read_acceptances(*reading, history, file).value().reason_of(0), nullptr);
}

TEST_F(ProjectFiles, AFileThatIsNoBaselineIsNotOverwritten) {
  write("known.json", R"({"format":"something else"})");
  const auto reading = state::build_reading(tests::support::diverged());
  const auto changed =
      change_acceptance(*reading, path("histories/a.json"), folder_ / "known.json", 0, "reason");
  ASSERT_FALSE(changed.ok());
  EXPECT_EQ(changed.error().code, "baseline.malformed");
  std::ifstream kept(folder_ / "known.json");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(kept), {}),
            R"({"format":"something else"})");
}

}  // namespace
}  // namespace app::commands
