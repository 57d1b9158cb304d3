// The doors of the session over the samples in traces/.
#include "core/session/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "core/session/explain.h"
#include "core/session/prove.h"
#include "core/session/replayable.h"
#include "core/session/save_trace.h"
#include "core/session/simulate.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

const fs::path kTraces = fs::path(YIELDSCOPE_SOURCE_DIR) / "traces";

struct Work {
  base::Progress progress;
  base::WorkContext context{progress, {}};
};

SnapshotPtr loaded(const fs::path& file) {
  Work work;
  auto document = open_document(file, work.context);
  EXPECT_TRUE(document.ok());
  auto snapshot = load(*document.value(), 0, work.context);
  EXPECT_TRUE(snapshot.ok());
  return snapshot.value();
}

base::Result<SnapshotPtr> replayed(const SnapshotPtr& snapshot, const std::string& target,
                                   const std::string& passes = "all") {
  Work work;
  ReplayRequest request;
  request.target = target;
  request.passes = passes;
  return replay(snapshot, request, work.context);
}

TEST(Session, WhatIsToBeLookedAtOnlyIsRefusedByItsFormat) {
  Work work;
  std::set<std::string> refused_formats;
  for (const auto& folder :
       fs::directory_iterator(fs::path(YIELDSCOPE_SOURCE_DIR) / "tests/cases/importers")) {
    if (!folder.is_directory()) continue;
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().stem() != "input") continue;
      const auto document = open_document(file.path(), work.context);
      for (std::size_t i = 0; document.ok() && i < instances(**document).size(); ++i) {
        const auto snapshot = load(**document, i, work.context);
        if (!snapshot.ok()) continue;
        const auto refused = why_not_replayable(**snapshot);
        // That one is refused for a value, which --payloads can bring.
        if (refused && refused->code == "session.value_in_blob") continue;
        const bool is_timeline =
            snapshot.value()->report->fidelity == model::Fidelity::timeline_only;
        EXPECT_EQ(refused.has_value(), is_timeline) << file;
        if (!refused) continue;
        refused_formats.insert(snapshot.value()->format);
        EXPECT_THAT(refused->message, HasSubstr(snapshot.value()->format));
        EXPECT_THAT(refused->message, testing::Not(HasSubstr("is a timeline only"))) << file;
        const auto run = replayed(snapshot.value(), "native:hello_sequence");
        ASSERT_FALSE(run.ok());
        EXPECT_EQ(run.error(), *refused);
        const auto proven = prove(snapshot.value(), {}, work.context);
        ASSERT_FALSE(proven.ok());
        EXPECT_EQ(proven.error(), *refused);
      }
    }
  }
  EXPECT_EQ(refused_formats,
            (std::set<std::string>{"app-insights", "aws-durable", "cadence-json", "dapr-cli",
                                   "storage-table", "temporal-json"}));
}

/// A folder that goes with the test.
class Scratch : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  fs::path folder_;
};

TEST(Session, OpensAFileAndSaysWhy) {
  Work work;
  const auto document = open_document(kTraces / "three_cities" / "history.json", work.context);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(format_of(*document.value()), "worker-payload");
  EXPECT_THAT(std::string(reason_of(*document.value())), testing::Not(IsEmpty()));
  ASSERT_EQ(instances(*document.value()).size(), 1U);
  EXPECT_EQ(instances(*document.value())[0].events, 16U);
}

TEST(Session, AMissingInstanceNamesTheNearestOne) {
  Work work;
  const auto document = open_document(kTraces / "three_cities" / "history.json", work.context);
  ASSERT_TRUE(document.ok());
  const std::string id = instances(*document.value())[0].id;
  EXPECT_EQ(find_instance(*document.value(), "").value(), 0U);
  EXPECT_EQ(find_instance(*document.value(), id).value(), 0U);
  const auto missing = find_instance(*document.value(), id.substr(1));
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, "session.no_such_instance");
  EXPECT_EQ(missing.error().hint, "Did you mean '" + id + "'?");
}

TEST(Session, ReplaysAnswersAndReadsTheSource) {
  const auto snapshot = loaded(kTraces / "three_cities" / "history.json");
  EXPECT_EQ(snapshot->trace, nullptr);
  const auto after =
      replayed(snapshot, (kTraces / "three_cities" / "orchestrator.py").string() + ":three_cities");
  ASSERT_TRUE(after.ok()) << base::to_text(after.error());
  const Snapshot& next = *after.value();
  EXPECT_GT(next.version, snapshot->version);
  EXPECT_EQ(next.trace->source_file, "history.json");
  ASSERT_EQ(next.findings.size(), 1U);  // its log line stands in every pass
  EXPECT_EQ(next.findings[0].id, "YS7014");
  EXPECT_EQ(next.trace->source_remarks.size(), 1U);
  ASSERT_EQ(next.sources.size(), 1U);
  EXPECT_EQ(next.sources[0].file, "orchestrator.py");
  EXPECT_THAT(next.sources[0].lines[10], HasSubstr("logging.info"));
  EXPECT_EQ(ledger(next, model::PassIndex{0}).calls.size(), 1U);
}

