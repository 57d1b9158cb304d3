// Orchestrators found by reading source text.
#include "core/session/survey.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/session/python_source.h"
#include "core/session/session.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

class Survey : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / "yieldscope_survey" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }
  /// "name file:line evidence" a row.
  std::vector<std::string> rows() {
    constexpr const char* kWords[] = {"declared", "created", "generator", "function"};
    std::vector<std::string> out;
    for (const FoundOrchestrator& row : survey(folder_)) {
      out.push_back(row.name + " " + row.file + ":" + std::to_string(row.line) + " " +
                    kWords[static_cast<std::size_t>(row.evidence)]);
    }
    return out;
  }
  std::optional<std::string> beside(const std::string& name, const std::string& history = "h.json") {
    const auto found = find_orchestrator_beside(folder_ / history, name);
    if (!found) return found;
    const fs::path target = fs::path(*found).lexically_normal();
    return target.lexically_relative(folder_.lexically_normal()).string();
  }
  fs::path folder_;
};

using Rows = std::vector<std::string>;

constexpr const char* kApp =
    "import azure.durable_functions as df\n"
    "app = df.DFApp()\n"
    "\"\"\"\n"
    "@app.orchestration_trigger(context_name='no')\n"
    "def in_a_string(context):\n"
    "    yield\n"
    "\"\"\"\n"
    "@app.function_name(name='Nightly')\n"
    "@app.orchestration_trigger(\n"
    "    context_name='ctx',  # def commented(context):\n"
    ")\n"
    "def nightly(ctx):\n"
    "    yield ctx.call_activity(\"def quoted(context):\")\n"
    "\n"
    "@app.orchestration_trigger(\"ctx\", orchestration = \"Monitor\")\n"
    "def poll(ctx): yield\n"
    "@app.activity_trigger(input_name='x')\n"
    "def work(x): return x\n"
    "def register(target):\n"
    "    @target.orchestration_trigger(context_name='c')\n"
    "    def made(c):\n"
    "        yield\n";

TEST_F(Survey, ReadsDecoratorsAndStepsOverStringsAndComments) {
  write("function_app.py", kApp);
  EXPECT_EQ(rows(), (Rows{"Nightly function_app.py:8 declared", "Monitor function_app.py:15 declared",
                          "work function_app.py:17 function", "register function_app.py:19 function",
                          "made function_app.py:20 declared"}));
}

TEST_F(Survey, AV1FunctionIsCalledAsItsFolder) {
  write("Orders/function.json",
        R"({"scriptFile":"flow.py","entryPoint":"go","bindings":[{"type":"OrchestrationTrigger"}]})");
  write("Orders/flow.py",
        "import azure.durable_functions as df\n"
        "def run(context: df.DurableOrchestrationContext):\n    yield\n"
        "go = df.Orchestrator.create(run)\n");
  write("Charge/function.json", R"({"bindings":[{"type":"activityTrigger"}]})");
  write("Charge/__init__.py", "def main(name):\n    return name\n");
  write("Broken/function.json", "{");
  EXPECT_EQ(rows(), (Rows{"main Charge/__init__.py:1 function", "Orders Orders/flow.py:2 declared"}));
  EXPECT_EQ(beside("orders"), "Orders/flow.py");
}

TEST_F(Survey, EnvironmentsHiddenFoldersAndDeepOnesAreLeftOut) {
  const std::string text = "def a(context):\n    yield\n";
  write("venv/lib/a.py", text);
  write(".git/a.py", text);
  write("one/two/a.py", text);
  write("one/two/three/a.py", text);
  write("helpers.py", "def plain(a, b):\n    return (a +\n            b)\nclass A:\n    def m(self): pass\n");
  EXPECT_EQ(rows(), (Rows{"plain helpers.py:1 function", "a one/two/a.py:1 generator"}));
}

TEST_F(Survey, HelpersAreNamedOnlyWhereNothingIsMarked) {
  write("a.py",
        "@app.orchestration_trigger(context_name='context')\ndef order(context):\n    yield\n"
        "def helper(context):\n    yield\n");
  auto found = survey(folder_);
  ASSERT_EQ(found.size(), 2u);
  keep_marked(found);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "order");

  write("a.py", "def one(context):\n    yield\ndef two(context):\n    yield\n");
  found = survey(folder_);
  keep_marked(found);
  EXPECT_EQ(found.size(), 2u);
}

TEST_F(Survey, AHistorysOwnIsFoundByTheNameItCarries) {
  write("function_app.py", kApp);
  EXPECT_EQ(beside("NIGHTLY"), "function_app.py:nightly");
  EXPECT_EQ(beside("monitor"), "function_app.py:poll");
  EXPECT_EQ(beside("in_a_string"), std::nullopt);
  EXPECT_EQ(beside("commented"), std::nullopt);
}

TEST_F(Survey, WhatDecoratorsDeclareIsLookedForInFoldersToo) {
  write("function_app.py", "import bps.orders\n");
  write("bps/orders.py",
        "bp = df.Blueprint()\n"
        "@bp.orchestration_trigger(context_name='context')\ndef order(context):\n    yield\n"
        "def helper(context):\n    yield\n");
  EXPECT_EQ(beside("Order"), "bps/orders.py:order");
  EXPECT_EQ(beside("helper"), std::nullopt) << "a helper of another folder is nobody's history";
}

TEST_F(Survey, HistoriesMayLieInAFolderOfTheApp) {
  write("host.json", "{}");
  write("function_app.py", kApp);
  fs::create_directories(folder_ / "dumps" / "may");
  EXPECT_EQ(beside("nightly", "dumps/may/h.json"), "function_app.py:nightly");
  fs::remove(folder_ / "host.json");
  fs::rename(folder_ / "function_app.py", folder_ / "other.py");
  EXPECT_EQ(beside("nightly", "dumps/may/h.json"), std::nullopt) << "no app, no claim";
}

TEST_F(Survey, AnyBytesAreSource) {
  for (const char* text : {"", "\"\"\"", "'", "def", "def (", "@", "@a.orchestration_trigger(", "((((",
                           "x = Orchestrator.create", "= Orchestrator.create(", "\\", "'\\",
                           "@b.function_name('x', y=\ndef f(:\n", "\xEF\xBB\xBF\xff\xfe\0def"}) {
    read_python_source(text);
  }
  const PythonSource source = read_python_source("\xEF\xBB\xBF" "def f(\n  context,\n):\r\n  yield\r\n");
  ASSERT_EQ(source.functions.size(), 1U);
  EXPECT_EQ(source.functions[0].name, "f");
  EXPECT_TRUE(source.functions[0].takes_context);
  EXPECT_TRUE(source.functions[0].has_yield);
}

}  // namespace
}  // namespace core::session
