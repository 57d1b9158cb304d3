// Which Python runs the user's code.
#include "core/orchestrators/python/interpreter.h"

#include "core/orchestrators/process/failure.h"
#include "tests/core/orchestrators/python/python_fixture.h"

namespace core::orchestrators {
namespace {

class InterpreterChoice : public PythonTest {};

TEST_F(InterpreterChoice, WhatWasAskedForComesFirst) {
  write(".venv/bin/python", "");
  EXPECT_EQ(choose_interpreter("/opt/python", folder_, nullptr).program, "/opt/python");
}

TEST_F(InterpreterChoice, TheProjectsOwnEnvironmentIsFoundFromAFolderInside) {
  const auto python = write("venv/bin/python", "");
  write("flows/deep/orchestrator.py", "");
  const Interpreter found = choose_interpreter("", folder_ / "flows" / "deep", nullptr);
  EXPECT_EQ(found.program, python.string());
  EXPECT_EQ(found.reason, "venv of the project");
}

TEST_F(InterpreterChoice, AnEnvironmentAboveTheProjectIsSomebodyElses) {
  write(".venv/bin/python", "");
  write("project/host.json", "{}");
  EXPECT_EQ(choose_interpreter("", folder_ / "project", nullptr).program, "python3");
}

TEST_F(InterpreterChoice, ThenTheActiveEnvironment) {
  const auto python = write("active/bin/python", "");
  write("project/host.json", "{}");
  const Interpreter found =
      choose_interpreter("", folder_ / "project", (folder_ / "active").c_str());
  EXPECT_EQ(found.program, python.string());
  EXPECT_EQ(found.reason, "VIRTUAL_ENV");
}

TEST_F(InterpreterChoice, IsDescribedWithoutStartingIt) {
  const auto python = write(".venv/bin/python", "");
  write(".venv/pyvenv.cfg", "home = /usr/bin\nversion = 3.12.4\n");
  EXPECT_EQ(describe_interpreter(choose_interpreter("", folder_, nullptr)),
            "Python 3.12.4 at " + python.string() + " (.venv of the project)");
  EXPECT_EQ(describe_interpreter({"/opt/python", "--python"}), "/opt/python (--python)");
  EXPECT_EQ(describe_interpreter({"no-such-python", "from PATH"}), "no-such-python (from PATH)");
}

TEST(RunningPlace, IsTheInnermostFrameOfTheTarget) {
  const char* trace =
      "Current thread 0x00007f (most recent call first):\n"
      "  File \"/usr/lib/python3.11/json/encoder.py\", line 200 in encode\n"
      "  File \"/home/x/app/flow.py\", line 7 in helper\n"
      "  File \"/home/x/app/flow.py\", line 12 in run\n"
      "  File \"/opt/runtime/run.py\", line 1 in first\n";
  EXPECT_EQ(running_place(trace, "/opt/runtime", "/home/x/app"),
            (model::Place{"flow.py", "helper", 7}));
  EXPECT_EQ(running_place(trace, "/opt/runtime", "/elsewhere"),
            (model::Place{"/usr/lib/python3.11/json/encoder.py", "encode", 200}));
  EXPECT_EQ(running_place("nothing\n", "/opt/runtime", "/home/x/app"), std::nullopt);
}

}  // namespace
}  // namespace core::orchestrators
