// What a replay says about one history: safe, breaks, needs a version guard, not judged; with the
// sentence why. Pure. Private to core/session.
#pragma once

#include <functional>
#include <string_view>

#include "core/session/check/check.h"

namespace core::session {

struct JudgeRules {
  bool is_strict = true;
  model::Severity fail_on = model::Severity::error;
  /// Whether a finding of this history is accepted; asked once of each. Empty: none is.
  std::function<bool(const model::CheckedHistory& history, const model::Finding& finding)>
      is_accepted;
};

/// Fills state, reason, place, findings and counts from a snapshot that was replayed.
void judge(const Snapshot& snapshot, const JudgeRules& rules, CheckedRun& run);

/// Could not be judged; the first line of the reason is kept.
void leave_unjudged(CheckedRun& run, CheckTrouble trouble, std::string_view reason);

}  // namespace core::session
