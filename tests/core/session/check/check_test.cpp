// The verb as the command line calls it, over samples and the real Python runtime. What its report
// says stands in tests/cases/cli.
#include "core/session/check/check.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>

namespace core::session {
namespace {

namespace fs = std::filesystem;

const fs::path kTraces = fs::path(YIELDSCOPE_SOURCE_DIR) / "traces";

CheckRequest request_for(std::vector<fs::path> paths) {
  CheckRequest request;
  request.paths = std::move(paths);
  return request;
}

base::Result<CheckRun> run(const CheckRequest& request, const Workers& workers = {}) {
  base::Progress progress;
  return check(request, {progress, {}}, workers);
}

void on_threads(unsigned count, const std::function<void()>& work) {
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < count; ++i) threads.emplace_back(work);
}

std::vector<std::string> words_of(const CheckRun& run) {
  std::vector<std::string> words;
  for (const model::CheckedHistory& history : run.result.histories) {
    words.push_back(fs::path(history.file).lexically_relative(kTraces).string() + " " +
                    std::string(model::name_of(history.state)) + " " + history.locator + " " +
                    history.reason);
  }
  return words;
}

TEST(Check, EveryHistoryFindsTheCodeBesideIt) {
  const auto checked = run(request_for({kTraces / "three_cities", kTraces / "renamed_activity",
                                        kTraces / "recorded_failure"}));
  ASSERT_TRUE(checked.ok()) << checked.error().message;
  EXPECT_EQ(words_of(checked.value()),
            (std::vector<std::string>{
                "three_cities/history.json safe  no difference on the recorded paths",
                "three_cities/history_table.csv safe  no difference on the recorded paths",
                "renamed_activity/history.json breaks p2.y2 the history has activity "
                "ChargeCard({\"order\": 12, \"item\": \"lamp\"}), the code asks for activity "
                "ChargePayment({\"order\": 12, \"item\": \"lamp\"})",
                "recorded_failure/history.csv not judged  no .py file beside the history defines "
                "nightly_report"}));
  EXPECT_EQ(checked->troubles,
            (std::vector<CheckTrouble>{CheckTrouble::none, CheckTrouble::none, CheckTrouble::none,
                                       CheckTrouble::unmatched}));
  EXPECT_EQ(checked->snapshots[0], nullptr);
  ASSERT_NE(checked->snapshots[2], nullptr);
  EXPECT_EQ(checked->result.histories[2].trace, checked->snapshots[2]->trace);
  EXPECT_EQ(checked->result.histories[2].source_line,
            "    yield context.call_activity(\"ChargePayment\", order)  # recorded as ChargeCard");
}

TEST(Check, ThreadsChangeNothing) {
  CheckRequest request =
      request_for({kTraces / "fan_out_fan_in", kTraces / "human_interaction",
                   kTraces / "recorded_failure", kTraces / "renamed_activity",
                   kTraces / "renamed_last_call", kTraces / "three_cities"});
  const auto alone = run(request);
  request.jobs = 3;
  const auto together = run(request, on_threads);
  ASSERT_TRUE(alone.ok());
  ASSERT_TRUE(together.ok());
  EXPECT_EQ(alone->result.histories.size(), 7U);
  EXPECT_EQ(words_of(alone.value()), words_of(together.value()));
  for (std::size_t i = 0; i < alone->result.histories.size(); ++i) {
    EXPECT_EQ(alone->result.histories[i].findings, together->result.histories[i].findings);
  }
}

TEST(Check, AnEmptyCorpusIsAnError) {
  const auto checked = run(request_for({kTraces / "generator_doubles"}));
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().code, "check.empty_corpus");
  EXPECT_EQ(checked.error().message,
            "there is no history to check under " + (kTraces / "generator_doubles").string() +
                " (passed over: 1 .py, 1 scenario.json)");
}

TEST(Check, StopsWhenNobodyWaits) {
  base::Progress progress;
  std::stop_source stop;
  stop.request_stop();
  const auto checked = check(request_for({kTraces / "three_cities"}), {progress, stop.get_token()});
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().code, "cancelled");
}

TEST(Check, WhatIsAcceptedIsWrittenAndFound) {
  const fs::path baseline =
      fs::path(testing::TempDir()) / ("check_baseline_" + std::to_string(::getpid()));
  fs::remove(baseline);
  CheckRequest request = request_for({kTraces / "renamed_activity"});
  request.baseline = baseline;
  EXPECT_FALSE(run(request).ok()) << "a baseline that is named has to be there";
  request.accept_reason = "drained";
  const auto accepting = run(request);
  ASSERT_TRUE(accepting.ok()) << accepting.error().message;
  EXPECT_EQ(accepting->newly_accepted, 1U);
  request.accept_reason.clear();
  const auto checked = run(request);
  ASSERT_TRUE(checked.ok()) << checked.error().message;
  const model::CheckedHistory& history = checked->result.histories.at(0);
  EXPECT_EQ(history.state, model::CheckState::safe);
  EXPECT_FALSE(history.accepted.empty());
  ASSERT_EQ(checked->accepted.size(), 1U);
  EXPECT_EQ(checked->accepted[0].reason, "drained");
  EXPECT_TRUE(checked->result.stale_baseline.empty());
  fs::remove(baseline);
}

}  // namespace
}  // namespace core::session
