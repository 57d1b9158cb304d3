// Orchestrator::replay as every runtime has it that does not replay on its own side, and the native
// runtime's own, which must come to the same.
#include <gtest/gtest.h>

#include <memory>

#include "core/orchestrators/native/native_run.h"

namespace core::orchestrators {
namespace {

using model::TaskHandle;

Orchestration steps(Context& ctx) {
  if (!ctx.is_replaying()) {
    ctx.log("fresh");
  }
  co_await ctx.call_activity("A", ctx.input().as<std::string>());
  co_await ctx.call_activity("B");
  co_await ctx.call_activity("C");
  co_return nullptr;
}

Orchestration asks(Context& ctx) {
  ctx.set_custom_status("before");
  const AllTask nothing = ctx.when_all(std::vector<Task>());
  const Task a = ctx.call_activity("A");
  co_await nothing;
  co_await a;
  co_return nullptr;
}

/// A runtime that leaves replay() to the interface.
class Plain final : public Orchestrator {
 public:
  explicit Plain(NativeFunction function) : run_("test", function) {}
  base::Result<Advance> start(const Begin& begin, const model::Resume& first,
                              const base::WorkContext& work) override {
    return run_.start(begin, first, work);
  }
  base::Result<Advance> resume(const model::Resume& resume,
                               const base::WorkContext& work) override {
    return run_.resume(resume, work);
  }
  base::Result<Advance> reply(const Reply& reply, const base::WorkContext& work) override {
    return run_.reply(reply, work);
  }
  base::Result<model::Segment> close(const base::WorkContext& work) override {
    return run_.close(work);
  }
  model::OrchestratorIdentity identity() const override { return run_.identity(); }

 private:
  NativeRun run_;
};

/// Records a pass by hand, as the engine would, and replays it.
class DefaultReplayTest : public testing::TestWithParam<bool> {
 protected:
  void record(NativeFunction function, const std::string& input, int answers) {
    NativeRun run("test", function);
    resumes_.emplace_back();
    Advance advance = run.start(begin_with(input), resumes_.back(), work_).value();
    keep(run, std::move(advance));
    for (int i = 0; i < answers; ++i) {
      const TaskHandle awaited = std::get<TaskHandle>(yields_.back().what);
      model::Resume resume;
      resume.kind = model::ResumeKind::send;
      resume.awaited = awaited;
      resume.settled.push_back({awaited, model::EventIndex{3}, true, {}, {}});
      resumes_.push_back(resume);
      advance = run.resume(resume, work_).value();
      keep(run, std::move(advance));
    }
  }

  void keep(NativeRun& run, Advance advance) {
    model::Yield yield;
    while (auto* const ask = std::get_if<Ask>(&advance.stop)) {
      Reply reply;
      reply.settled = model::Settled{ask->op.handle, model::kNoEvent, true, {}, {}};
      yield.segment.asks.push_back({ask->question, to_text(reply)});
      std::vector<model::Op> ops = std::move(advance.ops);
      ops.push_back(ask->op);
      advance = run.reply(reply, work_).value();
      advance.ops.insert(advance.ops.begin(), ops.begin(), ops.end());
    }
    yield.segment.ops = std::move(advance.ops);
    yield.segment.logs = std::move(advance.logs);
    yield.what = std::get<YieldedTask>(advance.stop).handle;
    yield.place = model::PlaceIndex{static_cast<std::uint32_t>(places_.size())};
    places_.push_back(advance.place);
    yields_.push_back(std::move(yield));
  }

  base::Result<Replayed> replay(NativeFunction function, const std::string& input) {
    std::unique_ptr<Orchestrator> run;
    if (GetParam()) {
      run = std::make_unique<Plain>(function);
    } else {
      run = std::make_unique<NativeRun>("test", function);
    }
    Script script;
    script.resumes = resumes_;
    script.places = places_;
    for (const model::Yield& yield : yields_) {
      script.yields.push_back(&yield);
    }
    return run->replay(begin_with(input), script, work_);
  }

  static Begin begin_with(const std::string& input) {
    Begin begin;
    begin.input = model::Payload::of_text('"' + input + '"');
    return begin;
  }

