// How a history is cut into passes, and what a pass records. SEMANTICS 1.4, 6.4, 6.5; DESIGN 5.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

using core::engine::PassSelection;

Script calls(Script::Var count) {
  Script script;
  for (Script::Var i = 0; i < count; ++i) script.call("Step").wait(i);
  return script.returns("\"done\"");
}

Sentences chain(std::int32_t count) {
  Sentences history;
  history.started().scheduled("Step");
  for (std::int32_t i = 0; i < count; ++i) {
    history.done().again().completed(i, "1");
    if (i + 1 < count) history.scheduled("Step");
  }
  history.ended(RuntimeStatus::completed, "\"done\"").done();
  return history;
}

std::vector<std::uint32_t> numbers(const Trace& trace) {
  std::vector<std::uint32_t> all;
  for (const core::model::Pass& pass : trace.passes) all.push_back(pass.number);
  return all;
}

TEST(Passes, ShareOneSpineAndCountFreshYields) {
  const Trace trace = run(calls(3), chain(3));
  ASSERT_EQ(trace.passes.size(), 4u);
  EXPECT_EQ(trace.spines.size(), 1u);
  EXPECT_EQ(trace.spines[0].yields.size(), 3u);
  for (std::uint32_t i = 0; i < 4; ++i) {
    EXPECT_EQ(trace.passes[i].length, std::min(i + 1, 3u));
    EXPECT_EQ(trace.passes[i].first_fresh, i == 0 ? 0u : i - 1);
    EXPECT_EQ(trace.passes[i].trigger.size(), 1u);
  }
  EXPECT_EQ(trace.answer_of(PassIndex{1}, YieldIndex{0})->settled[0].value.text, "1");
  EXPECT_EQ(trace.answer_of(PassIndex{1}, YieldIndex{1}), nullptr);
}

TEST(Passes, TellTheCodeWhetherItIsReplaying) {
  const Trace trace = run(calls(3), chain(3));
  EXPECT_FALSE(trace.is_replaying_at(PassIndex{0}, YieldIndex{0}));
  EXPECT_TRUE(trace.is_replaying_at(PassIndex{1}, YieldIndex{0}));
  EXPECT_FALSE(trace.is_replaying_at(PassIndex{1}, YieldIndex{1}));
  EXPECT_TRUE(trace.is_replaying_at(PassIndex{2}, YieldIndex{1}));
  EXPECT_FALSE(trace.is_replaying_at(PassIndex{2}, YieldIndex{2}));
}

