// Every sample of traces/ and every vector of the real SDK has its expected findings in a file of
// tests/cases/expected_findings. Exactly those appear, in each of ten runs under other hash seeds,
// in strict mode; those marked deterministic have none above information. A new sample needs a
// file, which UPDATE_EXPECTED=1 writes: read it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "core/session/replay_from.h"
#include "core/session/simulate.h"
#include "tests/support/case_folders.h"
#include "tests/support/finding_lines.h"

namespace tests {
namespace {

namespace fs = std::filesystem;
namespace model = core::model;
namespace session = core::session;
using nlohmann::json;

const fs::path kRoot = YIELDSCOPE_SOURCE_DIR;
const fs::path kSamples = kRoot / "traces";
const fs::path kVectors = kRoot / "tests" / "cases" / "engine" / "vectors";
const fs::path kExpected = kRoot / "tests" / "cases" / "expected_findings";
constexpr int kRuns = 10;

/// Names in deterministic.txt, one a line.
std::set<std::string> deterministic() {
  std::ifstream file(kExpected / "deterministic.txt");
  std::set<std::string> names;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') names.insert(line);
  }
  return names;
}

/// While it lives, new interpreters order their sets by this seed.
class HashSeed {
 public:
  explicit HashSeed(int seed) { setenv("PYTHONHASHSEED", std::to_string(seed).c_str(), 1); }
  ~HashSeed() { unsetenv("PYTHONHASHSEED"); }
  HashSeed(const HashSeed&) = delete;
  HashSeed& operator=(const HashSeed&) = delete;
};

/// Imports once for some runs in a row: a run is a process of its own in any case.
class Interpreter {
 public:
  explicit Interpreter(int seed) : seed_(seed) {}

  session::SnapshotPtr replay(const session::SnapshotPtr& loaded,
                              const session::ReplayRequest& request,
                              const core::base::WorkContext& work) {
    const session::TargetSource keep = [this](const auto& name, const auto& options,
                                              const auto& context) {
      if (!target_) target_ = value_or_fail(session::new_target(name, options, context));
      return core::base::Result<std::shared_ptr<core::orchestrators::Target>>(target_);
    };
    return value_or_fail(session::replay_from(keep, loaded, request, work));
  }

 private:
  HashSeed seed_;
  std::shared_ptr<core::orchestrators::Target> target_;
};

void expect_known(const std::string& name, const session::Snapshot& snapshot) {
  const std::string lines = finding_lines(snapshot);
  ASSERT_EQ(lines, known_text(kExpected / (name + ".txt"), lines));
  if (!deterministic().contains(name)) return;
  for (const model::Finding& finding : snapshot.findings) {
    EXPECT_EQ(finding.severity, model::Severity::information) << finding.id << finding.message;
  }
}

/// `seeds` divides ten: so many interpreters share the runs.
void expect_known_in_ten_runs(int seeds, const std::string& name,
                              const session::SnapshotPtr& loaded,
                              const session::ReplayRequest& request,
                              const core::base::WorkContext& work) {
  for (int seed = 0; seed < seeds; ++seed) {
    Interpreter interpreter(seed);
    for (int run = 0; run < kRuns / seeds; ++run) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", run " + std::to_string(run));
      expect_known(name, *interpreter.replay(loaded, request, work));
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

/// Histories and scenarios of the samples, relative to traces/.
std::vector<std::string> sample_files() {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(kSamples)) {
    const std::string name = entry.path().filename().string();
    const bool is_run = name.starts_with("history") || name == "scenario.json";
    if (entry.is_regular_file() && is_run) {
      files.push_back(entry.path().lexically_relative(kSamples).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string test_name(std::string file) {
  std::replace_if(
      file.begin(), file.end(), [](char c) { return c == '/' || c == '.'; }, '_');
  return file;
}

session::SnapshotPtr load(const fs::path& file, const core::base::WorkContext& work) {
  const auto document = value_or_fail(session::open_document(file, work));
  return value_or_fail(session::load(*document, 0, work));
}

class Samples : public testing::TestWithParam<std::string> {};

TEST_P(Samples, HaveExactlyTheExpectedFindingsInTenRuns) {
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  const fs::path file = kSamples / GetParam(), code = file.parent_path() / "orchestrator.py";
  const std::string name = "samples/" + test_name(GetParam());
  // A scenario asks a table instead of a history: one run shows what ten would.
  if (file.filename() == "scenario.json") {
    expect_known(name, *value_or_fail(session::simulate(file, {}, work)).snapshot);
    return;
  }
  const session::SnapshotPtr loaded = load(file, work);
  if (!fs::exists(code)) {
    expect_known(name, *loaded);
    return;
  }
  session::ReplayRequest request;
  request.target = code.string();
  request.passes = "all";
  expect_known_in_ten_runs(5, name, loaded, request, work);
}

INSTANTIATE_TEST_SUITE_P(Files, Samples, testing::ValuesIn(sample_files()),
                         [](const auto& given) { return test_name(given.param); });

std::vector<std::string> vector_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kVectors)) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Vectors : public testing::TestWithParam<std::string> {};

TEST_P(Vectors, HaveExactlyTheExpectedFindingsInTenRuns) {
  std::ifstream given(kVectors / (GetParam() + ".json"));
  const json vector = json::parse(given);
  const fs::path file = fs::path(testing::TempDir()) / ("false_alarms_" + GetParam() + ".json");
  std::ofstream(file) << vector["context"].dump();
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  const session::SnapshotPtr loaded = load(file, work);
  session::ReplayRequest request;
  request.target = (kVectors / vector["orchestrator"]["file"].get<std::string>()).string() + ":" +
                   vector["orchestrator"]["function"].get<std::string>();
  request.passes = "all";
  request.flavour = vector.value("flavour", std::string());

  expect_known_in_ten_runs(2, "vectors/" + GetParam(), loaded, request, work);
}

INSTANTIATE_TEST_SUITE_P(Sdk, Vectors, testing::ValuesIn(vector_names()),
                         [](const auto& given) { return given.param; });

TEST(Deterministic, NamesOnlyFilesThatAreThere) {
  const auto names = deterministic();
  EXPECT_FALSE(names.empty());
  for (const std::string& name : names) {
    EXPECT_TRUE(fs::exists(kExpected / (name + ".txt"))) << name;
  }
}

}  // namespace
}  // namespace tests