  base::Progress progress_;
  std::stop_source stopper_;
  base::WorkContext work_{progress_, stopper_.get_token()};
  std::vector<model::Resume> resumes_;
  std::vector<model::Yield> yields_;
  std::vector<model::Place> places_;
};

TEST_P(DefaultReplayTest, EqualCodeMatchesTheWholeScript) {
  record(steps, "x", 2);
  const Replayed replayed = replay(steps, "x").value();
  EXPECT_EQ(replayed.matched, 3u);
  EXPECT_FALSE(replayed.differing);
  EXPECT_TRUE(replayed.differs.empty());
}

TEST_P(DefaultReplayTest, StopsAtTheFirstYieldThatDiffers) {
  record(steps, "x", 2);
  const Replayed replayed = replay(steps, "y").value();
  EXPECT_EQ(replayed.matched, 0u);
  ASSERT_TRUE(replayed.differing);
  EXPECT_EQ(replayed.differing->ops.at(0).input.text, R"("y")");
  EXPECT_TRUE(replayed.differs.empty()) << "the forked yield is reported whole";
}

TEST_P(DefaultReplayTest, AnEarlierEndDiffers) {
  record(steps, "x", 2);
  yields_[1].what = TaskHandle{7};
  const Replayed replayed = replay(steps, "x").value();
  EXPECT_EQ(replayed.matched, 1u);
  ASSERT_TRUE(replayed.differing);
  EXPECT_EQ(std::get<YieldedTask>(replayed.differing->stop).handle, TaskHandle{1});
}

TEST_P(DefaultReplayTest, AnotherPlaceDiffers) {
  record(steps, "x", 2);
  ++places_[2].line;
  EXPECT_EQ(replay(steps, "x").value().matched, 2u);
}

TEST_P(DefaultReplayTest, LogLinesThatDifferDoNotStopIt) {
  record(steps, "x", 2);
  for (model::Resume& resume : resumes_) {
    resume.is_replaying = true;
  }
  const Replayed replayed = replay(steps, "x").value();
  EXPECT_EQ(replayed.matched, 3u);
  ASSERT_EQ(replayed.differs.size(), 1u);
  EXPECT_EQ(replayed.differs[0].yield, 0u);
  ASSERT_TRUE(replayed.differs[0].logs);
  EXPECT_TRUE(replayed.differs[0].logs->empty());
}

TEST_P(DefaultReplayTest, AsksAreAnsweredFromTheScript) {
  record(asks, "x", 1);
  EXPECT_EQ(yields_[0].segment.asks.size(), 1u);
  const Replayed replayed = replay(asks, "x").value();
  EXPECT_EQ(replayed.matched, 2u);
  EXPECT_FALSE(replayed.differing);
}

TEST_P(DefaultReplayTest, AnAskThatTheScriptDoesNotKnowIsHandedOut) {
  record(asks, "x", 1);
  yields_[0].segment.asks[0].question = "another question";
  const Replayed replayed = replay(asks, "x").value();
  EXPECT_EQ(replayed.matched, 0u);
  ASSERT_TRUE(replayed.differing);
  EXPECT_EQ(std::get<Ask>(replayed.differing->stop).op.kind, model::ActionKind::all);
}

TEST_P(DefaultReplayTest, ADamagedReplyIsAnError) {
  record(asks, "x", 1);
  yields_[0].segment.asks[0].reply = "[1]";
  const base::Result<Replayed> replayed = replay(asks, "x");
  ASSERT_FALSE(replayed);
  EXPECT_EQ(base::to_text(replayed.error()),
            "not a reply to an ask: [1]\n"
            "The trace was written by another version or damaged; replay the history anew.");
}

TEST_P(DefaultReplayTest, CanBeCancelled) {
  record(steps, "x", 2);
  stopper_.request_stop();
  EXPECT_EQ(replay(steps, "x").error().code, "cancelled");
}

INSTANTIATE_TEST_SUITE_P(Runtimes, DefaultReplayTest, testing::Bool(), [](const auto& row) {
  return row.param ? "left_to_the_interface" : "native";
});

TEST(ReplyText, RoundTrips) {
  Reply running;
  Reply raises;
  raises.raise_message = "completed \"twice\"";
  Reply done;
  done.settled = model::Settled{TaskHandle{3}, model::EventIndex{7}, false,
                                model::Payload::of_text("no"), {TaskHandle{1}, TaskHandle{2}}};
  EXPECT_EQ(to_text(running), R"({"running":true})");
  EXPECT_EQ(to_text(raises), R"({"raise":"completed \"twice\""})");
  EXPECT_EQ(to_text(done),
            R"({"handle":3,"event":7,"ok":false,"value":"no","children":[1,2]})");
  for (const Reply& reply : {running, raises, done}) {
    const Reply back = reply_from_text(to_text(reply)).value();
    EXPECT_EQ(back.raise_message, reply.raise_message);
    EXPECT_EQ(back.settled, reply.settled);
  }
}

}  // namespace
}  // namespace core::orchestrators
