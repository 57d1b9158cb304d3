// Every folder of tests/cases/nondeterminism is one pattern of non-determinism as a pair: `broken`
// gives exactly the findings of its expected.txt, `fixed` none above information. Through the
// session and the real Python child. UPDATE_EXPECTED=1 rewrites the files; read what it wrote.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/case_folders.h"
#include "tests/support/finding_lines.h"

namespace tests {
namespace {

namespace fs = std::filesystem;
namespace model = core::model;
namespace session = core::session;

const fs::path kCases = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests" / "cases" / "nondeterminism";

session::SnapshotPtr replay(const fs::path& folder) {
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  const auto document = value_or_fail(session::open_document(folder / "history.json", work));
  const auto loaded = value_or_fail(session::load(*document, 0, work));
  session::ReplayRequest request;
  request.target = (folder / "orchestrator.py").string() + ":flow";
  request.passes = "all";
  return value_or_fail(session::replay(loaded, request, work));
}

class Nondeterminism : public testing::TestWithParam<std::string> {};

TEST_P(Nondeterminism, TheBrokenCodeIsToldAsWhatItIs) {
  const fs::path folder = kCases / GetParam() / "broken";
  const std::string lines = finding_lines(*replay(folder));
  EXPECT_EQ(lines, known_text(folder / "expected.txt", lines));
}

TEST_P(Nondeterminism, TheFixedCodeGivesNoAlarm) {
  const fs::path folder = kCases / GetParam() / "fixed";
  const session::SnapshotPtr snapshot = replay(folder);
  for (const model::Finding& finding : snapshot->findings) {
    EXPECT_EQ(finding.severity, model::Severity::information) << finding.id << finding.message;
  }
  const std::string lines = finding_lines(*snapshot);
  EXPECT_EQ(lines, known_text(folder / "expected.txt", lines));
}

INSTANTIATE_TEST_SUITE_P(Cases, Nondeterminism, testing::ValuesIn(case_names(kCases)),
                         [](const auto& given) { return given.param; });

}  // namespace
}  // namespace tests
