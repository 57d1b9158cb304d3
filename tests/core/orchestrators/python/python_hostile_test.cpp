// Code that fights back: signals, threads, descriptors, objects that must not be touched. Whole
// messages, and the session survives.
#include <gmock/gmock.h>

#include "tests/core/orchestrators/python/python_fixture.h"

namespace core::orchestrators {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PythonHostile : public PythonTest {
 protected:
  /// The failure of a first advance that hangs or crashes.
  std::string failure_of(const std::string& text) {
    options_.limits.advance_time = 1s;
    return failure_text(start(*run(text)));
  }
};

const std::string kHangs =
    "orchestrator.time_limit: The orchestrator did not reach its first yield within 1 s";
const std::string kCrashes =
    "orchestrator.crashed: The orchestrator did not reach its first yield: its process ";
const std::string kLook =
    " [Look there for a loop that never yields, or a call that waits for the world outside.]";
const std::string kCrash =
    " [An orchestrator must not end its process. Run it on its own to see the cause.]";

TEST_F(PythonHostile, IgnoredSignalsDoNotKeepItAlive) {
  EXPECT_EQ(failure_of("import signal\n"
                       "def run(context):\n"
                       "    for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):\n"
                       "        signal.signal(s, lambda number, frame: None)\n"
                       "    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})\n"
                       "    while True: pass\n"
                       "    yield\n"),
            kHangs + "; it was running line 6 of orchestrator.py, in run." + kLook);
}

TEST_F(PythonHostile, AHangInsideACLibraryNamesTheLineThatCalledIt) {
  EXPECT_EQ(failure_of("import re\n"
                       "def run(context):\n"
                       "    re.match('(a|a)+$', 'a' * 60 + 'b')\n"
                       "    yield\n"),
            kHangs + "; it was running line 3 of orchestrator.py, in run." + kLook);
}

TEST_F(PythonHostile, WhereTheLineCannotBeAskedForTheMessageSaysNone) {
  EXPECT_EQ(failure_of("import signal\n"
                       "signal.signal(signal.SIGUSR2, signal.SIG_IGN)\n"
                       "def run(context):\n"
                       "    signal.signal(signal.SIGUSR2, signal.SIG_IGN)\n"
                       "    while True: pass\n"
                       "    yield\n"),
            kHangs + "." + kLook);
}

TEST_F(PythonHostile, AbortNamesItsLine) {
  EXPECT_EQ(failure_of("import os\ndef run(context):\n    os.abort()\n    yield\n"),
            kCrashes + "was killed by signal 6 (Aborted); it was running line 3 of "
                       "orchestrator.py, in run." +
                kCrash);
}

TEST_F(PythonHostile, AKillThatNobodyHearsIsToldByItsSignal) {
  EXPECT_EQ(failure_of("import signal\n"
                       "def run(context):\n"
                       "    signal.raise_signal(signal.SIGKILL)\n"
                       "    yield\n"),
            kCrashes + "was killed by signal 9 (Killed)." + kCrash);
}

TEST_F(PythonHostile, AStackThatOverflowsInCodeOfCNamesItsLine) {
  EXPECT_EQ(failure_of("import sys\n"
                       "def run(context):\n"
                       "    sys.setrecursionlimit(10 ** 9)\n"
                       "    deep = ()\n"
                       "    for i in range(10 ** 6): deep = (deep,)\n"
                       "    hash(deep)\n"
                       "    yield\n"),
            kCrashes + "was killed by signal 11 (Segmentation fault); it was running line 6 of "
                       "orchestrator.py, in run." +
                kCrash);
}

TEST_F(PythonHostile, ClosingEveryDescriptorEndsTheRunAndNotTheTarget) {
  const std::string text =
      "import os\n"
      "def run(context):\n"
      "    if context.get_input(): os.closerange(0, 100000)\n"
      "    return 'fine'\n"
      "    yield\n";
  auto target = open(text);
  ASSERT_TRUE(target.ok()) << base::to_text(target.error());
  Begin hostile = begin();
  hostile.input = model::Payload::of_text("1");
  auto code = (*target)->open_run(work_);
  EXPECT_EQ(failure_text((*code)->start(hostile, first(), work_)),
            kCrashes + "exited with status 1." + kCrash);
  code = (*target)->open_run(work_);
  ASSERT_TRUE(code.ok()) << base::to_text(code.error());
  EXPECT_EQ(stop_text(start(**code)), "returns \"fine\"");
}

TEST_F(PythonHostile, ThreadsLeftRunningDoNotHoldUpTheEnd) {
  const auto stops = stops_of_two_runs(
      "import threading, time\n"
      "def run(context):\n"
      "    threading.Thread(target=time.sleep, args=(600,)).start()\n"
      "    return 'ran'\n"
      "    yield\n");
  EXPECT_THAT(stops, ElementsAre("returns \"ran\"", "returns \"ran\""));
}

TEST_F(PythonHostile, NothingOfAnObjectIsCalledToShowIt) {
  auto code = run(
      "def trap(*args):\n"
      "    print('touched')\n"
      "    while True: pass\n"
      "class Meta(type):\n"
      "    __eq__ = __repr__ = __instancecheck__ = __subclasscheck__ = trap\n"
      "    __hash__ = type.__hash__\n"
      "class Trap(metaclass=Meta):\n"
      "    __repr__ = __str__ = __eq__ = __len__ = __iter__ = __bool__ = __format__ = trap\n"
      "    __getattr__ = trap\n"
      "    __hash__ = object.__hash__\n"
      "    value = property(trap)\n"
      "class Words(str):\n"
      "    __str__ = __repr__ = __len__ = __eq__ = __getitem__ = trap\n"
      "    __hash__ = str.__hash__\n"
      "class Table(dict):\n"
      "    items = keys = values = __iter__ = __len__ = __getitem__ = __repr__ = trap\n"
      "kept = Trap()\n"
      "def run(context):\n"
      "    trapped, words, table = Trap(), Words('x'), Table(a=1)\n"
      "    many = [Trap(), {'k': Trap()}]\n"
      "    yield context.call_activity('A')\n"
      "    trapped = Words('y')\n"
      "    yield context.call_activity('B')\n");
  auto advance = start(*code);
  ASSERT_EQ(stop_text(advance), "yields 0");
  EXPECT_THAT(advance->logs, IsEmpty());
  advance = send(*code, 0, "1");
  ASSERT_EQ(stop_text(advance), "yields 1");
  EXPECT_THAT(advance->logs, IsEmpty());
}

TEST_F(PythonHostile, AHistoryNeverCausesAnImport) {
  auto code = run(
      "import sys\n"
      "def run(context):\n"
      "    got = yield context.call_activity('A')\n"
      "    return [type(got).__name__, 'this' in sys.modules, 'antigravity' in sys.modules]\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  EXPECT_EQ(stop_text(send(*code, 0,
                           R"({"__class__": "s", "__module__": "this", "__data__": )"
                           R"({"__class__": "x", "__module__": "antigravity", "__data__": 1}})")),
            R"(returns ["dict", false, false])");
}

