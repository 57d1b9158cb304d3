// Moving the focus: pure functions from a place to a place. A *step* (left, right, up, down,
// forward, back) is exactly undone by its opposite, also in mixed order; a step that cannot move is
// refused with a reason and does not count. A *run* may leap and is undone by the focus history.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "app/state/focus.h"
#include "app/state/stops.h"

namespace app::state {

enum class Move : std::uint8_t {
  left, right,                ///< previous, next stop of this pass
  up, down,                   ///< same column of the previous, next pass, heading for the goal
  back, forward,              ///< previous, next (pass, stop) in order
  page_up, page_down,         ///< ten passes, or as many as there are
  first_pass, last_pass,
  previous_fresh, next_fresh, ///< along the edge of the stair
  to_divergence,
};

/// Whether Alt+Left undoes it (runs) or its opposite does (steps).
bool is_run(Move move);

struct Moved {
  Focus focus;
};
struct Refused {
  /// For the status bar: "This is the last pass".
  std::string reason;
};
using StepResult = std::variant<Moved, Refused>;

StepResult step(const Stops& stops, const Focus& from, Move move);
/// The step that undoes this one. REQUIRES: !is_run(move).
Move opposite(Move move);

/// The column that Up and Down head for from here.
std::uint32_t goal_column(const Stops& stops, const Focus& focus);

}  // namespace app::state
