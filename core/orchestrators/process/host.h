// One child process with the user's project imported, and the conversation with it: one command
// out, one answer back, with deadlines. Made by a runtime's launcher; a Target keeps it between
// runs. A host that has failed once is dead. One thread uses it at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/subprocess.h"
#include "core/model/trace.h"
#include "core/orchestrators/process/limits.h"

namespace core::orchestrators {

/// What a launcher decides.
struct HostOptions {
  std::vector<std::string> argv;
  std::vector<std::string> environment;
  std::string working_folder;
  std::string runtime_folder;  ///< frames in it are ours, not the user's
  std::string target_folder;   ///< places are relative to it
  std::string import_message;  ///< the first command
  ProcessLimits limits;
};

/// What the child said about the project after importing it.
struct Imported {
  std::string interpreter;  ///< "Python 3.11.2 at /usr/bin/python3"
  std::string file;         ///< relative to the target's folder
  std::string function;
  std::uint32_t line = 0;
  std::uint32_t settings = 0;  ///< app settings that were added to the environment
  /// Kinds of what the project's modules read while they were imported; told in a world only.
  std::vector<std::string> reads;
  /// Runs are forks of the import; else the host can serve one run only.
  bool can_fork = true;
};

/// What the child is doing while we wait, for the words of a failure.
struct Doing {
  std::string what;   ///< e.g. "the orchestrator ran on from chain.py:4"
  bool is_import = false;
};

class Host {
 public:
  /// Starts the process and imports the project. Errors: process.not_started, target.*,
  /// orchestrator.import, orchestrator.time_limit, orchestrator.crashed, cancelled.
  static base::Result<std::unique_ptr<Host>> start(HostOptions options,
                                                   const base::WorkContext& work);

  const Imported& imported() const { return imported_; }
  bool is_dead() const { return is_dead_; }

  /// Sends a command and waits for its answer; the view lives until the next call. A report of
  /// progress starts the time anew. An empty command only waits; `coming`: how many more answers
  /// will come without a command. Errors as for start, and orchestrator.output_limit.
  base::Result<std::string_view> ask(std::string_view command, const Doing& doing,
                                     const base::WorkContext& work, std::size_t coming = 0);
  /// Sends a command and waits for nothing.
  void tell(std::string_view command);
  /// Begins a run; `members` are those that the command carries beside its own, as a JSON object,
  /// or nothing. Errors as for ask.
  base::Status begin_run(std::string_view members, const base::WorkContext& work);
  /// Ends a run politely; false when the host cannot be used for another.
  bool end_run();
  /// What the code wrote to descriptors 1 and 2 behind Python's back, as lines.
  std::vector<model::LogLine> take_raw_output();
  /// Puts an end to it.
  void kill();

 private:
  explicit Host(HostOptions options) : options_(std::move(options)) {}
  base::Status import_project(const base::WorkContext& work);
  base::Error timed_out(const Doing& doing);
  base::Error ended(std::string how, const Doing& doing);
  std::string own_ending();
  void collect_trace();
  base::Error die(base::Error error);

  HostOptions options_;
  std::unique_ptr<base::Subprocess> process_;
  Imported imported_;
  std::string trace_;  ///< text that faulthandler wrote between the answers
  bool is_dead_ = false;
};

}  // namespace core::orchestrators
