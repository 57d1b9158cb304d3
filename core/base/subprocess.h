// A child process that can neither outlive nor take down its owner: a process group that neither it
// nor what it starts can leave, death signal, descriptors of its own for the protocol, standard
// output and error kept up to a limit.
// The only place that starts processes.
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace core::base {

/// How to start a child. It finds its command descriptor as 3 and its answer descriptor as 4.
struct SubprocessOptions {
  std::vector<std::string> argv;
  std::string working_folder;                ///< empty: the caller's
  std::vector<std::string> environment;      ///< "NAME=value" added to the caller's
  std::size_t max_line_bytes = 64u << 20;    ///< a longer line is an error
  std::size_t max_output_bytes = 1u << 20;   ///< of stdout and of stderr each; the rest is counted
};

/// What read_line found.
enum class ReadState { line, timeout, closed, too_long, cancelled };

/// A running child with a line protocol. Destruction kills the process group and reaps it.
/// One thread uses it.
class Subprocess {
 public:
  /// Errors: process.not_started with the program and the system's reason.
  static Result<std::unique_ptr<Subprocess>> start(const SubprocessOptions& options);
  virtual ~Subprocess() = default;

  /// Sends one line (the newline is added). False when the child no longer reads.
  virtual bool write_line(std::string_view line) = 0;
  /// Waits for one line; `line` stays valid until the next call. `coming`: how many more the child
  /// will write by itself. Of many it waits a moment for several, since a reader that is woken by
  /// each line costs the writer more than the line.
  virtual ReadState read_line(std::string_view& line, std::chrono::milliseconds timeout,
                              const std::stop_token& stop, std::size_t coming = 0) = 0;
  /// What the child printed since the last call, and how many bytes were dropped over the limit.
  struct Output {
    std::string out, err;
    std::uint64_t dropped = 0;
  };
  virtual Output take_output() = 0;
  /// Sends a signal to the child alone (not its group), e.g. to ask for a traceback.
  virtual void signal(int number) = 0;
  virtual void kill() = 0;
  /// How it ended in words ("exited with status 3", "killed by signal 11 (Segmentation fault)"),
  /// or empty while it runs.
  virtual std::string ending() = 0;
};

}  // namespace core::base
