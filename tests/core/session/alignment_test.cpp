// Every folder of tests/cases/alignment holds an orchestrator as it was (before.py), as it is now
// (after.py), and the answers that a history is made of (scenario.json). before.py makes the history,
// after.py is replayed over it; a history.json stands for the first two where recorded inputs matter.
// Compared whole is how its calls were laid beside the recorded ones and what the user is told.
// UPDATE_EXPECTED=1 rewrites expected.txt; read what it wrote.
#include <gtest/gtest.h>

#include <filesystem>

#include "core/session/session.h"
#include "core/session/simulate.h"
#include "tests/support/case_folders.h"

namespace tests {
namespace {

namespace fs = std::filesystem;
namespace model = core::model;
namespace session = core::session;

const fs::path kCases = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests" / "cases" / "alignment";

session::SnapshotPtr replay(const fs::path& folder) {
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  session::ReplayRequest request;
  session::SnapshotPtr recorded;
  if (fs::exists(folder / "history.json")) {
    const auto document = value_or_fail(session::open_document(folder / "history.json", work));
    recorded = value_or_fail(session::load(*document, 0, work));
  } else {
    recorded = value_or_fail(session::simulate(folder / "scenario.json", request, work)).snapshot;
  }
  request.target = (folder / "after.py").string() + ":flow";
  request.passes = "all";
  return value_or_fail(session::replay(recorded, request, work));
}

std::string rows_text(const model::Trace& trace) {
  if (!trace.alignment) return "not aligned\n";
  std::string text;
  for (const model::AlignedCall& row : trace.alignment->calls) {
    text += std::string(model::name_of(row.kind)) + ": " +
            (row.recorded.empty() ? "-" : row.recorded) + " | " +
            (row.code.empty() ? "-" : row.code) + " | line " + std::to_string(row.place.line) +
            (row.event == model::kNoEvent ? "" : ", event " + std::to_string(row.event.value)) +
            "\n";
  }
  const std::string& stopped = trace.alignment->stopped;
  return text + (stopped.empty() ? "" : "stopped: " + stopped + "\n");
}

std::string place_text(const model::Trace& trace, const model::FindingPlace& place) {
  std::string text;
  if (!place.file.empty()) text += " " + place.file + ":" + std::to_string(place.line);
  if (place.pass) {
    const model::Pass& pass = trace.passes[place.pass->value];
    text += " p" + std::to_string(pass.number);
    if (place.yield) {
      text +=
          place.yield->value < pass.length ? ".y" + std::to_string(place.yield->value + 1) : ".end";
    }
  }
  if (place.event != model::kNoEvent) text += " event " + std::to_string(place.event.value);
  return text;
}

std::string findings_text(const session::Snapshot& snapshot) {
  std::string text;
  for (const model::Finding& finding : snapshot.findings) {
    if (finding.severity == model::Severity::information) continue;
    text += "\n" + finding.id + " " + std::string(model::name_of(finding.severity)) +
            (finding.is_consequence ? " (follows from " + finding.follows_from + ")" : "") +
            place_text(*snapshot.trace, finding.place) + "\n";
    if (!finding.kind.empty()) text += "  " + finding.kind + "\n";
    text += "  " + finding.message + "\n";
    if (finding.is_consequence) continue;
    text += "  expected: " + finding.expected + "\n  actual: " + finding.actual + "\n";
    if (finding.raised_at) {
      text += "  the platform raises at" + place_text(*snapshot.trace, *finding.raised_at) + "\n";
    }
  }
  return text;
}

class AlignmentCase : public testing::TestWithParam<std::string> {};

TEST_P(AlignmentCase, AsTheFileSays) {
  const fs::path folder = kCases / GetParam();
  const session::SnapshotPtr snapshot = replay(folder);
  const std::string actual = rows_text(*snapshot->trace) + findings_text(*snapshot);
  EXPECT_EQ(actual, known_text(folder / "expected.txt", actual));
}

INSTANTIATE_TEST_SUITE_P(Cases, AlignmentCase, testing::ValuesIn(case_names(kCases)),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace tests
