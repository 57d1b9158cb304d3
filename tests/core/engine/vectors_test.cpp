// Every vector of tests/cases/engine/vectors: pass by pass the same state document, the same
// resumes and the same lines as the real SDK, and no divergence from its own history. And every
// case of tests/cases/engine/rules: the documents that follow from the rules of a flavour.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/session/session.h"

namespace tests::engine {
namespace {

namespace fs = std::filesystem;
namespace model = core::model;
using nlohmann::json;

const fs::path kCases = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests" / "cases" / "engine";
const fs::path kVectors = kCases / "vectors";
const fs::path kRules = kCases / "rules";

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

json read_case(const fs::path& folder, const std::string& name) {
  std::ifstream file(folder / (name + ".json"));
  return json::parse(file);
}

core::session::SnapshotPtr replay_case(const fs::path& folder, const json& wanted,
                                       const std::string& name) {
  const fs::path file = fs::path(testing::TempDir()) /
                        (folder.filename().string() + "_" + name + ".json");
  std::ofstream(file) << wanted["context"].dump();
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  auto document = core::session::open_document(file, work);
  if (!document.ok()) throw std::runtime_error(core::base::to_text(document.error()));
  auto loaded = core::session::load(**document, 0, work);
  if (!loaded.ok()) throw std::runtime_error(core::base::to_text(loaded.error()));
  core::session::ReplayRequest request;
  request.target = (folder / wanted["orchestrator"]["file"].get<std::string>()).string() + ":" +
                   wanted["orchestrator"]["function"].get<std::string>();
  request.passes = "all";
  request.flavour = wanted.value("flavour", std::string());
  auto replayed = core::session::replay(*loaded, request, work);
  if (!replayed.ok()) throw std::runtime_error(core::base::to_text(replayed.error()));
  return *replayed;
}

void expect_document(const json& wanted, const json& got) {
  EXPECT_EQ(got["events"], wanted["events"]);
  EXPECT_EQ(got["internal"], wanted.value("internal", false));
  EXPECT_EQ(got["error"], wanted["error"]);
  EXPECT_EQ(got["errorType"], wanted.value("errorType", json()));
  EXPECT_EQ(got["warnings"], wanted.value("warnings", json::array()));
  for (const char* member : {"isDone", "actions", "output", "customStatus"}) {
    EXPECT_EQ(got[member], wanted[member]) << member;
  }
  EXPECT_EQ(got["schemaVersion"], wanted.value("schemaVersion", json()));
}

/// One resume in words: "event 5 send replaying 10:00:02.685 line 34".
std::string resume_text(const model::Trace& trace, model::PassIndex pass, std::uint32_t i,
                        std::int64_t& event) {
  const model::Pass& of = trace.passes[pass.value];
  const bool is_end = i >= of.length;
  const model::Resume& resume = is_end ? of.outcome.segment.arrived
                                       : trace.yield_at(pass, model::YieldIndex{i}).segment.arrived;
  if (resume.cause != model::kNoEvent) event = resume.cause.value;
  const bool is_replaying =
      is_end ? resume.is_replaying : trace.is_replaying_at(pass, model::YieldIndex{i});
  std::string text = "event " + std::to_string(event) +
                     (resume.kind == model::ResumeKind::raise ? " throw" : " send") +
                     (is_replaying ? " replaying " : " fresh ") +
                     core::base::format_clock(resume.clock);
  const model::Place* place =
      is_end ? nullptr : trace.place(trace.yield_at(pass, model::YieldIndex{i}).place);
  return place == nullptr ? text : text + " line " + std::to_string(place->line);
}

std::string resume_text(const json& wanted) {
  std::string text = "event " + std::to_string(wanted["event"].get<std::int64_t>()) + " " +
                     wanted["resume"].get<std::string>() +
                     (wanted["isReplaying"].get<bool>() ? " replaying " : " fresh ") +
                     wanted["utc"].get<std::string>().substr(11, 12);
  return wanted.contains("line") ? text + " line " + std::to_string(wanted["line"].get<int>())
                                 : text;
}

void expect_resumes(const json& wanted, const model::Trace& trace, model::PassIndex pass) {
  const model::Pass& of = trace.passes[pass.value];
  std::int64_t event = -1;
  for (std::uint32_t i = 0; i < wanted.size(); ++i) {
    ASSERT_LE(i, of.length) << "resume " << i;
    EXPECT_EQ(resume_text(trace, pass, i, event), resume_text(wanted[i])) << "resume " << i;
  }
}

class Vectors : public testing::TestWithParam<std::string> {};

TEST_P(Vectors, AnswersAsTheRealSdkDid) {
  const json wanted = read_case(kVectors, GetParam());
  const core::session::SnapshotPtr got = replay_case(kVectors, wanted, GetParam());
  ASSERT_GE(got->trace->passes.size(), wanted["passes"].size());
  for (std::uint32_t i = 0; i < wanted["passes"].size(); ++i) {
    SCOPED_TRACE("pass " + std::to_string(i + 1));
    const model::PassIndex pass{i};
    expect_document(wanted["passes"][i], json::parse(core::session::state_line(*got, pass)));
    expect_resumes(wanted["passes"][i].value("trace", json::array()), *got->trace, pass);
    EXPECT_FALSE(got->trace->passes[i].verdict) << got->trace->passes[i].verdict->message;
  }
  EXPECT_FALSE(got->trace->divergence) << got->trace->divergence->actual;
}

INSTANTIATE_TEST_SUITE_P(Sdk, Vectors, testing::ValuesIn(names_in(kVectors)),
                         [](const auto& name) { return name.param; });

class Rules : public testing::TestWithParam<std::string> {};

TEST_P(Rules, DecideTheDocumentOfEveryPass) {
  const json wanted = read_case(kRules, GetParam());
  const core::session::SnapshotPtr got = replay_case(kRules, wanted, GetParam());
  ASSERT_GE(got->trace->passes.size(), wanted["passes"].size());
  for (std::uint32_t i = 0; i < wanted["passes"].size(); ++i) {
    SCOPED_TRACE("pass " + std::to_string(i + 1));
    expect_document(wanted["passes"][i],
                    json::parse(core::session::state_line(*got, model::PassIndex{i})));
  }
}

// Read as text: the JSON reader of the tests takes no lone surrogates.
TEST(RawRules, ALoneSurrogateInAnErrorStaysWhole) {
  const fs::path folder = kRules / "raw";
  const json wanted = read_case(folder, "surrogate_in_the_error");
  const core::session::SnapshotPtr got = replay_case(folder, wanted, "surrogate_in_the_error");
  ASSERT_EQ(got->trace->passes.size(), 3u) << "two recorded and the confirming one";
  const std::string line = core::session::state_line(*got, model::PassIndex{1});
  EXPECT_NE(line.find(R"("error":"half \ud83d of a pair")"), std::string::npos) << line;
}

INSTANTIATE_TEST_SUITE_P(Sdk, Rules, testing::ValuesIn(names_in(kRules)),
                         [](const auto& name) { return name.param; });

}  // namespace
}  // namespace tests::engine
