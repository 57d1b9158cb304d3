#include "core/model/trace.h"

#include <gtest/gtest.h>

namespace core::model {
namespace {

Yield activity_yield(std::uint32_t handle, std::string name) {
  Op op;
  op.handle = TaskHandle{handle};
  op.name = std::move(name);
  Yield yield;
  yield.segment.ops.push_back(std::move(op));
  yield.what = TaskHandle{handle};
  return yield;
}

Pass pass_over(std::uint32_t spine, std::uint32_t length, std::uint32_t first_fresh) {
  Pass pass;
  pass.spine = SpineIndex{spine};
  pass.length = length;
  pass.first_fresh = first_fresh;
  pass.outcome.what = Waiting{};
  return pass;
}

/// Three passes over A, B, C: the second waits at B, the third leaves at B for X and returns.
class Forked : public testing::Test {
 protected:
  Forked() {
    Spine root;
    root.yields = {activity_yield(0, "A"), activity_yield(1, "B"), activity_yield(2, "C")};
    root.yields[1].segment.arrived.kind = ResumeKind::send;
    Spine fork;
    fork.parent = SpineIndex{0};
    fork.fork = 1;
    fork.yields = {activity_yield(1, "X"), activity_yield(2, "Y")};
    fork.yields[0].segment.arrived.kind = ResumeKind::send;
    fork.yields[1].segment.arrived.kind = ResumeKind::raise;
    trace_.spines = {root, fork};
    trace_.passes = {pass_over(0, 1, 0), pass_over(0, 2, 1), pass_over(1, 3, 1)};
    trace_.passes[2].outcome.what = Returned{Payload::of_text("42")};
    trace_.passes[2].outcome.segment.arrived.kind = ResumeKind::send;
  }

  std::string name_at(std::uint32_t pass, std::uint32_t yield) const {
    return trace_.yield_at(PassIndex{pass}, YieldIndex{yield}).segment.ops.at(0).name;
  }
  CellState cell(std::uint32_t pass, std::uint32_t yield) const {
    return cell_state(trace_, PassIndex{pass}, YieldIndex{yield});
  }