TEST(Passes, OneEpisodeMayResolveTwoYieldsOrNone) {
  Sentences history;
  history.started().scheduled("Step").scheduled("Step").done();
  history.again().completed(0, "1").completed(1, "2");
  Script script;
  script.call("Step").call("Step").any({0, 1}).wait(2).wait(1).log_clock().returns_log();
  const Trace trace = run(script, history);
  EXPECT_EQ(returned(trace, 2), R"j(["(#0=1)","2","10:00:02.000"])j");

  Sentences fan_in;
  fan_in.started().scheduled("Step").scheduled("Step").done().again().completed(0, "1").done();
  const Trace partial = run(Script().call("Step").call("Step").all({0, 1}).wait(2), fan_in);
  EXPECT_EQ(partial.passes[1].length, 1u);
  ASSERT_EQ(partial.passes[1].settled_unused.size(), 1u);
  EXPECT_EQ(partial.passes[1].settled_unused[0].handle, core::model::TaskHandle{0});
  EXPECT_EQ(partial.passes[1].settled_unused[0].event, core::model::EventIndex{6});
}

TEST(Passes, AGenerationAfterContinueAsNewHasTwoCompletedMarksInItsFirstEpisode) {
  Sentences history;
  history.started().raised("E", "1").done().scheduled("Step").done();
  history.again().completed(0, "2");
  const Trace trace = run(Script().event("E").wait(0).call("Step").wait(1).returns_log(), history);
  ASSERT_EQ(trace.passes.size(), 2u);
  EXPECT_EQ(trace.passes[0].events_end.value, 3u);
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Passes, CloseIsCalledWhereTheCodeWaits) {
  Sentences history = chain(2);
  ScriptedOrchestrator orchestrator(calls(2).prints_on_close("bye"));
  core::base::Progress progress;
  const auto trace = core::engine::replay(orchestrator, history.history(), {}, {progress, {}});
  ASSERT_TRUE(trace.ok());
  EXPECT_EQ(orchestrator.uses().closes, 2);
  EXPECT_EQ(trace->passes[0].closing.logs.at(0).text, "bye");
  EXPECT_TRUE(trace->passes[2].closing.logs.empty());
  EXPECT_EQ(progress.done(), 3u);
  EXPECT_EQ(progress.total(), 3u);
}

TEST(Passes, BeginSaysWhatTheContextHolds) {
  Sentences history = chain(1);
  ScriptedOrchestrator orchestrator(calls(1));
  core::base::Progress progress;
  ASSERT_TRUE(core::engine::replay(orchestrator, history.history(), {}, {progress, {}}).ok());
  ASSERT_EQ(orchestrator.begins().size(), 2u);
  EXPECT_EQ(orchestrator.begins()[0].instance_id, "instance");
  EXPECT_FALSE(orchestrator.begins()[0].is_replaying);
  EXPECT_TRUE(orchestrator.begins()[1].is_replaying);
  EXPECT_EQ(core::base::format_clock(orchestrator.begins()[1].clock), "10:00:01.000");
  EXPECT_EQ(orchestrator.begins()[1].schema, 2);
}

TEST(Passes, LogLinesThatDifferAreKeptBesideTheSharedYield) {
  Script script;
  script.prints("always").skip_unless([](std::uint32_t pass) { return pass == 2; }, 1);
  script.prints("second").call("Step").wait(0).returns("1");
  const Trace trace = run(script, chain(1));
  EXPECT_EQ(trace.spines.size(), 1u);
  EXPECT_EQ(trace.logs_at(PassIndex{0}, YieldIndex{0}).size(), 1u);
  ASSERT_EQ(trace.logs_at(PassIndex{1}, YieldIndex{0}).size(), 2u);
  const core::model::LogLine& line = trace.logs_at(PassIndex{1}, YieldIndex{0})[1];
  EXPECT_EQ(line.text, "second");
  ASSERT_NE(trace.place(line.place), nullptr);
  EXPECT_EQ(trace.place(line.place)->line, 3u);
}

TEST(Passes, ANotedReadIsEvidenceOnceWithItsPlace) {
  Script script;
  script.call("Step").reads("clock", "time.time()").wait(0).call("Step").wait(1);
  const Trace trace = run(script, chain(3));
  ASSERT_EQ(trace.evidence.size(), 1u) << "later passes note the same again";
  EXPECT_EQ(trace.evidence[0].kind, "clock");
  EXPECT_EQ(trace.evidence[0].detail, "time.time()");
  EXPECT_EQ(trace.evidence[0].pass, PassIndex{0});
  EXPECT_EQ(trace.evidence[0].yield, YieldIndex{0});
  EXPECT_EQ(trace.place(trace.evidence[0].place)->file, "script");
}

TEST(Passes, ACrashEndsItsPassAndTheTraceIsCompleteUpToIt) {
  Script script;
  script.call("Step").wait(0).call("Step").wait(1).crashes();
  const Trace trace = run(script, chain(3));
  ASSERT_EQ(trace.passes.size(), 3u);
  EXPECT_EQ(outcome(trace, 2), "waiting");
  EXPECT_EQ(outcome(trace, 3), "not run: the script crashed");
  EXPECT_EQ(trace.passes[2].length, 2u);
}

TEST(Passes, WhatHangsAfterAnAnswerKeepsThatAnswer) {
  Script script;
  script.call("Step").wait(0).crashes();
  const Trace trace = run(script, chain(1));
  ASSERT_EQ(trace.passes.size(), 2u);
  const auto& arrived = trace.passes[1].outcome.segment.arrived;
  EXPECT_EQ(arrived.kind, core::model::ResumeKind::send);
  ASSERT_EQ(arrived.settled.size(), 1u);
}

TEST(Passes, WhatWillNotCloseHadWaited) {
  Script script;
  script.call("Step").wait(0).returns_log().never_closes();
  const Trace trace = run(script, chain(1));
  ASSERT_EQ(trace.passes.size(), 1u);
  EXPECT_EQ(outcome(trace, 1), "not run: the script did not let go");
  EXPECT_EQ(trace.answer_of(PassIndex{0}, YieldIndex{0}), nullptr);
}

TEST(Passes, CanBeChosen) {
  ReplayOptions options;
  options.passes = {PassSelection::Mode::one, 3};
  EXPECT_EQ(numbers(run(calls(3), chain(3), options)), std::vector<std::uint32_t>{3});
  options.passes = {PassSelection::Mode::last, 0};
  EXPECT_EQ(numbers(run(calls(3), chain(3), options)), std::vector<std::uint32_t>{4});

  Sentences waiting;
  waiting.started().scheduled("Step").done();
  EXPECT_EQ(numbers(run(calls(3), waiting, options)), (std::vector<std::uint32_t>{1, 2}));
}

TEST(Passes, AreSampledWhenThereAreTooMany) {
  ReplayOptions options;
  options.max_resumed_yields = 10;
  const Trace trace = run(calls(11), chain(11), options);
  EXPECT_EQ(numbers(trace), (std::vector<std::uint32_t>{1, 2, 4, 8, 12}));
  EXPECT_EQ(returned(trace, 5), "\"done\"");
  options.max_resumed_yields = 1'000;
  EXPECT_EQ(run(calls(11), chain(11), options).passes.size(), 12u);
}

/// Nine steps are recorded; the sixth is another one now.
Script renamed_step() {
  Script script;
  for (Script::Var i = 0; i < 9; ++i) script.call(i == 5 ? "Other" : "Step").wait(i);
  return script.returns("\"done\"");
}

TEST(Passes, BetweenTwoSamplesHalvesAreRunInRunsOfTheirOwn) {
  ReplayOptions options;
  options.max_resumed_yields = 10;
  std::size_t runs = 0;
  options.open_run = [&runs] {
    ++runs;
    return core::base::Result<std::unique_ptr<core::orchestrators::Orchestrator>>(
        std::make_unique<ScriptedOrchestrator>(renamed_step()));
  };
  const Trace trace = run(renamed_step(), chain(9), options);
  EXPECT_EQ(numbers(trace), (std::vector<std::uint32_t>{1, 2, 4, 5, 6, 8, 10}));
  EXPECT_EQ(runs, 2u);
  EXPECT_EQ(trace.divergence->pass, PassIndex{4});
  EXPECT_EQ(divergence(trace), "name_differs p6.y6 event 22: activity Step / activity Other(null)");
  EXPECT_EQ(outcome(trace, 4), "waiting");
}

TEST(Passes, WithoutAnotherRunTheSampleThatDiffersIsTheEarliestFound) {
  ReplayOptions options;
  options.max_resumed_yields = 10;
  const Trace trace = run(renamed_step(), chain(9), options);
  EXPECT_EQ(numbers(trace), (std::vector<std::uint32_t>{1, 2, 4, 8, 10}));
  EXPECT_EQ(trace.divergence->pass, PassIndex{3});
}

TEST(Passes, AReplayCanBeCancelled) {
  Sentences history = chain(3);
  ScriptedOrchestrator orchestrator(calls(3));
  core::base::Progress progress;
  std::stop_source stop;
  stop.request_stop();
  const auto trace =
      core::engine::replay(orchestrator, history.history(), {}, {progress, stop.get_token()});
  ASSERT_FALSE(trace.ok());
  EXPECT_EQ(trace.error().code, "cancelled");
}

}  // namespace
}  // namespace tests::engine