TEST(Session, StateLinesHaveAllKeysInTheirOrder) {
  const auto after =
      replayed(loaded(kTraces / "three_cities" / "history.json"), "native:hello_sequence");
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(state_line(*after.value(), model::PassIndex{0}),
            R"({"pass":1,"events":2,"isDone":false,"actions":[[{"actionType":0,"functionName":)"
            R"("Hello","input":"\"Tokyo\""}]],"output":null,"error":null,"customStatus":null,)"
            R"("schemaVersion":1,"internal":false,"errorType":null,"warnings":[]})");
}

TEST(Session, TheConfirmingPassHasNoStateLine) {
  const fs::path folder = kTraces / "renamed_last_call";
  const auto after = replayed(loaded(folder / "history.json"),
                              (folder / "orchestrator.py").string() + ":renamed_last_call");
  ASSERT_TRUE(after.ok());
  const auto& passes = after.value()->trace->passes;
  ASSERT_TRUE(passes.back().is_confirming);
  const model::PassIndex last{static_cast<std::uint32_t>(passes.size() - 1)};
  EXPECT_EQ(state_line(*after.value(), last), "");
}

TEST(Session, RefusesRequestsItCannotRead) {
  const auto snapshot = loaded(kTraces / "three_cities" / "history.json");
  const auto code_of = [&](const std::string& target, const std::string& passes = "all") {
    const auto result = replayed(snapshot, target, passes);
    return result.ok() ? std::string("ok") : result.error().code;
  };
  EXPECT_EQ(code_of("native:"), "target.malformed");
  EXPECT_EQ(code_of("native:nobody"), "target.not_found");
  EXPECT_EQ(code_of("nowhere/flow.py:flow"), "target.not_found");
  EXPECT_EQ(code_of("flow.txt:flow"), "target.malformed");
  EXPECT_EQ(code_of(":flow"), "target.malformed");
  EXPECT_EQ(code_of("flow.js:flow"), "target.not_found");
  EXPECT_EQ(code_of("native:hello_sequence", "0"), "session.bad_passes");
  EXPECT_EQ(code_of("native:hello_sequence", "2x"), "session.bad_passes");
  EXPECT_EQ(code_of("native:hello_sequence", "99"), "engine.no_such_pass");
}

TEST(Session, AStoppedReplayIsCancelled) {
  const auto snapshot = loaded(kTraces / "three_cities" / "history.json");
  std::stop_source stop;
  stop.request_stop();
  base::Progress progress;
  ReplayRequest request;
  request.target = "native:hello_sequence";
  const auto result = replay(snapshot, request, {progress, stop.get_token()});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "cancelled");
}

TEST_F(Scratch, JavaScriptIsRefusedInWords) {
  const auto file = write("flow.js", "");
  const auto result = replayed(loaded(kTraces / "three_cities" / "history.json"), file.string());
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "target.unsupported");
  EXPECT_EQ(result.error().message, "JavaScript orchestrators cannot be run yet: " + file.string());
}

TEST_F(Scratch, AnOrchestratorIsFoundBesideByNameWhateverItsCase) {
  write("other.py", "def other():\n    pass\n");
  write("zoo.py", "class A:\n    def Flow(self):\n        pass\n");
  write("flows.py", "import os\n\nasync def  Flow (context):\n    yield\n");
  EXPECT_EQ(find_orchestrator_beside(folder_ / "history.json", "flow"),
            (folder_ / "flows.py").string() + ":Flow");
  EXPECT_EQ(find_orchestrator_beside(folder_ / "history.json", "nobody"), std::nullopt);
  EXPECT_EQ(find_orchestrator_beside(folder_ / "history.json", ""), std::nullopt);
  EXPECT_EQ(find_orchestrator_beside("-", "flow"), std::nullopt);

  write("orchestrator.py", "def flow(context):\n    yield\n");
  EXPECT_EQ(find_orchestrator_beside(folder_ / "history.json", "flow"),
            (folder_ / "orchestrator.py").string() + ":flow");
}

TEST_F(Scratch, ASavedTraceOpensAsItWas) {
  const fs::path sample = kTraces / "renamed_activity";
  const auto before = replayed(loaded(sample / "history.json"),
                               (sample / "orchestrator.py").string() + ":renamed_activity");
  ASSERT_TRUE(before.ok());
  ASSERT_TRUE(save_trace(*before.value(), folder_ / "run.trace.json").ok());
  const auto after = loaded(folder_ / "run.trace.json");
  EXPECT_EQ(after->format, "yieldscope-trace");
  ASSERT_NE(after->trace, nullptr);
  EXPECT_EQ(after->findings, before.value()->findings);
  EXPECT_EQ(trace_text(*after), trace_text(*before.value()));
  EXPECT_EQ(save_trace(*loaded(sample / "history.json"), "x").error().code, "session.no_trace");
}

