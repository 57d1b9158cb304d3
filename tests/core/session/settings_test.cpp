// What each wrong value is told stands in tests/cases/cli/check_settings_errors.
#include "core/session/settings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace core::session {
namespace {

namespace fs = std::filesystem;

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "deep/er");
  }
  ~SettingsTest() override { fs::remove_all(folder_); }

  fs::path write(const fs::path& folder, const std::string& text) const {
    std::ofstream(folder / kSettingsName) << text;
    return folder / kSettingsName;
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / ("yieldscope_settings_" + std::to_string(::getpid()));
};

TEST_F(SettingsTest, EveryMemberIsRead) {
  const auto settings = read_settings(write(folder_, R"({
    "target": "src/app.py:order", "python": ".venv/bin/python", "stubMissing": true,
    "allow": ["net", "files"], "flavour": "azure-functions-python-1.3", "sdk": "real",
    "mode": "platform", "failOn": "warning", "baseline": "ok.json", "histories": ["a", "/b"]})"));
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->target, (folder_ / "src/app.py:order").string());
  EXPECT_EQ(settings->baseline, folder_ / "ok.json");
  EXPECT_EQ(settings->histories, (std::vector<fs::path>{folder_ / "a", "/b"}));
  EXPECT_EQ(settings->is_strict, false);
  EXPECT_EQ(settings->fail_on, model::Severity::warning);
  EXPECT_TRUE(settings->remarks.empty());
  ReplayRequest request;
  request.target = "mine.py";
  apply_settings(settings.value(), request);
  EXPECT_EQ(request.target, "mine.py") << "a target needs the person's consent";
  EXPECT_EQ(request.python, (folder_ / ".venv/bin/python").string());
  EXPECT_EQ(request.flavour, "azure-functions-python-1.3");
  EXPECT_EQ(request.sdk, "real");
  EXPECT_TRUE(request.stubs_missing);
  EXPECT_EQ(request.allowances, (std::vector<std::string>{"net", "files"}));
  EXPECT_EQ(describe_target(settings.value()),
            (folder_ / "src/app.py:order").string() + " with " +
                (folder_ / ".venv/bin/python").string() + ", allowed to use net, files");
}

TEST_F(SettingsTest, WhatIsLeftOutChangesNothing) {
  const auto settings = read_settings(write(folder_, "{}"));
  ASSERT_TRUE(settings.ok());
  ReplayRequest request;
  request.python = "python3.9";
  request.allowances = {"net"};
  apply_settings(settings.value(), request);
  EXPECT_EQ(request.python, "python3.9");
  EXPECT_EQ(request.allowances, std::vector<std::string>{"net"});
  EXPECT_EQ(request.sdk, "shim");
  EXPECT_EQ(baseline_of(settings.value()), folder_ / ".yieldscope-baseline.json");
}

TEST_F(SettingsTest, AProgramWithoutASlashIsLookedUpAndNativeCodeHasNoFolder) {
  const auto settings =
      read_settings(write(folder_, R"({"python": "python3.11", "target": "native:chain"})"));
  ASSERT_TRUE(settings.ok());
  EXPECT_EQ(settings->python, "python3.11");
  EXPECT_EQ(settings->target, "native:chain");
}

TEST_F(SettingsTest, UnknownMembersAreRemarks) {
  const auto settings = read_settings(write(folder_, R"({"pyhton": "x", "color": 1})"));
  ASSERT_TRUE(settings.ok());
  ASSERT_EQ(settings->remarks.size(), 2U);
  EXPECT_EQ(settings->remarks[0].message, "'pyhton' is no setting; did you mean 'python'?");
  EXPECT_EQ(settings->remarks[1].message, "'color' is no setting");
  EXPECT_EQ(settings->remarks[1].where.json_path, "/color");
}

TEST_F(SettingsTest, AStrangersFileAboveTheProjectIsNone) {
  const fs::path above = write(folder_, "{}");
  fs::create_directories(folder_ / "project");
  // Only root can give files away; for everybody else the file stays their own.
  const bool is_strangers = ::chown(above.c_str(), 54321, 54321) == 0;
  EXPECT_EQ(find_settings(folder_ / "project").has_value(), !is_strangers);
  if (is_strangers) {
    ASSERT_EQ(::chown((folder_ / "project").c_str(), 54321, 54321), 0);
  }
  EXPECT_EQ(find_settings(folder_ / "project"), above);
}

TEST_F(SettingsTest, TheNearestFileUpwardCounts) {
  const fs::path above = write(folder_, "{}");
  EXPECT_EQ(find_settings(folder_ / "deep/er/history.json"), above);
  const fs::path near = write(folder_ / "deep", "{}");
  EXPECT_EQ(find_settings(folder_ / "deep/er"), near);
  EXPECT_EQ(find_settings("-"), std::nullopt);
  EXPECT_EQ(find_settings_of_target("native:chain"), std::nullopt);
  std::ofstream(folder_ / "deep/er/app.py") << "";
  EXPECT_EQ(find_settings_of_target((folder_ / "deep/er/app.py:order").string()), near);
}

}  // namespace
}  // namespace core::session
