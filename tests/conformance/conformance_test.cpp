// One suite over every runtime: the same orchestrators, in C++ and in Python, give the same traces.
// A case is tests/cases/conformance/<name>/scenario.json, whose `orchestrator` is a function of
// orchestrators.py and its twin in orchestrators.cpp. UPDATE_EXPECTED=1 rewrites expected.txt from
// the native runtime; the others must then agree with it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "core/base/file.h"
#include "core/engine/replay.h"
#include "core/orchestrators/python/python_target.h"
#include "core/simulator/simulate.h"
#include "tests/conformance/orchestrators.h"
#include "tests/conformance/trace_text.h"
#include "tests/support/case_folders.h"

namespace conformance {
namespace {

using namespace core;

namespace fs = std::filesystem;

using MakeTarget = base::Result<std::unique_ptr<orchestrators::Target>> (*)(
    const std::string& function, const base::WorkContext& work);

/// One row a runtime.
struct Runtime {
  std::string_view name;
  MakeTarget make;

  friend void PrintTo(const Runtime& runtime, std::ostream* out) { *out << runtime.name; }
};

base::Result<std::unique_ptr<orchestrators::Target>> make_native(const std::string& function,
                                                                 const base::WorkContext&) {
  for (const orchestrators::NativeRow& twin : native_twins()) {
    if (twin.name == function) {
      return std::unique_ptr<orchestrators::Target>(
          std::make_unique<orchestrators::NativeTarget>(twin.name, twin.function));
    }
  }
  return base::Error{"target.not_found", "no native twin of " + function, {}, {}};
}

base::Result<std::unique_ptr<orchestrators::Target>> make_python(const std::string& function,
                                                                 const base::WorkContext& work) {
  orchestrators::PythonOptions options;
  options.path = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests/conformance/orchestrators.py";
  options.function = function;
  return orchestrators::open_python(options, work);
}

constexpr std::array kRuntimes{
    Runtime{"native", &make_native},
    Runtime{"python", &make_python},
};

const fs::path kCases = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests/cases/conformance";

class ConformanceTest : public testing::TestWithParam<std::tuple<Runtime, std::string>> {
 protected:
  std::unique_ptr<orchestrators::Orchestrator> open_run(const std::string& function) {
    auto target = std::get<0>(GetParam()).make(function, work_);
    if (!target) {
      ADD_FAILURE() << base::to_text(target.error());
      return nullptr;
    }
    targets_.push_back(std::move(target).value());
    auto run = targets_.back()->open_run(work_);
    if (!run) {
      ADD_FAILURE() << base::to_text(run.error());
      return nullptr;
    }
    return std::move(run).value();
  }

  base::Progress progress_;
  base::WorkContext work_{progress_, {}};
  std::vector<std::unique_ptr<orchestrators::Target>> targets_;
};

TEST_P(ConformanceTest, GivesTheSameTrace) {
  const fs::path folder = kCases / std::get<1>(GetParam());
  const simulator::Scenario scenario =
      simulator::parse_scenario(base::read_file(folder / "scenario.json").value(),
                                folder / "scenario.json")
          .value();

  const auto direct_run = open_run(scenario.orchestrator);
  ASSERT_TRUE(direct_run);
  const auto simulated = simulator::simulate(scenario, *direct_run, work_);
  ASSERT_TRUE(simulated) << base::to_text(simulated.error());
  for (const simulator::Failure& failure : simulated->failures) {
    ADD_FAILURE() << failure.what << ": expected " << failure.expected << ", got "
                  << failure.actual;
  }

  const auto replay_run = open_run(scenario.orchestrator);
  ASSERT_TRUE(replay_run);
  const auto replayed = engine::replay(*replay_run, simulated->trace.history, {}, work_);
  ASSERT_TRUE(replayed) << base::to_text(replayed.error());

  const std::string actual =
      "direct\n" + to_text(simulated->trace) + "replay\n" + to_text(*replayed);
  const fs::path expected = folder / "expected.txt";
  if (std::getenv("UPDATE_EXPECTED") != nullptr && std::get<0>(GetParam()).name == "native") {
    ASSERT_TRUE(base::write_file(expected, actual));
  }
  const auto known = base::read_file(expected);
  ASSERT_TRUE(known) << base::to_text(known.error());
  EXPECT_EQ(actual, *known);
}

INSTANTIATE_TEST_SUITE_P(
    EveryRuntime, ConformanceTest,
    testing::Combine(testing::ValuesIn(kRuntimes), testing::ValuesIn(tests::case_names(kCases))),
    [](const auto& row) {
      return std::string(std::get<0>(row.param).name) + "_" + std::get<1>(row.param);
    });

}  // namespace
}  // namespace conformance
