// The alignment of the code's calls with the recorded ones, read as differences that a person made:
// one inserted call is one, however often its loop runs; a removed block is one. Rules of the
// divergence and of what else differs behind it read them. Folded from a Trace; runs no code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

/// Words of Finding::kind for calls.
namespace difference_kind {
inline constexpr std::string_view kInserted = "inserted";
inline constexpr std::string_view kRemoved = "removed";
inline constexpr std::string_view kRenamed = "renamed";
inline constexpr std::string_view kMoved = "moved";
inline constexpr std::string_view kReplaced = "replaced";
inline constexpr std::string_view kKindDiffers = "kind differs";
inline constexpr std::string_view kEndedEarly = "ended early";
inline constexpr std::string_view kEndedLate = "ended late";
}  // namespace difference_kind

/// One difference. Pointers live in the trace.
struct CallDifference {
  std::string_view kind;
  /// The first call that shows it; of `kind differs` and `replaced` the code's, and the recorded one
  /// that stood there.
  const model::AlignedCall* call = nullptr;
  const model::AlignedCall* recorded = nullptr;
  /// What stands behind it: the next recorded call, and the next call of the code.
  const model::AlignedCall* next_recorded = nullptr;
  const model::AlignedCall* next_code = nullptr;
  /// Calls in its first block, and how often a block like it comes.
  std::size_t calls = 1, times = 1;
  /// Of `replaced`: recorded calls in it.
  std::size_t recorded_calls = 0;
};

/// In the order of the code; empty without an alignment.
std::vector<CallDifference> call_differences(const model::Trace& trace);

/// Where the code's call stands: its own line where the source names it once, else its yield's.
model::FindingPlace place_of(const CallDifference& difference, const Subject& subject);

/// The finding's kind, message, both sides, cause and fix.
void describe(const CallDifference& difference, const Subject& subject, model::Finding& finding);

}  // namespace core::diagnostics
