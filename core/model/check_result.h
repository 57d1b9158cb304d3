// What `check` found over a corpus: one row a history. Made by core/session, written by
// core/exporters in every format.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/finding.h"

namespace core::model {

struct Trace;

/// safe: no difference on the recorded path. breaks: an instance in flight that the code cannot
/// go on with. needs_guard: an ended instance whose recorded path the code leaves: itself it is
/// over, one in flight at that yield would break. not_judged: `reason` says why; never green.
enum class CheckState : std::uint8_t { safe, breaks, needs_guard, not_judged };
std::string_view name_of(CheckState state);

/// One history of the corpus.
struct CheckedHistory {
  std::string file;  ///< as found under the paths given, with forward slashes
  std::string instance_id;
  std::string name;  ///< the orchestrator's, as recorded
  CheckState state = CheckState::not_judged;
  /// One sentence: why it is in that state.
  std::string reason;
  /// Where the code leaves the history; empty when it does not.
  std::optional<FindingPlace> place;
  std::string locator;  ///< "p3.y2" of that place
  /// Those that are reported, by severity, then place.
  std::vector<Finding> findings;
  /// Findings that the baseline accepts.
  std::vector<Finding> accepted;
  std::uint64_t passes = 0, yields = 0, events = 0;
  /// With --against: its state under the other version of the code.
  std::optional<CheckState> before;
  /// Kept for histories that are not safe; null for others.
  std::shared_ptr<const Trace> trace;
  /// The line of the source at `place`, as read; may be empty.
  std::string source_line;
};

/// The whole run.
struct CheckResult {
  std::string target;   ///< as given
  std::string against;  ///< git ref; empty when none was given
  std::string flavour;
  bool is_strict = true;
  std::vector<CheckedHistory> histories;
  /// Baseline entries that fit no finding any more.
  std::vector<std::string> stale_baseline;
};

}  // namespace core::model