TEST_F(Scratch, OpeningAHistoryRunsNothing) {
  const auto marker = folder_ / "was_run";
  write("orchestrator.py",
        "open(" + ("'" + marker.string() + "'") + ", 'w')\ndef three_cities(c):\n    yield\n");
  fs::copy_file(kTraces / "three_cities" / "history.json", folder_ / "history.json");
  const auto snapshot = loaded(folder_ / "history.json");
  EXPECT_TRUE(find_orchestrator_beside(folder_ / "history.json", "three_cities").has_value());
  EXPECT_FALSE(fs::exists(marker));
}

TEST_F(Scratch, CustomObjectsKeepTheModuleTheyWereRecordedUnder) {
  const auto history = write(
      "history.json",
      R"({"history":[{"EventType":12,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00Z"},)"
      R"({"EventType":0,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00Z","Name":"flow",)"
      R"("Input":null,"OrchestrationInstance":{"InstanceId":"i","ExecutionId":"e"}},)"
      R"({"EventType":4,"EventId":0,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00Z","Name":"A",)"
      R"("Input":"[\"{\\\"__class__\\\": \\\"P\\\", \\\"__module__\\\": \\\"old\\\", \\\"__data__\\\": 1}\"]"},)"
      R"({"EventType":13,"EventId":-1,"IsPlayed":false,"Timestamp":"2024-05-01T10:00:00Z"}],)"
      R"("instanceId":"i","isReplaying":false,"parentInstanceId":null,"input":null,"upperSchemaVersion":1})");
  const auto code = write("now.py",
                          "class P:\n    @staticmethod\n    def to_json(p):\n        return 1\n"
                          "    @staticmethod\n    def from_json(d):\n        return P()\n\n"
                          "def flow(context):\n    yield context.call_activity('A', P())\n");
  const auto snapshot = loaded(history);
  const auto after = replayed(snapshot, code.string() + ":flow");
  ASSERT_TRUE(after.ok()) << base::to_text(after.error());
  EXPECT_THAT(state_line(*after.value(), model::PassIndex{0}),
              HasSubstr(R"(\"__module__\": \"old\")"));
  EXPECT_THAT(after.value()->findings, IsEmpty());
  ASSERT_FALSE(after.value()->report->remarks.empty());
  EXPECT_EQ(after.value()->report->remarks.back().code, "session.module_name");

  write("old.py", "");
  const auto beside = replayed(snapshot, code.string() + ":flow");
  ASSERT_TRUE(beside.ok());
  EXPECT_THAT(state_line(*beside.value(), model::PassIndex{0}),
              HasSubstr(R"(\"__module__\": \"now\")"))
      << "a module that stands beside the code is not the code";
}

TEST(Session, SimulatesAScenario) {
  Work work;
  const auto run = simulate(kTraces / "generator_returns" / "scenario.json", {}, work.context);
  ASSERT_TRUE(run.ok()) << base::to_text(run.error());
  EXPECT_THAT(run->failures, IsEmpty());
  EXPECT_THAT(run->snapshot->findings, IsEmpty());
  EXPECT_EQ(run->snapshot->trace->passes.size(), 1U);
}

TEST(Session, RulesAndFlavoursCanBeListed) {
  EXPECT_GE(rule_texts().size(), 25U);
  EXPECT_TRUE(find_rule_text("ys1001").has_value());
  EXPECT_FALSE(find_rule_text("YS0000").has_value());
  EXPECT_GE(flavour_texts().size(), 3U);
}

/// Every sample with a history, and what the rules say about it.
struct Sample {
  const char* name;
  std::vector<std::string> ids;
};
class EverySample : public testing::TestWithParam<Sample> {};

TEST_P(EverySample, HasExactlyTheFindingsItPromises) {
  const fs::path folder = kTraces / GetParam().name;
  const auto after = replayed(loaded(folder / "history.json"),
                              (folder / "orchestrator.py").string() + ":" + GetParam().name);
  ASSERT_TRUE(after.ok()) << base::to_text(after.error());
  std::vector<std::string> ids;
  for (const auto& finding : after.value()->findings) ids.push_back(finding.id);
  EXPECT_EQ(ids, GetParam().ids);
}

INSTANTIATE_TEST_SUITE_P(Traces, EverySample,
                         testing::Values(Sample{"three_cities", {"YS7014"}},
                                         Sample{"module_log", {"YS1004", "YS3009"}},
                                         Sample{"module_log_twin", {}},
                                         Sample{"fan_out_fan_in", {}},
                                         Sample{"human_interaction", {"YS7014"}}, Sample{"monitor", {}},
                                         Sample{"sub_orchestration", {}}, Sample{"retry_third", {}},
                                         Sample{"renamed_activity", {"YS1003", "YS1002", "YS7014"}},
                                         Sample{"renamed_last_call", {"YS1003", "YS1002", "YS7014"}}),
                         [](const auto& given) { return std::string(given.param.name); });

}  // namespace
}  // namespace core::session
