// Answers given ahead of their yields: each has its own time, the first that does not fit ends it.
#include <gtest/gtest.h>

#include "core/base/result.h"
#include "tests/core/orchestrators/python/python_fixture.h"

namespace core::orchestrators {
namespace {

using namespace std::chrono_literals;

class PythonAhead : public PythonTest {};

TEST_F(PythonAhead, EachYieldHasItsOwnTime) {
  options_.limits.advance_time = 1s;
  auto code = run(
      "import time\n"
      "def run(context):\n"
      "    for i in range(4):\n"
      "        time.sleep(0.4)\n"
      "        yield context.call_activity('A', i)\n"
      "    while True: pass\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  const std::vector<model::Resume> ahead{answer(0, "0"), answer(1, "1"), answer(2, "2"),
                                         answer(3, "3"), answer(4, "4")};
  code->give_ahead(ahead);
  EXPECT_EQ(stop_text(code->resume(ahead[0], work_)), "yields 1");
  EXPECT_EQ(stop_text(code->resume(ahead[1], work_)), "yields 2");
  EXPECT_EQ(stop_text(code->resume(ahead[2], work_)), "yields 3");
  EXPECT_EQ(failure_text(code->resume(ahead[3], work_)),
            std::string("orchestrator.time_limit: The orchestrator did not reach another yield "
                        "after line 5 of orchestrator.py within 1 s; it was running line 6 of "
                        "orchestrator.py, in run.") +
                " [Look there for a loop that never yields, or a call that waits for the world "
                "outside.]");
}

TEST_F(PythonAhead, ACrashComesAfterTheYieldsBeforeIt) {
  auto code = run(
      "import os\n"
      "def run(context):\n"
      "    for i in range(3):\n"
      "        yield context.call_activity('A', i)\n"
      "    os._exit(3)\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  const std::vector<model::Resume> ahead{answer(0, "0"), answer(1, "1"), answer(2, "2"),
                                         answer(3, "3")};
  code->give_ahead(ahead);
  EXPECT_EQ(stop_text(code->resume(ahead[0], work_)), "yields 1");
  EXPECT_EQ(stop_text(code->resume(ahead[1], work_)), "yields 2");
  EXPECT_EQ(failure_text(code->resume(ahead[2], work_)),
            std::string("orchestrator.crashed: The orchestrator did not reach another yield after "
                        "line 4 of orchestrator.py: its process exited with status 3.") +
                " [An orchestrator must not end its process. Run it on its own to see the "
                "cause.]");
}

TEST_F(PythonAhead, WhatIsLeftIsVoidBehindTheFirstYieldThatDoesNotFit) {
  auto code = run(
      "def run(context):\n"
      "    yield context.call_activity('A', 0)\n"
      "    waited = yield context.wait_for_external_event('Go')\n"
      "    return waited\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  const std::vector<model::Resume> ahead{answer(0, "0"), answer(1, "1"), answer(2, "2")};
  code->give_ahead(std::span(ahead).first(2));
  code->give_ahead(std::span(ahead).last(1));
  EXPECT_EQ(stop_text(code->resume(ahead[0], work_)), "yields 1");
  EXPECT_EQ(stop_text(code->resume(answer(1, "7"), work_)), "returns 7");
}

TEST_F(PythonAhead, AnAskIsAnsweredBehindWhatItMakesVoid) {
  auto code = run(
      "def run(context):\n"
      "    first = context.call_activity('A', 0)\n"
      "    yield first\n"
      "    both = context.task_all([first])\n"
      "    return both.result\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  const std::vector<model::Resume> ahead{answer(0, "5"), answer(1, "1")};
  code->give_ahead(std::span(ahead).first(1));
  code->give_ahead(std::span(ahead).last(1));
  const auto asking = code->resume(ahead[0], work_);
  ASSERT_TRUE(asking.ok());
  EXPECT_EQ(std::get<Ask>(asking->stop).op.kind, model::ActionKind::all);
  Reply reply;
  reply.settled.emplace();
  reply.settled->handle = model::TaskHandle{1};
  reply.settled->children = {model::TaskHandle{0}};
  EXPECT_EQ(stop_text(code->reply(reply, work_)), "returns [5]");
}

TEST_F(PythonAhead, ARunLeftInTheMiddleDoesNotHoldUpTheNext) {
  auto target = open(
      "import time\n"
      "def run(context):\n"
      "    for i in range(1000):\n"
      "        time.sleep(0.1)\n"
      "        yield context.call_activity('A', i)\n");
  ASSERT_TRUE(target.ok()) << base::to_text(target.error());
  {
    auto left = (*target)->open_run(work_).value();
    EXPECT_EQ(stop_text(start(*left)), "yields 0");
    std::vector<model::Resume> ahead;
    for (std::uint32_t i = 0; i < 900; ++i) ahead.push_back(answer(i, "1"));
    left->give_ahead(ahead);
    EXPECT_EQ(stop_text(left->resume(ahead[0], work_)), "yields 1");
  }
  auto next = (*target)->open_run(work_);
  ASSERT_TRUE(next.ok()) << base::to_text(next.error());
  EXPECT_EQ(stop_text(start(**next)), "yields 0");
}

}  // namespace
}  // namespace core::orchestrators
