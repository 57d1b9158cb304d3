// How the formats of `check` say the same things: counts, the verdict, the card as plain text. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/model/check_result.h"

namespace core::exporters {

/// Histories by state, in the order of CheckState, and what was found in them.
struct CheckCounts {
  std::array<std::size_t, 4> states{};
  std::array<std::size_t, 3> findings{};  ///< reported ones by Severity
  std::size_t accepted = 0;
  /// With --against: not safe now and safe under the other version.
  std::size_t newly_broken = 0;

  std::size_t of(model::CheckState state) const { return states[static_cast<std::size_t>(state)]; }
};
CheckCounts count(const model::CheckResult& result);

/// "safe", "breaks", "needs_guard", "not_judged": for machines.
std::string_view state_id(model::CheckState state);
/// What the whole run came to, in one sentence; never claims proof.
std::string conclusion(const model::CheckResult& result);
/// The finding as lines "expected: …" (UX 4.7), without control characters; no end of line behind
/// the last.
std::string card_text(const model::Finding& finding, const model::CheckedHistory& history);

}  // namespace core::exporters
