// Writes orchestrators into a folder of their own, opens them as targets, and plays the engine.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/orchestrators/python/python_target.h"

namespace core::orchestrators {

class PythonTest : public ::testing::Test {
 protected:
  PythonTest();
  ~PythonTest() override;

  /// Writes a file into the folder of this test.
  std::filesystem::path write(const std::string& name, const std::string& text);
  /// Writes `text` as orchestrator.py and opens the function.
  base::Result<std::unique_ptr<Target>> open(const std::string& text,
                                             const std::string& function = "run");
  /// The same with a run begun; fails the test when that does not work.
  std::unique_ptr<Orchestrator> run(const std::string& text, const std::string& function = "run");
  /// Starts pass 1 of a run.
  base::Result<Advance> start(Orchestrator& orchestrator);
  /// Sends a value, JSON text, as the result of a task.
  base::Result<Advance> send(Orchestrator& orchestrator, std::uint32_t task,
                             const std::string& json);
  base::Result<Advance> raise(Orchestrator& orchestrator, std::uint32_t task,
                              const std::string& message);

  /// Opens `text` and begins two runs of it: the stop of the first advance of each, in words.
  std::vector<std::string> stops_of_two_runs(const std::string& text);

  static Begin begin();
  static model::Resume first();
  static model::Resume answer(std::uint32_t task, const std::string& json);

  PythonOptions options_;
  base::Progress progress_;
  base::WorkContext work_{progress_, {}};
  std::filesystem::path folder_;
};

/// "YieldedTask 3", "Returned …": the stop in one word and its value, for assertions.
std::string stop_text(const base::Result<Advance>& advance);
/// Message and hint of a failure, or its absence.
std::string failure_text(const base::Result<Advance>& advance);

}  // namespace core::orchestrators
