#include <gtest/gtest.h>

#include "core/model/trace.h"

namespace core::model {
namespace {

/// A trace of one pass and one yield, whose ops are added one by one.
class YieldLabel : public testing::Test {
 protected:
  YieldLabel() {
    trace_.spines.resize(1);
    trace_.spines[0].yields.resize(2);
    trace_.passes.resize(1);
    trace_.passes[0].length = 2;
    trace_.passes[0].outcome.what = Waiting{};
  }

  TaskHandle make(ActionKind kind, std::string name = "", std::string input = "") {
    Op op;
    op.kind = kind;
    op.handle = TaskHandle{next_++};
    op.name = std::move(name);
    if (!input.empty()) op.input = Payload::of_text(std::move(input));
    trace_.spines[0].yields[0].segment.ops.push_back(op);
    return op.handle;
  }
  TaskHandle make(ActionKind kind, std::vector<TaskHandle> children) {
    const TaskHandle handle = make(kind);
    last().children = std::move(children);
    return handle;
  }
  Op& last() { return trace_.spines[0].yields[0].segment.ops.back(); }
  std::string label(TaskHandle task) {
    trace_.spines[0].yields[1].what = task;  // made in an earlier segment than it is yielded in
    const std::string later = yield_label(trace_, PassIndex{0}, YieldIndex{1});
    trace_.spines[0].yields[0].what = task;
    EXPECT_EQ(yield_label(trace_, PassIndex{0}, YieldIndex{0}), later);
    return later;
  }

  Trace trace_;
  std::uint32_t next_ = 0;
};

TEST_F(YieldLabel, OfSingleTasks) {
  EXPECT_EQ(label(make(ActionKind::activity, "Hello", "\"Tokyo\"")), "Hello(\"Tokyo\")");
  EXPECT_EQ(label(make(ActionKind::sub_orchestration, "Child")), "Child()");
  EXPECT_EQ(label(make(ActionKind::external_event, "Approval")), "event Approval");
  EXPECT_EQ(label(make(ActionKind::value, "", "[1]")), "[1]");
  const TaskHandle timer = make(ActionKind::timer);
  last().fire_at = base::parse_timestamp("2024-05-01T10:05:01Z");
  EXPECT_EQ(label(timer), "timer 10:05:01");
  last().fire_at = base::parse_timestamp("2024-05-01T10:05:01.25Z");
  EXPECT_EQ(label(timer), "timer 10:05:01.250");
  const TaskHandle call = make(ActionKind::entity_call, "get");
  last().target = "@counter@k";
  EXPECT_EQ(label(call), "@counter@k.get()");
  EXPECT_EQ(label(TaskHandle{77}), "task #77");
}

TEST_F(YieldLabel, OfCompounds) {
  const TaskHandle approval = make(ActionKind::external_event, "Approval");
  const TaskHandle timer = make(ActionKind::timer);
  EXPECT_EQ(label(make(ActionKind::any, {approval, timer})), "any(Approval, timer)");
  std::vector<TaskHandle> calls;
  for (int i = 0; i < 3; ++i) calls.push_back(make(ActionKind::activity, "Hello", "1"));
  const TaskHandle all = make(ActionKind::all, calls);
  EXPECT_EQ(label(all), "all(3 × Hello)");
  EXPECT_EQ(label(make(ActionKind::any, {all, timer})), "any(all(3 × Hello), timer)");
  EXPECT_EQ(label(make(ActionKind::all, std::vector<TaskHandle>{})), "all()");
  std::vector<TaskHandle> many;
  for (int i = 0; i < 7; ++i)
    many.push_back(make(ActionKind::activity, std::string(1, char('A' + i))));
  EXPECT_EQ(label(make(ActionKind::all, many)), "all(A, B, C, D, …)");
}

TEST_F(YieldLabel, OfDeepTreesEnds) {
  TaskHandle task = make(ActionKind::activity, "A");
  for (int i = 0; i < 10'000; ++i) task = make(ActionKind::all, {task});
  EXPECT_EQ(label(task), "all(all(all(all(…))))");
}

TEST_F(YieldLabel, OfWhatIsNoTask) {
  trace_.spines[0].yields[0].what = NotATask{"str", Payload::of_text("\"x\"")};
  EXPECT_EQ(yield_label(trace_, PassIndex{0}, YieldIndex{0}), "not a task: str \"x\"");
  trace_.spines[0].yields[0].what = NotATask{"object", {}};
  EXPECT_EQ(yield_label(trace_, PassIndex{0}, YieldIndex{0}), "not a task: object");
}

TEST(OutcomeText, SaysHowThePassEnded) {
  const auto text = [](auto what) {
    Outcome outcome;
    outcome.what = std::move(what);
    return outcome_text(outcome);
  };
  EXPECT_EQ(text(Waiting{}), "waiting");
  EXPECT_EQ(text(Returned{Payload::of_text("42")}), "returned 42");
  EXPECT_EQ(text(Returned{}), "returned nothing");
  EXPECT_EQ(text(Raised{"ValueError", "no\nway", "", kNoPlace}), "raised ValueError: no\\nway");
  EXPECT_EQ(text(Raised{"KeyError", "", "", kNoPlace}), "raised KeyError");
  EXPECT_EQ(text(ContinuedAsNew{Payload::of_text("7")}), "continued as new with 7");
  EXPECT_EQ(text(ContinuedAsNew{}), "continued as new");
  EXPECT_EQ(text(SdkBroke{"AttributeError", "x"}), "the SDK broke: AttributeError: x");
  EXPECT_EQ(text(NotRun{{"orchestrator.time_limit", "no answer in 10 s", {}, ""}}),
            "not run: no answer in 10 s");
}

}  // namespace
}  // namespace core::model
