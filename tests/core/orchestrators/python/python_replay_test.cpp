// Batches: the child goes through what earlier passes have shown and stops where the code differs.
#include <gmock/gmock.h>

#include "core/orchestrators/process/messages.h"
#include "tests/core/orchestrators/python/python_fixture.h"

namespace core::orchestrators {
namespace {

using ::testing::ElementsAre;

/// A spine as the engine would keep it.
struct Spine {
  std::vector<model::Yield> yields;
  std::vector<model::Place> places;
  std::vector<model::Resume> resumes;

  void add(const model::Resume& resume, const Advance& advance) {
    model::Yield yield;
    yield.segment.arrived = resume;
    yield.segment.ops = advance.ops;
    yield.segment.locals = advance.locals;
    for (std::size_t i = 0; i < advance.logs.size(); ++i) {
      yield.segment.logs.push_back(advance.logs[i]);
      yield.segment.logs.back().place = intern(advance.log_places[i]);
    }
    yield.what = std::get<YieldedTask>(advance.stop).handle;
    yield.place = intern(advance.place);
    for (const model::Place& frame : advance.frames) yield.frames.push_back(intern(frame));
    yields.push_back(std::move(yield));
    resumes.push_back(resume);
  }
  model::PlaceIndex intern(const model::Place& place) {
    places.push_back(place);
    return model::PlaceIndex{static_cast<std::uint32_t>(places.size() - 1)};
  }
  Script script(std::uint64_t id = 1) const {
    Script out;
    out.resumes = resumes;
    out.places = places;
    for (const model::Yield& yield : yields) out.yields.push_back(&yield);
    out.spine = id;
    return out;
  }
};

class PythonReplay : public PythonTest {
 protected:
  /// Runs pass 1 live over the answers.
  Spine record(Orchestrator& code, const std::vector<std::string>& answers) {
    Spine spine;
    model::Resume resume = first();
    auto advance = code.start(begin(), resume, work_);
    for (std::uint32_t i = 0; advance.ok(); ++i) {
      spine.add(resume, *advance);
      if (i == answers.size()) return spine;
      resume = answer(i, answers[i]);
      advance = code.resume(resume, work_);
    }
    ADD_FAILURE() << base::to_text(advance.error());
    return spine;
  }
  base::Result<Replayed> replay(Orchestrator& code, const Script& script) {
    return code.replay(begin(), script, work_);
  }
};

constexpr const char* kChain =
    "def run(context):\n"
    "    total = 0\n"
    "    for i in range(5):\n"
    "        total += yield context.call_activity('Add', i)\n"
    "    return total\n";

TEST_F(PythonReplay, EqualCodeMatchesWholeAndRunsOn) {
  auto code = run(kChain);
  const Spine spine = record(*code, {"1", "2", "3"});
  auto replayed = replay(*code, spine.script());
  ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
  EXPECT_EQ(replayed->matched, 4u);
  EXPECT_FALSE(replayed->differing);
  EXPECT_TRUE(replayed->differs.empty());
  EXPECT_EQ(stop_text(send(*code, 3, "4")), "yields 4");
  EXPECT_EQ(stop_text(send(*code, 4, "5")), "returns 15");
}

TEST_F(PythonReplay, AnotherRunIsGivenTheScriptWhole) {
  auto code = run(kChain);
  const Spine spine = record(*code, {"1", "2", "3"});
  auto other = run(kChain);
  auto replayed = replay(*other, spine.script());
  ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
  EXPECT_EQ(replayed->matched, 4u);
  EXPECT_TRUE(replayed->differs.empty());
  replayed = replay(*other, spine.script());
  EXPECT_EQ(replayed->matched, 4u);
}

TEST_F(PythonReplay, ADifferentCallStopsThereAndIsReportedWhole) {
  auto code = run(
      "passes = []\n"
      "def run(context):\n"
      "    passes.append(1)\n"
      "    yield context.call_activity('A', 1)\n"
      "    yield context.call_activity('B', len(passes))\n"
      "    yield context.call_activity('C', 1)\n");
  const Spine spine = record(*code, {"1", "2"});
  auto replayed = replay(*code, spine.script());
  ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
  EXPECT_EQ(replayed->matched, 1u);
  ASSERT_TRUE(replayed->differing);
  EXPECT_EQ(model::to_text(replayed->differing->ops.at(0)), "activity B(2)");
  EXPECT_EQ(replayed->differing->place, (model::Place{"orchestrator.py", "run", 5}));
  EXPECT_EQ(stop_text(send(*code, 1, "1")), "yields 2");
}

TEST_F(PythonReplay, ADifferentPlaceWithEqualCallsIsADifference) {
  auto code = run(
      "passes = []\n"
      "def run(context):\n"
      "    passes.append(1)\n"
      "    if len(passes) == 1:\n"
      "        yield context.call_activity('A', 1)\n"
      "    else:\n"
      "        yield context.call_activity('A', 1)\n");
  const Spine spine = record(*code, {});
  auto replayed = replay(*code, spine.script());
  ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
  EXPECT_EQ(replayed->matched, 0u);
  ASSERT_TRUE(replayed->differing);
  EXPECT_EQ(replayed->differing->place.line, 7u);
  EXPECT_EQ(replayed->differing->ops.size(), 1u);
}

TEST_F(PythonReplay, AnEarlyEndIsADifference) {
  auto code = run(
      "passes = []\n"
      "def run(context):\n"
      "    passes.append(1)\n"
      "    yield context.call_activity('A', 1)\n"
      "    if len(passes) > 1: return 'early'\n"
      "    yield context.call_activity('B', 1)\n");
  const Spine spine = record(*code, {"1"});
  auto replayed = replay(*code, spine.script());
  ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
  EXPECT_EQ(replayed->matched, 1u);
  EXPECT_EQ(stop_text(*replayed->differing), "returns \"early\"");
}

TEST_F(PythonReplay, LogLinesAndLocalsThatDifferDoNotStopIt) {
  auto code = run(
      "passes = []\n"
      "def run(context):\n"
      "    passes.append(1)\n"
      "    number = len(passes)\n"
      "    print('pass', number)\n"
      "    yield context.call_activity('A', 1)\n"
      "    print('always')\n"
      "    del number\n"
      "    yield context.call_activity('B', 1)\n");
  const Spine spine = record(*code, {"1"});
  auto replayed = replay(*code, spine.script());
  ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
  EXPECT_EQ(replayed->matched, 2u);
  std::vector<std::string> seen;
  for (const auto& difference : replayed->differs) {
    EXPECT_EQ(difference.yield, 0u);
    if (difference.logs) seen.push_back(difference.logs->at(0).text);
    if (difference.locals) seen.push_back(*difference.locals);
  }
  EXPECT_THAT(seen, ElementsAre(R"([["context",{"type":"DurableOrchestrationContext"}],)"
                                R"(["number",{"type":"int","text":"2"}]])",
                                "pass 2"));
}

TEST_F(PythonReplay, IsReplayingFollowsTheRuns) {
  auto code = run(
      "def run(context):\n"
      "    for i in range(3):\n"
      "        print(context.is_replaying)\n"
      "        yield context.call_activity('A', 1)\n");
  Spine spine = record(*code, {"1", "2"});
  spine.resumes[0].is_replaying = spine.resumes[1].is_replaying = true;
  auto replayed = replay(*code, spine.script());
  ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
  ASSERT_EQ(replayed->differs.size(), 2u);
  EXPECT_EQ(replayed->differs[0].logs->at(0).text, "True");
  EXPECT_EQ(replayed->differs[1].logs->at(0).text, "True");
}

TEST_F(PythonReplay, AsksAreAnsweredFromTheScript) {
  const std::string text =
      "def run(context):\n"
      "    empty = context.task_all([])\n"
      "    yield context.call_activity('A', 1)\n"
      "    return empty.is_completed\n";
  auto code = run(text);
  ASSERT_EQ(stop_text(start(*code)), R"(asks ["all",0,[]])");
  Reply reply;
  reply.settled.emplace().handle = model::TaskHandle{0};
  auto advance = code->reply(reply, work_);
  ASSERT_TRUE(advance.ok()) << base::to_text(advance.error());
  Spine spine;
  model::Op all;
  all.kind = model::ActionKind::all;
  all.handle = model::TaskHandle{0};
  advance->ops.insert(advance->ops.begin(), all);
  spine.add(first(), *advance);
  spine.yields[0].segment.asks.push_back({R"(["all",0,[]])", to_text(reply)});
  auto other = run(text);
  for (Orchestrator* each : {code.get(), other.get()}) {
    auto replayed = replay(*each, spine.script());
    ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
    EXPECT_EQ(replayed->matched, 1u);
    EXPECT_EQ(stop_text(send(*each, 1, "1")), "returns true");
  }
}

TEST_F(PythonReplay, AnAskThatTheScriptDoesNotKnowIsADifference) {
  auto code = run(
      "passes = []\n"
      "def run(context):\n"
      "    passes.append(1)\n"
      "    if len(passes) > 1: context.task_all([])\n"
      "    yield context.call_activity('A', 1)\n");
  const Spine spine = record(*code, {});
  auto replayed = replay(*code, spine.script());
  ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
  EXPECT_EQ(replayed->matched, 0u);
  EXPECT_EQ(stop_text(*replayed->differing), R"(asks ["all",0,[]])");
  Reply reply;
  reply.settled.emplace().handle = model::TaskHandle{0};
  EXPECT_EQ(stop_text(code->reply(reply, work_)), "yields 1");
}

TEST_F(PythonReplay, HelpersUnderYieldFromAreComparedToo) {
  auto code = run(
      "passes = []\n"
      "def part(context):\n"
      "    for i in range(3):\n"
      "        yield context.call_activity('A', i)\n"
      "def run(context):\n"
      "    passes.append(1)\n"
      "    yield from part(context)\n");
  const Spine spine = record(*code, {"1", "2"});
  for (int i = 0; i < 3; ++i) {
    auto replayed = replay(*code, spine.script());
    ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
    EXPECT_EQ(replayed->matched, 3u);
    EXPECT_TRUE(replayed->differs.empty());
  }
}

TEST_F(PythonReplay, ANewSpineWithTheSameBeginningIsFollowed) {
  auto code = run(
      "passes = []\n"
      "def run(context):\n"
      "    passes.append(1)\n"
      "    yield context.call_activity('A', 1)\n"
      "    yield context.call_activity('B', min(len(passes), 2))\n");
  Spine spine = record(*code, {"1"});
  auto replayed = replay(*code, spine.script());
  ASSERT_TRUE(replayed.ok() && replayed->differing);
  Spine fork;
  fork.places = spine.places;
  fork.yields.push_back(spine.yields[0]);
  fork.resumes.push_back(spine.resumes[0]);
  fork.add(spine.resumes[1], *replayed->differing);
  for (int i = 0; i < 2; ++i) {
    replayed = replay(*code, fork.script(2));
    ASSERT_TRUE(replayed.ok()) << base::to_text(replayed.error());
    EXPECT_EQ(replayed->matched, 2u);
  }
  replayed = replay(*code, spine.script(1));
  EXPECT_EQ(replayed->matched, 1u);
}

TEST_F(PythonReplay, AnAnsweredBatchCarriesOnlyWhatIsNew) {
  Spine spine;
  Advance advance;
  advance.stop = YieldedTask{model::TaskHandle{0}};
  advance.place = {"f.py", "run", 1};
  spine.add(first(), advance);
  const auto all = pass_message(begin(), spine.script(), 0);
  const auto none = pass_message(begin(), spine.script(), 1);
  EXPECT_THAT(*none, ::testing::HasSubstr(R"("keep":1,"extend":[],"runs":[[0,false]])"));
  EXPECT_GT(all->size(), none->size());
}

}  // namespace
}  // namespace core::orchestrators
