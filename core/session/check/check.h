// The check verb: every history of a corpus is replayed against the code, and each gets a verdict
// (DESIGN 9). Called by the command line; formats are written from its result by core/exporters.
// Core starts no threads: the caller may lend some, and the result is the same with any number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/model/check_result.h"
#include "core/session/baseline.h"
#include "core/session/instance_filter.h"
#include "core/session/session.h"

namespace core::session {

struct CheckRequest {
  /// Files, folders and patterns (glob.h); "-" reads standard input.
  std::vector<std::filesystem::path> paths;
  InstanceFilter filter;  ///< which of their histories are checked
  OpenOptions beside;  ///< of every file
  /// Without a target every history is held against the code beside it. REQUIRES: consent.
  ReplayRequest code;
  /// False: only what the platform itself would raise, and code that cannot run.
  bool is_strict = true;
  /// A history with a finding of this severity or above is not safe: error, or warning.
  model::Severity fail_on = model::Severity::error;
  unsigned jobs = 1;  ///< how many threads `workers` is asked for
  /// Git ref of another version of the code; empty: none.
  std::string against;
  /// Accepted findings; empty: none. With an `accept_reason` it need not exist.
  std::filesystem::path baseline;
  /// Not empty: what is found is accepted for this reason and written to the baseline.
  std::string accept_reason;
  /// Looks for the cause of what breaks by experiment.
  bool is_proving = false;
  /// Leaves values out of all that is returned. REQUIRES: no `accept_reason`.
  bool is_redacted = false;
};

/// Why a history could not be judged.
enum class CheckTrouble : std::uint8_t {
  none,
  unreadable,  ///< the file, or what is left of it
  unmatched,   ///< no orchestrator of the target has its name
  not_run,     ///< the code could not be run
};

/// One history with what does not go into reports for machines.
struct CheckedRun {
  model::CheckedHistory history;
  CheckTrouble trouble = CheckTrouble::none;
  /// As it was replayed; null where nothing is to be shown of it, and where it was not.
  SnapshotPtr snapshot;
  /// Why the code could not be run, in full.
  std::optional<base::Error> error;
  /// The entries of the baseline that it used.
  std::vector<std::size_t> entries;
  std::string flavour;
};

struct CheckRun {
  model::CheckResult result;
  /// Beside result.histories, one each.
  std::vector<CheckTrouble> troubles;
  std::vector<SnapshotPtr> snapshots;
  /// Files of folders that are plainly no histories: what shows it, and how many.
  std::map<std::string, std::size_t> passed_over;
  /// Histories that do not fit the filter.
  std::size_t left_out = 0;
  /// Why code could not be run, in full, each once, where no finding tells of it. Empty when
  /// redacted.
  std::vector<base::Error> errors;
  /// Entries of the baseline that fit findings of this run. Empty when redacted.
  std::vector<AcceptedFinding> accepted;
  /// How many of them were written by this run.
  std::size_t newly_accepted = 0;
};

/// Calls `work` on up to `count` threads at once and returns when every call has returned. The
/// default calls it once, here.
using Workers = std::function<void(unsigned count, const std::function<void()>& work)>;

/// Progress counts files. Histories that could not be judged are rows, not errors.
/// Errors: session.no_such_path, session.no_match, check.empty_corpus, check.nothing_fits,
/// target.malformed, target.not_found, session.no_such_flavour, check.against_what, git.*, those of
/// baseline.h, file.unwritable, cancelled.
base::Result<CheckRun> check(const CheckRequest& request, const base::WorkContext& work,
                             const Workers& workers = {});

}  // namespace core::session
