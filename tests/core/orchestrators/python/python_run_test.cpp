// Python orchestrators by hand: the test plays the engine and answers.
#include <gmock/gmock.h>

#include "tests/core/orchestrators/python/python_fixture.h"

namespace core::orchestrators {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> texts(const std::vector<model::Op>& ops) {
  std::vector<std::string> out;
  for (const model::Op& op : ops) out.push_back(model::to_text(op));
  return out;
}

TEST_F(PythonTest, RunsFromYieldToYieldToTheReturn) {
  auto code = run(
      "def run(context):\n"
      "    a = yield context.call_activity('A', 1)\n"
      "    b = yield context.call_activity('B', a + 1)\n"
      "    return b + '!'\n");
  auto first = start(*code);
  EXPECT_EQ(stop_text(first), "yields 0");
  EXPECT_THAT(texts(first->ops), ElementsAre("activity A(1)"));
  EXPECT_EQ(first->place, (model::Place{"orchestrator.py", "run", 2}));
  EXPECT_EQ(first->locals, R"([["context",{"type":"DurableOrchestrationContext"}]])");
  auto second = send(*code, 0, "41");
  EXPECT_EQ(stop_text(second), "yields 1");
  EXPECT_THAT(texts(second->ops), ElementsAre("activity B(42)"));
  EXPECT_EQ(stop_text(send(*code, 1, "\"done\"")), R"(returns "done!")");
}

TEST_F(PythonTest, AFailedTaskIsRaisedAtItsYield) {
  auto code = run(
      "def run(context):\n"
      "    try:\n"
      "        yield context.call_activity('A', None)\n"
      "    except Exception as e:\n"
      "        return [type(e).__name__, str(e)]\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  EXPECT_EQ(stop_text(raise(*code, 0, "Activity function 'A' failed: no \n null")),
            R"(returns ["Exception", "Activity function 'A' failed: no \n null"])");
}

TEST_F(PythonTest, GuidsFollowTheCheckVectors) {
  auto code = run(
      "def run(context):\n"
      "    return [context.new_uuid(), str(context.new_guid()), str(context.current_utc_datetime)]\n"
      "    yield\n");
  EXPECT_EQ(stop_text(start(*code)),
            R"(returns ["bb5b076d-4457-509a-8f17-f448e13ce653", )"
            R"("abc4931d-fdf4-5b90-95de-b0667d011b42", "2024-01-01 10:00:01.123456+00:00"])");
}

TEST_F(PythonTest, ASettledAnyGivesTheTaskObjectItself) {
  auto code = run(
      "def run(context):\n"
      "    tasks = [context.call_activity('A', i) for i in range(2)]\n"
      "    done = yield context.task_any(tasks)\n"
      "    tasks.remove(done)\n"
      "    return [done.result, done.is_completed, tasks[0].is_completed]\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 2");
  model::Resume resume = answer(1, "\"b\"");
  resume.awaited = model::TaskHandle{2};
  model::Settled any;
  any.handle = resume.awaited;
  any.children = {model::TaskHandle{1}};
  resume.settled.push_back(any);
  EXPECT_EQ(stop_text(code->resume(resume, work_)), R"(returns ["b", true, false])");
}

TEST_F(PythonTest, ACompoundOverNothingIsAskedFor) {
  auto code = run(
      "def run(context):\n"
      "    empty = context.task_all([])\n"
      "    print('asked', empty.result)\n"
      "    x = yield context.call_activity('A', 1)\n"
      "    return x\n");
  EXPECT_EQ(stop_text(start(*code)), R"(asks ["all",0,[]])");
  Reply reply;
  model::Settled settled;
  settled.handle = model::TaskHandle{0};
  reply.settled = settled;
  auto next = code->reply(reply, work_);
  EXPECT_EQ(stop_text(next), "yields 1");
  EXPECT_THAT(texts(next->ops), ElementsAre("activity A(1)"));
  ASSERT_EQ(next->logs.size(), 1u);
  EXPECT_EQ(next->logs[0].text, "asked None");
  EXPECT_EQ(next->log_places[0], (model::Place{"orchestrator.py", "run", 3}));
}

TEST_F(PythonTest, AReplyMayRaiseOnTheLineThatAsked) {
  auto code = run(
      "def run(context):\n"
      "    try:\n"
      "        context.task_any([])\n"
      "    except Exception as e:\n"
      "        return str(e)\n"
      "    yield\n");
  EXPECT_EQ(stop_text(start(*code)), R"(asks ["any",0,[]])");
  Reply reply;
  reply.raise_message = "completed twice";
  EXPECT_EQ(stop_text(code->reply(reply, work_)), R"(returns "completed twice")");
}

TEST_F(PythonTest, FramesUnderYieldFromAreInnermostFirstPlaceAndOuterFrames) {
  auto code = run(
      "def part(context):\n"
      "    yield context.call_activity('A', 1)\n"
      "def run(context):\n"
      "    yield from part(context)\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  EXPECT_EQ(advance->place, (model::Place{"orchestrator.py", "part", 2}));
  EXPECT_THAT(advance->frames, ElementsAre(model::Place{"orchestrator.py", "run", 4}));
}

TEST_F(PythonTest, AnErrorKeepsItsTracebackWithoutOurFrames) {
  auto code = run(
      "def helper():\n"
      "    raise ValueError('snow \\N{SNOWMAN}')\n"
      "def run(context):\n"
      "    helper()\n"
      "    yield\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "raises ValueError: snow \u2603");
  EXPECT_EQ(advance->place, (model::Place{"orchestrator.py", "helper", 2}));
  EXPECT_EQ(std::get<model::Raised>(advance->stop).traceback,
            "Traceback (most recent call last):\n"
            "  File \"orchestrator.py\", line 4, in run\n"
            "    helper()\n"
            "  File \"orchestrator.py\", line 2, in helper\n"
            "    raise ValueError('snow \\N{SNOWMAN}')\n"
            "ValueError: snow \u2603\n");
}

TEST_F(PythonTest, WhatIsYieldedAndIsNoTaskIsNamed) {
  auto code = run("def run(context):\n    yield 'text'\n");
  EXPECT_EQ(stop_text(start(*code)), R"(yields no task: str "text")");
}

TEST_F(PythonTest, AnAsyncOrchestratorBreaksAsInTheSdkAndIsNoted) {
  auto code = run("async def run(context):\n    return 1\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance),
            "breaks TypeError: class <class 'coroutine'> does not expose a `to_json` function");
  ASSERT_EQ(advance->noted.size(), 1u);
  EXPECT_EQ(advance->noted[0].kind, "async");
  EXPECT_EQ(advance->noted[0].detail, "async def run");
  EXPECT_EQ(advance->noted[0].place, (model::Place{"orchestrator.py", "run", 1}));
}

TEST_F(PythonTest, ClosingAPassGivesWhatItPrintedAndCalled) {
  auto code = run(
      "def run(context):\n"
      "    try:\n"
      "        yield context.call_activity('A', 1)\n"
      "    finally:\n"
      "        print('bye')\n"
      "        context.call_activity('CleanUp', 2)\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  auto closing = code->close(work_);
  ASSERT_TRUE(closing.ok()) << base::to_text(closing.error());
  EXPECT_THAT(texts(closing->ops), ElementsAre("activity CleanUp(2)"));
  ASSERT_EQ(closing->logs.size(), 1u);
  EXPECT_EQ(closing->logs[0].text, "bye");
}

TEST_F(PythonTest, PlainGeneratorsYieldValuesAsTasks) {
  options_.is_plain_generator = true;
  auto code = run(
      "def run(start):\n"
      "    got = 0\n"
      "    while got is not None:\n"
      "        got = yield got * 2 + start\n"
      "    return 'end'\n");
  Begin begin = PythonTest::begin();
  begin.is_plain_generator = true;
  begin.arguments = "[100]";
  auto first = code->start(begin, PythonTest::first(), work_);
  EXPECT_EQ(stop_text(first), "yields 0");
  EXPECT_EQ(first->ops[0].kind, model::ActionKind::value);
  EXPECT_EQ(first->ops[0].input.text, "100");
  EXPECT_EQ(send(*code, 0, "10")->ops[0].input.text, "120");
  EXPECT_EQ(stop_text(send(*code, 1, "null")), R"(returns "end")");
}

TEST_F(PythonTest, ModuleStateLivesAcrossPassesButNotAcrossRuns) {
  auto target = open(
      "log = []\n"
      "def run(context):\n"
      "    log.append(1)\n"
      "    return len(log)\n"
      "    yield\n");
  ASSERT_TRUE(target.ok()) << base::to_text(target.error());
  for (int i = 0; i < 2; ++i) {
    auto code = (*target)->open_run(work_);
    ASSERT_TRUE(code.ok()) << base::to_text(code.error());
    EXPECT_EQ(stop_text(start(**code)), "returns 1");
    EXPECT_EQ(stop_text(start(**code)), "returns 2");
  }
}

TEST_F(PythonTest, TheTargetSaysWhatItIs) {
  auto target = open("def run(context):\n    yield\n", "");
  ASSERT_TRUE(target.ok()) << base::to_text(target.error());
  const model::OrchestratorIdentity identity = (*target)->identity();
  EXPECT_EQ(identity.language, "python");
  EXPECT_EQ(identity.file, "orchestrator.py");
  EXPECT_EQ(identity.function, "run");
  EXPECT_EQ(identity.sdk, "shim");
  EXPECT_THAT(identity.interpreter, testing::MatchesRegex("Python 3\\.[0-9.]+ at /.* \\(.*\\)"));
}

TEST_F(PythonTest, TheHistorysNamePicksOneOfSeveral) {
  options_.recorded_name = "SECOND";
  auto target = open("def first(context):\n    yield\ndef second(context):\n    yield\n", "");
  ASSERT_TRUE(target.ok()) << base::to_text(target.error());
  EXPECT_EQ((*target)->identity().function, "second");
}

TEST_F(PythonTest, StandInsTakeThePlaceOfWhatIsMissing) {
  options_.stubs_missing = true;
  auto code = run(
      "import no_such_package_of_mine as gone\n"
      "def run(context):\n"
      "    yield context.call_activity('A', bool(gone.flag))\n");
  const auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  ASSERT_EQ(advance->noted.size(), 2U);
  EXPECT_EQ(advance->noted[0].kind + " " + advance->noted[0].detail,
            "stubbed no_such_package_of_mine");
  EXPECT_EQ(advance->noted[1].kind + " " + advance->noted[1].detail,
            "stub no_such_package_of_mine.flag as condition");
  EXPECT_EQ(advance->noted[1].place.line, 3U);
}

TEST_F(PythonTest, DecoratedFunctionsAreUnwrapped) {
  auto code = run(
      "import azure.functions as func\n"
      "import azure.durable_functions as df\n"
      "app = df.DFApp(http_auth_level=func.AuthLevel.ANONYMOUS)\n"
      "@app.activity_trigger(input_name='city')\n"
      "def say_hello(city): return city\n"
      "@app.function_name(name='Other')\n"
      "@app.route(route='x')\n"
      "@app.durable_client_input(client_name='client')\n"
      "async def http_start(req: func.HttpRequest, client): pass\n"
      "@app.orchestration_trigger(context_name='context')\n"
      "def run(context: df.DurableOrchestrationContext):\n"
      "    yield context.call_activity(say_hello, 'Tokyo')\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  EXPECT_THAT(texts(advance->ops), ElementsAre("activity say_hello(\"Tokyo\")"));
}

}  // namespace
}  // namespace core::orchestrators