  Trace trace_;
};

TEST_F(Forked, AForkContinuesItsParent) {
  EXPECT_EQ(name_at(1, 0), "A");
  EXPECT_EQ(name_at(1, 1), "B");
  EXPECT_EQ(name_at(2, 0), "A");
  EXPECT_EQ(name_at(2, 1), "X");
  EXPECT_EQ(name_at(2, 2), "Y");
  EXPECT_EQ(&trace_.yield_at(PassIndex{0}, YieldIndex{0}),
            &trace_.yield_at(PassIndex{2}, YieldIndex{0}));
}

TEST_F(Forked, AForkOfAForkFindsItsWayToTheRoot) {
  Spine deeper;
  deeper.parent = SpineIndex{1};
  deeper.fork = 2;
  deeper.yields = {activity_yield(2, "Z")};
  trace_.spines.push_back(deeper);
  trace_.passes.push_back(pass_over(2, 3, 3));
  EXPECT_EQ(name_at(3, 0), "A");
  EXPECT_EQ(name_at(3, 1), "X");
  EXPECT_EQ(name_at(3, 2), "Z");
}

TEST_F(Forked, TheAnswerOfAYieldIsWhatTheNextSegmentArrivedWith) {
  EXPECT_EQ(trace_.answer_of(PassIndex{0}, YieldIndex{0}), nullptr);
  EXPECT_EQ(trace_.answer_of(PassIndex{1}, YieldIndex{0})->kind, ResumeKind::send);
  EXPECT_EQ(trace_.answer_of(PassIndex{2}, YieldIndex{1})->kind, ResumeKind::raise);
  EXPECT_EQ(trace_.answer_of(PassIndex{2}, YieldIndex{2}),
            &trace_.passes[2].outcome.segment.arrived);
}

TEST_F(Forked, CellStatesFollowTheRules) {
  EXPECT_EQ(cell(0, 0), CellState::waiting);
  EXPECT_EQ(cell(0, 1), CellState::not_reached);
  EXPECT_EQ(cell(1, 0), CellState::replayed) << "first_fresh is 1";
  EXPECT_EQ(cell(1, 1), CellState::waiting);
  EXPECT_EQ(cell(2, 0), CellState::replayed);
  EXPECT_EQ(cell(2, 1), CellState::failed);
  EXPECT_EQ(cell(2, 2), CellState::fresh);
  trace_.passes[2].first_fresh = 2;
  EXPECT_EQ(cell(2, 1), CellState::replayed) << "an old failure is not news";
}

TEST_F(Forked, APassThatFailedWhileItWasClosedHadWaited) {
  trace_.passes[1].outcome.what = NotRun{};
  EXPECT_EQ(trace_.answer_of(PassIndex{1}, YieldIndex{1}), nullptr);
  EXPECT_EQ(cell(1, 1), CellState::waiting);
  trace_.passes[1].outcome.segment.arrived.kind = ResumeKind::send;
  EXPECT_EQ(cell(1, 1), CellState::fresh) << "it failed after its answer";
}

TEST_F(Forked, TheDivergingCellIsRedInEveryPassThatLeavesThere) {
  trace_.divergence = Divergence{};
  trace_.divergence->pass = PassIndex{1};
  trace_.divergence->yield = YieldIndex{1};
  trace_.passes.push_back(pass_over(0, 3, 2));
  EXPECT_EQ(cell(0, 0), CellState::waiting);
  EXPECT_EQ(cell(1, 1), CellState::diverged) << "also where it waits";
  EXPECT_EQ(cell(2, 1), CellState::diverged) << "forks there";
  EXPECT_EQ(cell(2, 2), CellState::fresh);
  EXPECT_EQ(cell(3, 1), CellState::diverged) << "shares the yield";
  EXPECT_EQ(cell(3, 0), CellState::replayed);
  trace_.divergence->pass = PassIndex{3};
  EXPECT_EQ(cell(1, 1), CellState::waiting) << "passes before it are not touched";
}

TEST_F(Forked, ADivergenceAtTheEndColoursNoYield) {
  trace_.divergence = Divergence{};
  trace_.divergence->pass = PassIndex{1};
  trace_.divergence->yield = YieldIndex{2};
  EXPECT_EQ(cell(1, 1), CellState::waiting);
  EXPECT_EQ(cell(1, 2), CellState::not_reached);
  EXPECT_EQ(cell(2, 2), CellState::fresh);
}

TEST_F(Forked, WhatDiffersInAPassIsSeenInThatPassOnly) {
  trace_.spines[0].yields[0].segment.locals = "{\"a\":1}";
  trace_.spines[0].yields[0].segment.logs = {{LogStream::print, "", "old", kNoPlace}};
  PassDifference difference;
  difference.yield = YieldIndex{0};
  difference.locals = "{\"a\":2}";
  trace_.passes[1].differs.push_back(difference);
  EXPECT_EQ(trace_.locals_at(PassIndex{0}, YieldIndex{0}), "{\"a\":1}");
  EXPECT_EQ(trace_.locals_at(PassIndex{1}, YieldIndex{0}), "{\"a\":2}");
  EXPECT_EQ(trace_.logs_at(PassIndex{1}, YieldIndex{0}).at(0).text, "old");
  trace_.passes[1].differs[0].logs.emplace();
  EXPECT_TRUE(trace_.logs_at(PassIndex{1}, YieldIndex{0}).empty());
}

TEST_F(Forked, IsReplayingComesFromTheRunsOfThePass) {
  trace_.passes[2].replaying = {{YieldIndex{0}, true}, {YieldIndex{2}, false}};
  EXPECT_TRUE(trace_.is_replaying_at(PassIndex{2}, YieldIndex{0}));
  EXPECT_TRUE(trace_.is_replaying_at(PassIndex{2}, YieldIndex{1}));
  EXPECT_FALSE(trace_.is_replaying_at(PassIndex{2}, YieldIndex{2}));
  EXPECT_FALSE(trace_.is_replaying_at(PassIndex{1}, YieldIndex{0})) << "no runs: as first seen";
}

TEST(FindOp, FindsEveryTaskAlsoBetweenYieldsThatMadeNone) {
  Trace trace;
  Spine spine;
  std::uint32_t handle = 0;
  for (std::uint32_t i = 0; i < 100; ++i) {
    Yield yield;
    for (std::uint32_t made = 0; made < i % 3; ++made) {
      Op op;
      op.handle = TaskHandle{handle};
      op.name = std::to_string(handle++);
      yield.segment.ops.push_back(op);
    }
    Op cancel;
    cancel.verb = OpVerb::cancel;
    cancel.handle = TaskHandle{0};
    yield.segment.ops.push_back(cancel);
    spine.yields.push_back(yield);
  }
  trace.spines.push_back(spine);
  trace.passes.push_back(pass_over(0, 100, 0));
  Op last;
  last.handle = TaskHandle{handle};
  trace.passes[0].outcome.segment.ops.push_back(last);
  for (std::uint32_t task = 0; task < handle; ++task) {
    const Op* op = trace.find_op(PassIndex{0}, TaskHandle{task});
    ASSERT_NE(op, nullptr) << task;
    EXPECT_EQ(op->verb, OpVerb::make);
    EXPECT_EQ(op->name, std::to_string(task));
  }
  EXPECT_EQ(trace.find_op(PassIndex{0}, TaskHandle{handle}),
            &trace.passes[0].outcome.segment.ops[0]);
  EXPECT_EQ(trace.find_op(PassIndex{0}, TaskHandle{handle + 1}), nullptr);
  trace.passes[0].length = 50;
  EXPECT_EQ(trace.find_op(PassIndex{0}, TaskHandle{handle - 1}), nullptr);
}

TEST(Resumes, AreTheSameAnswerWhateverTheCodeWasTold) {
  Resume first;
  first.awaited = TaskHandle{1};
  Resume second = first;
  second.is_replaying = true;
  EXPECT_TRUE(first.same_answer(second));
  second.settled.push_back({TaskHandle{1}, EventIndex{4}, true, Payload::of_text("1"), {}});
  EXPECT_FALSE(first.same_answer(second));
}

TEST(Places, AnIndexOutsideIsNoPlace) {
  Trace trace;
  trace.places = {{"a.py", "f", 3}};
  EXPECT_EQ(trace.place(PlaceIndex{0})->line, 3u);
  EXPECT_EQ(trace.place(kNoPlace), nullptr);
}

}  // namespace
}  // namespace core::model
