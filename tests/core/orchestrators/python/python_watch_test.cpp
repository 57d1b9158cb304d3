// Replay must not act: what is refused, what is only noted, and where.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/core/orchestrators/python/python_fixture.h"

namespace core::orchestrators {
namespace {

using ::testing::ElementsAre;

class PythonWatch : public PythonTest {
 protected:
  /// "clock time.time() 3" or "! file open(x) 4" for what was refused.
  static std::vector<std::string> notes(const base::Result<Advance>& advance) {
    std::vector<std::string> out;
    for (const Advance::Noted& noted : advance->noted) {
      out.push_back((noted.is_refused ? "! " : "") + noted.kind + " " + noted.detail + " " +
                    std::to_string(noted.place.line));
    }
    return out;
  }
};

TEST_F(PythonWatch, WritingAFileIsRefusedOnItsLine) {
  auto code = run(
      "def run(context):\n"
      "    try:\n"
      "        open('made.txt', 'w')\n"
      "    except PermissionError as e:\n"
      "        return str(e)\n"
      "    yield\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance),
            "returns \"Yieldscope refused writing a file while it replays this orchestrator: "
            "open(made.txt) at orchestrator.py:3. An orchestrator must leave that to an activity; "
            "--allow files lets the replay do it.\"");
  EXPECT_THAT(notes(advance), ElementsAre("! file open(made.txt) 3"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "made.txt"));
}

TEST_F(PythonWatch, ProcessesAndSocketsAreRefused) {
  auto code = run(
      "import os, socket, subprocess\n"
      "def attempt(action):\n"
      "    try:\n"
      "        action()\n"
      "    except PermissionError:\n"
      "        return 'refused'\n"
      "    return 'done'\n"
      "def run(context):\n"
      "    return [attempt(lambda: os.system('true')),\n"
      "            attempt(lambda: subprocess.run(['true'])),\n"
      "            attempt(lambda: socket.create_connection(('127.0.0.1', 9))),\n"
      "            attempt(lambda: os.mkdir('made')),\n"
      "            attempt(lambda: os.remove('orchestrator.py'))]\n"
      "    yield\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance),
            R"(returns ["refused", "refused", "refused", "refused", "refused"])");
  EXPECT_THAT(notes(advance), ElementsAre("! process os.system(true) 9",
                                          "! process subprocess.Popen(true) 10",
                                          "! network socket.getaddrinfo(127.0.0.1) 11",
                                          "! file os.mkdir(made) 12",
                                          "! file os.remove(orchestrator.py) 13"));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "orchestrator.py"));
}

TEST_F(PythonWatch, WhatIsAllowedIsDone) {
  options_.allowances = {"files"};
  auto code = run(
      "def run(context):\n"
      "    with open('made.txt', 'w') as f: f.write('x')\n"
      "    return 'done'\n"
      "    yield\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "returns \"done\"");
  EXPECT_TRUE(std::filesystem::exists(folder_ / "made.txt"));
}

TEST_F(PythonWatch, ReadsPassAndAreNoted) {
  auto code = run(
      "import datetime, os, random, time, uuid\n"
      "from datetime import datetime as dt\n"
      "def run(context):\n"
      "    time.time()\n"
      "    dt.now()\n"
      "    datetime.datetime.utcnow()\n"
      "    datetime.date.today()\n"
      "    random.random()\n"
      "    uuid.uuid4()\n"
      "    os.urandom(4)\n"
      "    os.environ.get('HOME')\n"
      "    open(__file__).close()\n"
      "    yield context.call_activity('A')\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  EXPECT_THAT(notes(advance),
              ElementsAre("clock time.time() 4", "clock datetime.datetime.now() 5",
                          "clock datetime.datetime.utcnow() 6", "clock datetime.date.today() 7",
                          "random random.random() 8", "uuid uuid.uuid4() 9",
                          "random os.urandom() 10", "environment os.environ['HOME'] 11",
                          "file open(orchestrator.py) 12"));
}

TEST_F(PythonWatch, DatetimeStaysWhatItIs) {
  auto code = run(
      "import copy, datetime, json, pickle\n"
      "class Mine(datetime.datetime): pass\n"
      "def run(context):\n"
      "    now = datetime.datetime(2024, 1, 2)\n"
      "    clock = context.current_utc_datetime\n"
      "    return [isinstance(now, datetime.datetime), isinstance(now, datetime.date),\n"
      "            isinstance(clock, datetime.datetime), isinstance(1, datetime.datetime),\n"
      "            type(now) == datetime.datetime, issubclass(datetime.datetime, datetime.date),\n"
      "            pickle.loads(pickle.dumps(now)) == now, copy.deepcopy(now) == now,\n"
      "            repr(now), str(now + datetime.timedelta(days=1)), type(Mine.now()).__name__,\n"
      "            isinstance(Mine(2024, 1, 1), datetime.datetime),\n"
      "            datetime.datetime.fromisoformat('2024-01-02') == now]\n"
      "    yield\n");
  EXPECT_EQ(stop_text(start(*code)),
            R"(returns [true, true, true, false, true, true, true, true, )"
            R"-("datetime.datetime(2024, 1, 2, 0, 0)", "2024-01-03 00:00:00", "Mine", true, true])-");
}

TEST_F(PythonWatch, LibrariesMayReadTheClockForThemselves) {
  auto code = run(
      "import logging\n"
      "def run(context):\n"
      "    logging.getLogger('shop').info('order %d', 7)\n"
      "    logging.warning('late')\n"
      "    yield context.call_activity('A')\n");
  auto advance = start(*code);
  EXPECT_EQ(stop_text(advance), "yields 0");
  EXPECT_THAT(notes(advance), ElementsAre());
  ASSERT_EQ(advance->logs.size(), 2u);
  EXPECT_EQ(advance->logs[0].stream, model::LogStream::logging);
  EXPECT_EQ(advance->logs[0].level, "INFO");
  EXPECT_EQ(advance->logs[0].text, "order 7");
  EXPECT_EQ(advance->log_places[0], (model::Place{"orchestrator.py", "run", 3}));
  EXPECT_EQ(advance->logs[1].level, "WARNING");
}

}  // namespace
}  // namespace core::orchestrators
