// Which flavour a replay follows. DESIGN 5, Flavours.
#include "core/session/flavour_choice.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/model/history_builder.h"

namespace tests::session {
namespace {

namespace fs = std::filesystem;
using core::session::choose_flavour;
using core::session::find_pinned_sdk;
using core::session::pinned_version;
using core::session::Snapshot;

/// A folder of its own, with a root so that nothing above it counts.
class FlavourChoice : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(testing::TempDir()) / "flavour_choice" / test->name();
    fs::remove_all(root_);
    fs::create_directories(root_ / "Orchestrator");
    write("host.json", "{}");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(root_ / name) << text;
  }
  std::string chosen(const std::string& asked, const Snapshot& snapshot = {}) const {
    const auto choice = choose_flavour(asked, root_ / "Orchestrator", snapshot);
    return choice.ok() ? std::string(choice->flavour->name) : choice.error().message;
  }
  std::string remark() const {
    const auto choice = choose_flavour("", root_ / "Orchestrator", {});
    core::model::Report report;
    core::session::add_flavour_remark(report, *choice);
    return report.remarks.empty() ? "none" : report.remarks.front().message;
  }

  fs::path root_;
};

TEST(PinnedVersion, IsWhatFixesMajorAndMinorNumber) {
  EXPECT_EQ(pinned_version("azure-functions\nazure-functions-durable==1.3.1\n"), "1.3.1");
  EXPECT_EQ(pinned_version("Azure_Functions.Durable [x] == 1.2.9 ; python_version>'3.8'"), "1.2.9");
  EXPECT_EQ(pinned_version("azure-functions-durable~=1.2.9"), "1.2.9");
  EXPECT_EQ(pinned_version("azure-functions-durable===2.0.0b2 --hash=sha256:0"), "2.0.0b2");
  EXPECT_EQ(pinned_version(R"(dependencies = ["azure-functions-durable==1.3.0"])"), "1.3.0");
  EXPECT_EQ(pinned_version("azure-functions-durable = \"1.3.0\"\n"), "1.3.0");
  EXPECT_EQ(pinned_version("azure-functions-durable = {version = \"~1.2\", extras = []}"), "1.2");
}

TEST(PinnedVersion, IsNothingLooser) {
  EXPECT_EQ(pinned_version("azure-functions-durable\n"), "");
  EXPECT_EQ(pinned_version("azure-functions-durable>=1.3\n"), "");
  EXPECT_EQ(pinned_version("azure-functions-durable~=1.2"), "") << "lets 1.3 in";
  EXPECT_EQ(pinned_version("azure-functions-durable==1.*"), "");
  EXPECT_EQ(pinned_version("azure-functions-durable = \"^1.2\""), "");
  EXPECT_EQ(pinned_version("# azure-functions-durable==1.3.1"), "");
  EXPECT_EQ(pinned_version("my-azure-functions-durable==1.3.1"), "");
  EXPECT_EQ(pinned_version("azure-functions-durable-extra==1.3.1"), "");
}

TEST_F(FlavourChoice, FollowsThePinOfTheProjectsRoot) {
  EXPECT_EQ(chosen(""), "azure-functions-python-1.2");
  write("requirements.txt", "azure-functions-durable==1.3.1\n");
  EXPECT_EQ(chosen(""), "azure-functions-python-1.3");
  EXPECT_EQ(remark(),
            "requirements.txt pins azure-functions-durable 1.3.1; replayed by the rules of "
            "azure-functions-python-1.3.");
  write("requirements.txt", "azure-functions-durable==1.2.6\n");
  EXPECT_EQ(chosen(""), "azure-functions-python-1.2");
  EXPECT_EQ(remark(), "none");
}

TEST_F(FlavourChoice, LooksNoFurtherThanTheRoot) {
  std::ofstream(root_.parent_path() / "requirements.txt") << "azure-functions-durable==1.3.1\n";
  EXPECT_FALSE(find_pinned_sdk(root_ / "Orchestrator"));
  fs::remove(root_.parent_path() / "requirements.txt");
}

TEST_F(FlavourChoice, IsOverruledByTheOneAskedFor) {
  write("pyproject.toml", "dependencies = [\"azure-functions-durable==1.3.1\"]\n");
  EXPECT_EQ(chosen("azure-functions-python-1.2"), "azure-functions-python-1.2");
  EXPECT_EQ(chosen("azure-functions-pyton-1.3"), "there is no flavour 'azure-functions-pyton-1.3'");
}

TEST_F(FlavourChoice, SaysSoWhenThePinnedGenerationIsUnknown) {
  write("requirements.txt", "azure-functions-durable==2.0.0b2\n");
  EXPECT_EQ(chosen(""), "azure-functions-python-1.2");
  EXPECT_EQ(remark(),
            "requirements.txt pins azure-functions-durable 2.0.0b2, whose rules this version does "
            "not know; replayed by those of azure-functions-python-1.2. Choose others with "
            "--flavour.");
}

TEST_F(FlavourChoice, KnowsAPlainGeneratorByItsEvents) {
  core::model::HistoryBuilder builder;
  core::model::EventRecord started;
  started.type = core::model::EventType::execution_started;
  core::model::EventRecord sent;
  sent.type = core::model::EventType::sent;
  builder.append(started);
  builder.append(sent);
  Snapshot snapshot;
  snapshot.history = builder.finish();
  write("requirements.txt", "azure-functions-durable==1.3.1\n");
  EXPECT_EQ(chosen("", snapshot), "generator");
}

}  // namespace
}  // namespace tests::session