TEST_F(PythonHostile, MuchWrittenToDescriptorOneIsKeptUpToTheLimit) {
  auto code = run(
      "import os\n"
      "def run(context):\n"
      "    for i in range(200): os.write(1, b'x' * 1000000)\n"
      "    return 1\n"
      "    yield\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "returns 1");
  ASSERT_EQ(advance->logs.size(), 2u);
  EXPECT_EQ(advance->logs[0].text.size(), std::size_t{1} << 20);
  EXPECT_THAT(advance->logs[1].text, testing::EndsWith(" more bytes were not kept"));
}

TEST_F(PythonHostile, AnImportThatReadsItsInputFindsTheEnd) {
  auto code = run(
      "import os, sys\n"
      "got = [os.read(0, 10), sys.stdin.read()]\n"
      "def run(context):\n"
      "    return [len(part) for part in got]\n"
      "    yield\n");
  EXPECT_EQ(stop_text(start(*code)), "returns [0, 0]");
}

TEST_F(PythonHostile, AnAnswerNestedTooDeepIsWhatPythonSaysOfIt) {
  auto code = run("def run(context):\n    yield context.call_activity('A')\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  EXPECT_THAT(stop_text(send(*code, 0, std::string(100'000, '[') + std::string(100'000, ']'))),
              testing::StartsWith("breaks RecursionError: maximum recursion depth exceeded"));
}

}  // namespace
}  // namespace core::orchestrators
