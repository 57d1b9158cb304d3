// The native runtime alone: the test plays the engine and answers by hand.
#include "core/orchestrators/native/native_run.h"

#include <gtest/gtest.h>

#include "core/orchestrators/native/native_table.h"

namespace core::orchestrators {
namespace {

using model::ActionKind;
using model::OpVerb;
using model::TaskHandle;

Orchestration two_calls(Context& ctx) {
  ctx.log("starting");
  const Value a = co_await ctx.call_activity("A", 1);
  const Value b = co_await ctx.call_activity("B", a.as<int>() + 1);
  co_return b.as<std::string>() + "!";
}

Orchestration catches(Context& ctx) {
  std::string why;
  try {
    co_await ctx.call_activity("Fail");
  } catch (const TaskFailed& e) {
    why = e.what();
  }
  co_await ctx.call_activity("CleanUp", why);
  co_return nullptr;
}

Orchestration returns_at_once(Context& ctx) {
  co_return ctx.input().as<int>() * 2;
}

Orchestration raises_at_once(Context&) {
  throw std::out_of_range("no such order");
  co_return nullptr;
}

Orchestration approval_or_timer(Context& ctx) {
  TimerTask timer = ctx.create_timer(std::chrono::minutes(5));
  const Task event = ctx.wait_for_external_event("Approval");
  const Task winner = co_await ctx.when_any(event, timer);
  if (winner == event) {
    timer.cancel();
    co_return event.value().as<std::string>();
  }
  co_return timer.is_completed();
}

Orchestration any_over_done(Context& ctx) {
  const Task a = ctx.call_activity("A");
  co_await a;
  const Task b = ctx.call_activity("B");
  const AnyTask first = ctx.when_any(a, b);
  ctx.set_custom_status("waiting");
  const Task winner = co_await first;
  co_return winner == a;
}

Orchestration status_and_rebirth(Context& ctx) {
  ctx.set_custom_status("half way");
  ctx.continue_as_new(8);
  co_return nullptr;
}

Orchestration every_call(Context& ctx) {
  const RetryOptions retry(std::chrono::seconds(2), 3);
  const EntityId counter("Counter", "k1");
  HttpRequest request("POST", "https://example.invalid/a");
  request.content(7).header("X", "1").managed_identity("https://example.invalid");
  std::vector<Task> tasks;
  tasks.push_back(ctx.call_activity_with_retry("A", retry));
  tasks.push_back(ctx.call_sub_orchestrator("S", 1, "child"));
  tasks.push_back(ctx.call_sub_orchestrator_with_retry("R", retry, 2));
  tasks.push_back(ctx.call_entity(counter, "get"));
  ctx.signal_entity(counter, "add", 5);
  tasks.push_back(ctx.call_http(request));
  co_await ctx.when_all(tasks);
  co_return nullptr;
}

Orchestration tells_its_facts(Context& ctx) {
  std::vector<std::string> facts{ctx.instance_id(), ctx.parent_instance_id().value_or("none")};
  facts.push_back(ctx.new_uuid());
  facts.push_back(ctx.new_guid());
  facts.push_back(ctx.will_continue_as_new() ? "again" : "no");
  ctx.continue_as_new(nullptr);
  facts.push_back(ctx.will_continue_as_new() ? "again" : "no");
  co_return facts;
}

Orchestration refuses_options(Context&) {
  const RetryOptions retry(std::chrono::seconds(0), 3);
  co_return nullptr;
}

class CallsWhenDropped {
 public:
  explicit CallsWhenDropped(Context& context) : context_(context) {}
  ~CallsWhenDropped() {
    context_.log("dropped");
    static_cast<void>(context_.call_activity("Late"));
  }

 private:
  Context& context_;
};

Orchestration cleans_up(Context& ctx) {
  const CallsWhenDropped guard(ctx);
  co_await ctx.call_activity("A");
  co_return nullptr;
}

class NativeRunTest : public testing::Test {
 protected:
  Advance start(NativeFunction function, std::string input = "null") {
    run_ = std::make_unique<NativeRun>("test", function);
    Begin begin;
    begin.instance_id = "i-1";
    begin.input = model::Payload::of_text(std::move(input));
    model::Resume first;
    first.clock = *base::parse_timestamp("2026-03-02T08:00:00.1234567Z");
    return run_->start(begin, first, work_).value();
  }

