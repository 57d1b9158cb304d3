// Whatever the child does, the session survives and says what happened: whole messages.
#include <gmock/gmock.h>

#include "tests/core/orchestrators/python/python_fixture.h"

namespace core::orchestrators {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class PythonFailure : public PythonTest {
 protected:
  void expect_to_hang() { options_.limits.advance_time = 1s; }

  std::string import_failure(const std::string& text, const std::string& function = "run") {
    const auto target = open(text, function);
    if (target) return "no failure";
    return target.error().code + ": " + target.error().message + " [" + target.error().hint + "]";
  }
};

constexpr const char* kLook =
    " [Look there for a loop that never yields, or a call that waits for the world outside.]";
constexpr const char* kCrash =
    " [An orchestrator must not end its process. Run it on its own to see the cause.]";

TEST_F(PythonFailure, ALoopBeforeTheFirstYieldNamesItsLine) {
  expect_to_hang();
  auto code = run(
      "def run(context):\n"
      "    n = 0\n"
      "    while True: n += 1\n"
      "    yield\n");
  EXPECT_EQ(failure_text(start(*code)),
            std::string("orchestrator.time_limit: The orchestrator did not reach its first yield "
                        "within 1 s; it was running line 3 of orchestrator.py, in run.") +
                kLook);
}

TEST_F(PythonFailure, ALoopBetweenYieldsNamesItsLineAndTheYieldBefore) {
  expect_to_hang();
  auto code = run(
      "def spin():\n"
      "    while True: pass\n"
      "def run(context):\n"
      "    yield context.call_activity('A')\n"
      "    spin()\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  EXPECT_EQ(failure_text(send(*code, 0, "1")),
            std::string("orchestrator.time_limit: The orchestrator did not reach another yield "
                        "after line 4 of orchestrator.py within 1 s; it was running line 2 of "
                        "orchestrator.py, in spin.") +
                kLook);
}

TEST_F(PythonFailure, SleepingInsideIsFoundByItsLine) {
  expect_to_hang();
  auto code = run(
      "import time\n"
      "def run(context):\n"
      "    time.sleep(60)\n"
      "    yield\n");
  EXPECT_THAT(failure_text(start(*code)),
              HasSubstr("it was running line 3 of orchestrator.py, in run."));
}

TEST_F(PythonFailure, ExitingTheProcessIsACrashWithItsStatus) {
  auto code = run(
      "import os\n"
      "def run(context):\n"
      "    yield context.call_activity('A')\n"
      "    os._exit(3)\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  EXPECT_EQ(failure_text(send(*code, 0, "1")),
            std::string("orchestrator.crashed: The orchestrator did not reach another yield after "
                        "line 3 of orchestrator.py: its process exited with status 3.") +
                kCrash);
}

TEST_F(PythonFailure, ASegmentationFaultNamesItsLine) {
  auto code = run(
      "import ctypes\n"
      "def run(context):\n"
      "    ctypes.string_at(1)\n"
      "    yield\n");
  EXPECT_EQ(failure_text(start(*code)),
            std::string("orchestrator.crashed: The orchestrator did not reach its first yield: its "
                        "process was killed by signal 11 (Segmentation fault); it was running "
                        "line 3 of orchestrator.py, in run.") +
                kCrash);
}

TEST_F(PythonFailure, AFailedRunDoesNotHarmTheTarget) {
  auto target = open(
      "import os\n"
      "def run(context):\n"
      "    if context.get_input() == 'die': os._exit(1)\n"
      "    return 'fine'\n"
      "    yield\n");
  ASSERT_TRUE(target.ok()) << base::to_text(target.error());
  auto dying = (*target)->open_run(work_);
  Begin begin = PythonTest::begin();
  begin.input = model::Payload::of_text("\"die\"");
  EXPECT_FALSE((*dying)->start(begin, first(), work_).ok());
  dying = (*target)->open_run(work_);
  begin.input = model::Payload();
  EXPECT_EQ(stop_text((*dying)->start(begin, first(), work_)), "returns \"fine\"");
}

TEST_F(PythonFailure, PrintingWithoutEndIsCutAndStopped) {
  expect_to_hang();
  auto code = run(
      "def run(context):\n"
      "    while True: print('x' * 1000)\n"
      "    yield\n");
  EXPECT_THAT(failure_text(start(*code)), HasSubstr("it was running line 2 of orchestrator.py"));
}

TEST_F(PythonFailure, MuchOutputIsKeptUpToTheLimit) {
  options_.limits.output_characters = 1000;
  auto code = run(
      "def run(context):\n"
      "    for i in range(100): print('x' * 99)\n"
      "    yield context.call_activity('A')\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  ASSERT_EQ(advance->logs.size(), 11u);
  EXPECT_EQ(advance->logs.back().text,
            "9000 more characters were not kept: the limit is 1000 a pass");
}

TEST_F(PythonFailure, AGigabytePrintedAtOnceIsKeptUpToTheLimit) {
  auto code = run(
      "def run(context):\n"
      "    for i in range(100): print('x' * 10000000)\n"
      "    yield context.call_activity('A')\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  EXPECT_EQ(advance->logs.front().text.size(), std::size_t{1} << 20);
}

TEST_F(PythonFailure, ClosingDescriptorsDoesNotCutUsOff) {
  auto code = run(
      "import os\n"
      "def run(context):\n"
      "    os.closerange(0, 20)\n"
      "    print('still here')\n"
      "    yield context.call_activity('A')\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  ASSERT_EQ(advance->logs.size(), 1u);
  EXPECT_EQ(advance->logs[0].text, "still here");
}

TEST_F(PythonFailure, WritingToDescriptorOneIsKeptAsOutput) {
  auto code = run(
      "import os\n"
      "def run(context):\n"
      "    os.write(1, b'raw\\n')\n"
      "    return 1\n"
      "    yield\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "returns 1");
  ASSERT_EQ(advance->logs.size(), 1u);
  EXPECT_EQ(advance->logs[0].text, "raw");
}

TEST_F(PythonFailure, DeepRecursionIsTheCodesOwnError) {
  auto code = run(
      "def run(context):\n"
      "    def deeper(n): return deeper(n + 1)\n"
      "    deeper(0)\n"
      "    yield\n");
  EXPECT_THAT(stop_text(start(*code)), StartsWith("raises RecursionError: maximum recursion depth"));
}

TEST_F(PythonFailure, MemoryIsLimited) {
  options_.limits.memory_bytes = 512u << 20;
  auto code = run(
      "def run(context):\n"
      "    try:\n"
      "        bytearray(1 << 30)\n"
      "    except MemoryError:\n"
      "        return 'limited'\n"
      "    yield\n");
  EXPECT_EQ(stop_text(start(*code)), "returns \"limited\"");
}

TEST_F(PythonFailure, AHugeLocalIsShownByItsSize) {
  auto code = run(
      "def run(context):\n"
      "    big = 'x' * 200000000\n"
      "    rows = list(range(1000000))\n"
      "    yield context.call_activity('A')\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  EXPECT_LT(advance->locals.size(), 100'000u);
  EXPECT_THAT(advance->locals, HasSubstr("\"size\":200000000,\"cut\":true"));
  EXPECT_THAT(advance->locals, HasSubstr("\"size\":1000000"));
}

TEST_F(PythonFailure, ReprAndPropertiesAreNeverCalled) {
  auto code = run(
      "class Bomb:\n"
      "    def __init__(self): self.inner = 1\n"
      "    def __repr__(self): raise SystemError('repr was called')\n"
      "    __str__ = __repr__\n"
      "    def __len__(self): raise SystemError('len was called')\n"
      "    def __getattribute__(self, name): raise SystemError('getattribute was called')\n"
      "    @property\n"
      "    def value(self): raise SystemError('property was called')\n"
      "    @property\n"
      "    def __class__(self): raise SystemError('class was called')\n"
      "def run(context):\n"
      "    bomb = Bomb()\n"
      "    yield context.call_activity('A')\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  EXPECT_EQ(advance->locals,
            R"([["context",{"type":"DurableOrchestrationContext"}],)"
            R"(["bomb",{"type":"Bomb","size":1,"fields":[["inner",{"type":"int","text":"1"}]]}]])");
}

TEST_F(PythonFailure, AGeneratorThatSwallowsItsExitIsReportedInTheLog) {
  auto code = run(
      "def run(context):\n"
      "    while True:\n"
      "        try:\n"
      "            yield context.call_activity('A')\n"
      "        except GeneratorExit:\n"
      "            pass\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  auto closing = code->close(work_);
  ASSERT_TRUE(closing.ok()) << base::to_text(closing.error());
  ASSERT_EQ(closing->logs.size(), 1u);
  EXPECT_EQ(closing->logs[0].text,
            "RuntimeError: generator ignored GeneratorExit (while the pass was closed)");
}

TEST_F(PythonFailure, ClosingForEverIsATimeLimit) {
  expect_to_hang();
  auto code = run(
      "def run(context):\n"
      "    try:\n"
      "        yield context.call_activity('A')\n"
      "    finally:\n"
      "        while True: pass\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  auto closing = code->close(work_);
  ASSERT_FALSE(closing.ok());
  EXPECT_EQ(closing.error().message,
            "The orchestrator did not let go when its pass was closed within 1 s; it was "
            "running line 5 of orchestrator.py, in run.");
}

TEST_F(PythonFailure, SystemExitBreaksTheSdk) {
  auto code = run("import sys\ndef run(context):\n    sys.exit(4)\n    yield\n");
  EXPECT_EQ(stop_text(start(*code)), "breaks SystemExit: 4");
}

TEST_F(PythonFailure, AnOutputThatIsNoJsonBreaksTheSdk) {
  auto code = run("def run(context):\n    return {1, 2}\n    yield\n");
  EXPECT_EQ(stop_text(start(*code)),
            "breaks TypeError: class <class 'set'> does not expose a `to_json` function");
}

TEST_F(PythonFailure, AResultThatIsNoJsonBreaksTheSdk) {
  auto code = run("def run(context):\n    yield context.call_activity('A')\n");
  EXPECT_EQ(stop_text(start(*code)), "yields 0");
  EXPECT_EQ(stop_text(send(*code, 0, "{nope")),
            "breaks JSONDecodeError: Expecting property name enclosed in double quotes: line 1 "
            "column 2 (char 1)");
}

TEST_F(PythonFailure, AnErrorAtImportCarriesItsTraceback) {
  EXPECT_EQ(import_failure("import no_such_module_of_mine\n"),
            "orchestrator.import: The project could not be imported: ModuleNotFoundError: No "
            "module named 'no_such_module_of_mine'\n"
            "Traceback (most recent call last):\n"
            "  File \"orchestrator.py\", line 1, in <module>\n"
            "    import no_such_module_of_mine\n"
            "ModuleNotFoundError: No module named 'no_such_module_of_mine' "
            "[no_such_module_of_mine is not installed. Install it for this interpreter, choose "
            "another one with --python, or let a stand-in take its place with --stub-missing.]");
}

TEST_F(PythonFailure, ASyntaxErrorNamesItsLine) {
  EXPECT_THAT(import_failure("def run(context)\n    yield\n"),
              HasSubstr("File \"orchestrator.py\", line 1\n"));
}

TEST_F(PythonFailure, AnImportThatHangsIsATimeLimit) {
  options_.limits.import_time = 1s;
  EXPECT_EQ(import_failure("x = 1\nwhile True: x += 1\n"),
            std::string("orchestrator.time_limit: The project was not imported within 1 s; it "
                        "was running line 2 of orchestrator.py, in <module>.") +
                kLook);
}

TEST_F(PythonFailure, AnImportThatExitsSaysWhatItPrinted) {
  EXPECT_EQ(import_failure("import os\nos.write(2, b'good bye\\n')\nos._exit(7)\n"),
            std::string("orchestrator.crashed: The project was not imported: its process exited "
                        "with status 7.\nIt had printed:\ngood bye") +
                kCrash);
}

TEST_F(PythonFailure, AnImportThatAsksForInputGetsNone) {
  EXPECT_THAT(import_failure("name = input('Name? ')\n"),
              HasSubstr("EOFError: EOF when reading a line"));
}

TEST_F(PythonFailure, AFunctionThatIsNotThereIsNamedWithThoseThatAre) {
  EXPECT_EQ(import_failure("def other(context):\n    yield\n"),
            "target.no_such_function: orchestrator.py has no function named run. It has: other. []");
}

TEST_F(PythonFailure, SeveralOrchestratorsAreListedWithTheirLines) {
  EXPECT_EQ(import_failure("def a(context):\n    yield\ndef b(context):\n    yield\n", ""),
            "target.several_orchestrators: orchestrator.py holds 2 orchestrators: a "
            "(orchestrator.py:1), b (orchestrator.py:3). [Name one of them: orchestrator.py:a.]");
}

TEST_F(PythonFailure, AFileWithoutOrchestratorsSaysSo) {
  EXPECT_EQ(import_failure("x = 1\n", ""),
            "target.no_orchestrator: orchestrator.py holds no orchestrator: no generator function "
            "that takes a context. [Name the function: orchestrator.py:FUNCTION.]");
}

TEST_F(PythonFailure, AnInterpreterThatIsNotThereIsNamed) {
  options_.python = "/no/such/python";
  EXPECT_THAT(import_failure("x = 1\n"),
              StartsWith("process.not_started: cannot start /no/such/python"));
}

TEST_F(PythonFailure, AThreadLeftRunningMakesEachRunAProcessOfItsOwn) {
  const auto stops = stops_of_two_runs(
      "import threading, time\n"
      "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
      "def run(context):\n"
      "    return 'ran'\n"
      "    yield\n");
  EXPECT_THAT(stops, ElementsAre("returns \"ran\"", "returns \"ran\""));
}

TEST_F(PythonFailure, AStoppedReplayIsCancelled) {
  auto code = run("def run(context):\n    while True: pass\n    yield\n");
  std::stop_source source;
  source.request_stop();
  const base::WorkContext stopped{progress_, source.get_token()};
  EXPECT_EQ(failure_text(code->start(begin(), first(), stopped)),
            "cancelled: The replay was cancelled. []");
}

}  // namespace
}  // namespace core::orchestrators
