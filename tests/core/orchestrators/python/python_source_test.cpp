// What reading the source of a Python target shows, and that runs go on as if nobody had read it.
#include <gmock/gmock.h>

#include "tests/core/orchestrators/python/python_fixture.h"

namespace core::orchestrators {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PythonSource : public PythonTest {
 protected:
  /// "clock orchestrator.py:3" of each remark, or the error.
  std::vector<std::string> told(Target& target) {
    auto remarks = target.source_remarks(work_);
    if (!remarks.ok()) return {remarks.error().code};
    std::vector<std::string> out;
    for (const model::SourceRemark& remark : *remarks) {
      out.push_back(remark.kind + " " + remark.place.file + ":" +
                    std::to_string(remark.place.line));
    }
    return out;
  }
};

TEST_F(PythonSource, IsToldOnceAndRunsFollow) {
  auto target =
      open("import time\ndef run(context):\n    yield context.call_activity(time.ctime())\n");
  ASSERT_TRUE(target.ok());
  EXPECT_THAT(told(*target.value()), ElementsAre("clock orchestrator.py:3"));
  auto run = target.value()->open_run(work_);
  ASSERT_TRUE(run.ok());
  EXPECT_EQ(stop_text(start(*run.value())), "yields 0");
  // Known by now: nothing is asked while the run has the process.
  EXPECT_THAT(told(*target.value()), ElementsAre("clock orchestrator.py:3"));
  EXPECT_THAT(stop_text(send(*run.value(), 0, "1")), testing::StartsWith("returns"));
}

TEST_F(PythonSource, IsReadWithoutAForkWhereThreadsAreAlive) {
  auto target = open(
      "import threading, time\n"
      "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
      "def run(context):\n    print(1)\n    yield context.call_activity('A')\n");
  ASSERT_TRUE(target.ok());
  EXPECT_THAT(told(*target.value()), ElementsAre("log orchestrator.py:4"));
  auto run = target.value()->open_run(work_);
  ASSERT_TRUE(run.ok());
  EXPECT_EQ(stop_text(start(*run.value())), "yields 0");
}

TEST_F(PythonSource, IsReadWhileARunHasTheProcess) {
  auto target = open("def run(context):\n    print(1)\n    yield context.call_activity('A')\n");
  ASSERT_TRUE(target.ok());
  auto run = target.value()->open_run(work_);
  ASSERT_TRUE(run.ok());
  EXPECT_THAT(told(*target.value()), ElementsAre("log orchestrator.py:2"));
  EXPECT_EQ(stop_text(start(*run.value())), "yields 0");
}

TEST_F(PythonSource, HasNothingOfAFunctionThatWasMadeAtRunTime) {
  auto target = open(
      "exec('import time\\ndef run(context):\\n    yield context.call_activity(time.time())')\n");
  ASSERT_TRUE(target.ok());
  EXPECT_THAT(told(*target.value()), IsEmpty());
}

}  // namespace
}  // namespace core::orchestrators