  Advance answer(std::uint32_t handle, std::string value) {
    return resume(handle, true, std::move(value), {});
  }
  Advance fail(std::uint32_t handle, std::string message) {
    return resume(handle, false, std::move(message), {});
  }
  Advance resume(std::uint32_t handle, bool ok, std::string value,
                 std::vector<TaskHandle> children) {
    model::Resume resume;
    resume.kind = ok ? model::ResumeKind::send : model::ResumeKind::raise;
    resume.awaited = TaskHandle{handle};
    resume.settled.push_back({TaskHandle{handle}, model::EventIndex{5}, ok,
                              model::Payload::of_text(std::move(value)), std::move(children)});
    return run_->resume(resume, work_).value();
  }

  static std::uint32_t yielded(const Advance& advance) {
    return std::get<YieldedTask>(advance.stop).handle.value;
  }
  static std::string returned(const Advance& advance) {
    return std::get<Returned>(advance.stop).value.text;
  }

  base::Progress progress_;
  base::WorkContext work_{progress_, {}};
  std::unique_ptr<NativeRun> run_;
};

TEST_F(NativeRunTest, RunsFromCallToCall) {
  const Advance first = start(two_calls);
  ASSERT_EQ(first.ops.size(), 1u);
  EXPECT_EQ(first.ops[0].name, "A");
  EXPECT_EQ(first.ops[0].input.text, "1");
  EXPECT_EQ(yielded(first), 0u);
  ASSERT_EQ(first.logs.size(), 1u);
  EXPECT_EQ(first.logs[0].text, "starting");
  EXPECT_EQ(first.place.file, "native_run_test.cpp");
  EXPECT_EQ(first.place.line, first.log_places[0].line + 1);

  const Advance second = answer(0, "41");
  ASSERT_EQ(second.ops.size(), 1u);
  EXPECT_EQ(second.ops[0].input.text, "42");
  EXPECT_EQ(yielded(second), 1u);
  EXPECT_TRUE(second.logs.empty());

  EXPECT_EQ(returned(answer(1, R"("done")")), R"("done!")");
}

TEST_F(NativeRunTest, StartingAgainBeginsFromTheFirstLine) {
  start(two_calls);
  answer(0, "41");
  Begin begin;
  const Advance again = run_->start(begin, model::Resume(), work_).value();
  EXPECT_EQ(yielded(again), 0u);
  ASSERT_EQ(again.ops.size(), 1u);
  EXPECT_EQ(again.ops[0].handle.value, 0u);
}

TEST_F(NativeRunTest, FailuresArriveAsExceptions) {
  start(catches);
  const Advance after = fail(0, "card \n declined");
  EXPECT_EQ(after.ops[0].name, "CleanUp");
  EXPECT_EQ(after.ops[0].input.text, R"("card \n declined")");
  EXPECT_EQ(returned(answer(1, "null")), "null");
}

TEST_F(NativeRunTest, WhatNobodyCatchesEndsThePass) {
  start(two_calls);
  const Advance end = fail(0, "declined");
  const auto& raised = std::get<model::Raised>(end.stop);
  EXPECT_EQ(raised.type, "TaskFailed");
  EXPECT_EQ(raised.message, "declined");

  const Advance at_once = start(raises_at_once);
  EXPECT_EQ(std::get<model::Raised>(at_once.stop).type, "out_of_range");
  EXPECT_EQ(std::get<model::Raised>(at_once.stop).message, "no such order");
}

TEST_F(NativeRunTest, MayReturnWithoutACall) {
  const Advance end = start(returns_at_once, "21");
  EXPECT_EQ(returned(end), "42");
  EXPECT_TRUE(end.ops.empty());
}

TEST_F(NativeRunTest, AnUnreadableAnswerIsTheCodesOwnException) {
  start(two_calls);
  const Advance end = answer(0, "[]");
  const auto& raised = std::get<model::Raised>(end.stop);
  EXPECT_EQ(raised.type, "PayloadError");
  EXPECT_EQ(raised.message,
            "the value is an array, not a whole number from -2147483648 to 2147483647: []");
}

TEST_F(NativeRunTest, TimersAndEventsUnderAny) {
  const Advance first = start(approval_or_timer);
  ASSERT_EQ(first.ops.size(), 3u);
  EXPECT_EQ(first.ops[0].kind, ActionKind::timer);
  EXPECT_EQ(base::format_round_trip(*first.ops[0].fire_at), "2026-03-02T08:05:00.1234560Z");
  EXPECT_EQ(first.ops[2].kind, ActionKind::any);
  EXPECT_EQ(first.ops[2].children, (std::vector{TaskHandle{1}, TaskHandle{0}}));
  EXPECT_EQ(yielded(first), 2u);

  model::Resume resume;
  resume.kind = model::ResumeKind::send;
  resume.awaited = TaskHandle{2};
  resume.settled.push_back({TaskHandle{1}, model::EventIndex{4}, true,
                            model::Payload::of_text(R"("yes")"), {}});
  resume.settled.push_back({TaskHandle{2}, model::EventIndex{4}, true, {}, {TaskHandle{1}}});
  const Advance end = run_->resume(resume, work_).value();
  EXPECT_EQ(returned(end), R"("yes")");
  ASSERT_EQ(end.ops.size(), 1u);
  EXPECT_EQ(end.ops[0].verb, OpVerb::cancel);
  EXPECT_EQ(end.ops[0].handle.value, 0u);
}

TEST_F(NativeRunTest, ACompoundOverAFinishedTaskIsAskedAbout) {
  start(any_over_done);
  Advance asked = answer(0, "1");
  ASSERT_EQ(asked.ops.size(), 1u);
  EXPECT_EQ(asked.ops[0].name, "B");
  const Ask& ask = std::get<Ask>(asked.stop);
  EXPECT_EQ(ask.op.kind, ActionKind::any);
  EXPECT_EQ(ask.op.handle.value, 2u);

  Reply reply;
  reply.settled = model::Settled{TaskHandle{2}, model::EventIndex{5}, true, {}, {TaskHandle{0}}};
  const Advance after = run_->reply(reply, work_).value();
  ASSERT_EQ(after.ops.size(), 1u);
  EXPECT_EQ(after.ops[0].verb, OpVerb::custom_status);
  EXPECT_EQ(yielded(after), 2u);
  model::Resume resume;
  resume.kind = model::ResumeKind::send;
  resume.awaited = TaskHandle{2};
  EXPECT_EQ(returned(run_->resume(resume, work_).value()), "true");
}

TEST_F(NativeRunTest, AReplyCanRaise) {
  start(any_over_done);
  answer(0, "1");
  Reply reply;
  reply.raise_message = "Task 2 completed twice";
  const Advance end = run_->reply(reply, work_).value();
  EXPECT_EQ(std::get<model::Raised>(end.stop).message, "Task 2 completed twice");
}

TEST_F(NativeRunTest, StatusAndContinueAsNewAreOps) {
  const Advance end = start(status_and_rebirth);
  ASSERT_EQ(end.ops.size(), 2u);
  EXPECT_EQ(end.ops[0].verb, OpVerb::custom_status);
  EXPECT_EQ(end.ops[0].input.text, R"("half way")");
  EXPECT_EQ(end.ops[1].verb, OpVerb::continue_as_new);
  EXPECT_EQ(end.ops[1].input.text, "8");
}

TEST_F(NativeRunTest, EveryKindOfCallIsAnOp) {
  const Advance first = start(every_call);
  ASSERT_EQ(first.ops.size(), 7u);
  const std::string retry =
      R"({"firstRetryIntervalInMilliseconds": 2000, "maxNumberOfAttempts": 3})";
  EXPECT_EQ(first.ops[0].kind, ActionKind::activity_with_retry);
  EXPECT_EQ(first.ops[0].input.text, "null");
  EXPECT_EQ(first.ops[0].max_attempts, 3);
  EXPECT_EQ(first.ops[0].options, retry);
  EXPECT_EQ(first.ops[1].kind, ActionKind::sub_orchestration);
  EXPECT_EQ(first.ops[1].target, "child");
  EXPECT_EQ(first.ops[2].kind, ActionKind::sub_orchestration_with_retry);
  EXPECT_EQ(first.ops[2].target, std::nullopt);
  EXPECT_EQ(first.ops[2].options, retry);
  EXPECT_EQ(first.ops[3].kind, ActionKind::entity_call);
  EXPECT_EQ(first.ops[3].target, "@counter@k1");
  EXPECT_EQ(first.ops[3].name, "get");
  EXPECT_EQ(first.ops[4].kind, ActionKind::entity_signal);
  EXPECT_EQ(first.ops[4].handle.value, 4u);
  EXPECT_EQ(first.ops[4].input.text, "5");
  EXPECT_EQ(first.ops[5].kind, ActionKind::http);
  EXPECT_EQ(first.ops[5].name, "POST");
  EXPECT_EQ(first.ops[5].target, "https://example.invalid/a");
  EXPECT_EQ(first.ops[5].options,
            R"({"method": "POST", "uri": "https://example.invalid/a", "content": "7", )"
            R"("headers": {"X": "1"}, "tokenSource": {"resource": "https://example.invalid", )"
            R"("kind": "AzureManagedIdentity"}})");
  EXPECT_EQ(first.ops[6].kind, ActionKind::all);
}

// The check vector of SEMANTICS 3.1, Guids.
TEST_F(NativeRunTest, KnowsItsFactsAndMakesGuids) {
  run_ = std::make_unique<NativeRun>("test", &tells_its_facts);
  Begin begin;
  begin.instance_id = "abc";
  begin.parent_instance_id = "p";
  model::Resume first;
  first.clock = *base::parse_timestamp("2024-01-01T10:00:01.1234567Z");
  const std::string expected =
      R"(["abc", "p", "bb5b076d-4457-509a-8f17-f448e13ce653", )"
      R"("abc4931d-fdf4-5b90-95de-b0667d011b42", "no", "again"])";
  EXPECT_EQ(returned(run_->start(begin, first, work_).value()), expected);
  EXPECT_EQ(returned(run_->start(begin, first, work_).value()), expected);
}

TEST_F(NativeRunTest, WhatTheSdkRefusesIsRefusedInItsWords) {
  const Advance end = start(refuses_options);
  EXPECT_EQ(std::get<model::Raised>(end.stop).message,
            "first_retry_interval_in_milliseconds valuemust be greater than 0.");
  EXPECT_THROW(EntityId("", "k"), std::invalid_argument);
  EXPECT_THROW(EntityId("n", ""), std::invalid_argument);
}

TEST_F(NativeRunTest, ClosingRunsDestructors) {
  start(cleans_up);
  const model::Segment closing = run_->close(work_).value();
  ASSERT_EQ(closing.logs.size(), 1u);
  EXPECT_EQ(closing.logs[0].text, "dropped");
  ASSERT_EQ(closing.ops.size(), 1u);
  EXPECT_EQ(closing.ops[0].name, "Late");
}

TEST_F(NativeRunTest, APlainGeneratorIsRefused) {
  run_ = std::make_unique<NativeRun>("hello_sequence", &two_calls);
  Begin begin;
  begin.is_plain_generator = true;
  const base::Result<Advance> refused = run_->start(begin, model::Resume(), work_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(base::to_text(refused.error()),
            "native:hello_sequence is a durable orchestrator, not a plain generator\n"
            "Leave the flavour out, or choose a Python generator.");
}

TEST(NativeTable, OpensByName) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  for (const NativeRow& row : native_rows()) {
    base::Result<std::unique_ptr<Target>> target = open_native_target(row.name);
    ASSERT_TRUE(target) << row.name;
    EXPECT_EQ((*target)->identity().function, row.name);
    EXPECT_TRUE((*target)->open_run(work));
  }
}

TEST(NativeTable, SaysWhatWasMeant) {
  EXPECT_EQ(base::to_text(open_native_target("hello_sequense").error()),
            "no native orchestrator is named 'hello_sequense'\n"
            "Did you mean native:hello_sequence?");
  EXPECT_EQ(base::to_text(open_native_target("xyz").error()),
            "no native orchestrator is named 'xyz'\n"
            "There are: hello_sequence, fan_out, timeout, retry_third, sub_orchestration, monitor, "
            "chain.");
}

}  // namespace
}  // namespace core::orchestrators
