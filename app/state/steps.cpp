#include "app/state/steps.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/check.h"

namespace app::state {

namespace {

constexpr std::uint32_t kPassesPerPage = 10;

/// The goal that counts here: the newest one, when it was held up on this very place.
const Goal* goal_here(const Stops& stops, const Focus& focus) {
  if (focus.goals.empty()) return nullptr;
  const Goal& goal = focus.goals.back();
  const bool is_here =
      goal.pass == focus.pass && goal.held_at == column_of(stops[focus.pass], focus.stop);
  return is_here ? &goal : nullptr;
}

Focus at_column(const Stops& stops, Focus focus, model::PassIndex pass, std::uint32_t column) {
  focus.pass = pass;
  focus.stop = stop_at(stops[pass], column);
  focus.picked = {};
  return focus;
}

/// Up and Down. A goal is kept where a shorter pass holds the focus back; also where an older goal
/// waits on the landing place, because that one must not count in the way back.
Focus to_pass(const Stops& stops, const Focus& from, model::PassIndex pass) {
  const std::uint32_t column = goal_column(stops, from);
  Focus focus = from;
  if (goal_here(stops, from) != nullptr) focus.goals.pop_back();
  const std::uint32_t landing = std::min(column, end_column(stops[pass]));
  focus = at_column(stops, std::move(focus), pass, landing);
  if (landing != column || goal_here(stops, focus) != nullptr) {
    focus.goals.push_back({column, pass, landing});
  }
  return focus;
}

StepResult within_pass(const Stops& stops, const Focus& from, Move move) {
  const PassStops& pass = stops[from.pass];
  const std::uint32_t column = column_of(pass, from.stop);
  if (move == Move::left) {
    if (column == 0) return Refused{"This is the start of the pass"};
    return Moved{at_column(stops, from, from.pass, column - 1)};
  }
  if (column == end_column(pass)) return Refused{"This is the end of the pass"};
  return Moved{at_column(stops, from, from.pass, column + 1)};
}

StepResult in_order(const Stops& stops, const Focus& from, Move move) {
  StepResult inside = within_pass(stops, from, move == Move::back ? Move::left : Move::right);
  if (std::holds_alternative<Moved>(inside)) return inside;
  if (move == Move::back) {
    if (from.pass.value == 0) return Refused{"This is the first place of all"};
    const model::PassIndex previous{from.pass.value - 1};
    return Moved{at_column(stops, from, previous, end_column(stops[previous]))};
  }
  const model::PassIndex next{from.pass.value + 1};
  if (!stops.has(next)) return Refused{"This is the last place of all"};
  return Moved{at_column(stops, from, next, 0)};
}

StepResult by_passes(const Stops& stops, const Focus& from, std::uint32_t count, bool is_down) {
  const std::uint32_t here = from.pass.value;
  const auto last = static_cast<std::uint32_t>(stops.passes.size() - 1);
  if (is_down) {
    if (here == last) return Refused{"This is the last pass"};
    return Moved{to_pass(stops, from, model::PassIndex{here + std::min(count, last - here)})};
  }
  if (here == 0) return Refused{"This is the first pass"};
  return Moved{to_pass(stops, from, model::PassIndex{here - std::min(count, here)})};
}

Focus run_to(const Stops& stops, const Focus& from, model::PassIndex pass, std::uint32_t column) {
  return at_column(stops, Focus{.instance = from.instance}, pass, column);
}

/// Columns of a pass's fresh yields are first_fresh + 1 … answered.
StepResult next_fresh(const Stops& stops, const Focus& from) {
  std::uint32_t after = column_of(stops[from.pass], from.stop);
  for (model::PassIndex pass = from.pass; stops.has(pass); ++pass.value, after = 0) {
    const std::uint32_t column = std::max(stops[pass].first_fresh, after) + 1;
    if (column <= stops[pass].answered) return Moved{run_to(stops, from, pass, column)};
  }
  return Refused{stops.is_inferred ? "No code was run: there are no yields to go to"
                                   : "There is no later fresh yield"};
}

StepResult previous_fresh(const Stops& stops, const Focus& from) {
  std::uint32_t before = column_of(stops[from.pass], from.stop);
  for (model::PassIndex pass = from.pass;; before = UINT32_MAX) {
    const std::uint32_t column = std::min(stops[pass].answered, before == 0 ? 0 : before - 1);
    if (column > stops[pass].first_fresh) return Moved{run_to(stops, from, pass, column)};
    if (pass.value-- == 0) break;
  }
  return Refused{stops.is_inferred ? "No code was run: there are no yields to go to"
                                   : "There is no earlier fresh yield"};
}

StepResult to_divergence(const Stops& stops, const Focus& from) {
  if (stops.is_inferred) return Refused{"No code was run, so nothing was compared"};
  if (!stops.divergence) return Refused{"The code does what the history recorded"};
  const auto [pass, column] = *stops.divergence;
  if (pass == from.pass && column == column_of(stops[pass], from.stop)) {
    return Refused{"This is the divergence"};
  }
  return Moved{run_to(stops, from, pass, column)};
}

}  // namespace

bool is_run(Move move) {
  switch (move) {
    case Move::left: case Move::right: case Move::up: case Move::down:
    case Move::back: case Move::forward:
      return false;
    default: return true;
  }
}

StepResult step(const Stops& stops, const Focus& from, Move move) {
  if (stops.passes.empty()) return Refused{"There is no pass to walk through"};
  constexpr std::uint32_t kAll = UINT32_MAX;
  switch (move) {
    case Move::left: case Move::right: return within_pass(stops, from, move);
    case Move::back: case Move::forward: return in_order(stops, from, move);
    case Move::up: return by_passes(stops, from, 1, false);
    case Move::down: return by_passes(stops, from, 1, true);
    case Move::page_up: return by_passes(stops, from, kPassesPerPage, false);
    case Move::page_down: return by_passes(stops, from, kPassesPerPage, true);
    case Move::first_pass: return by_passes(stops, from, kAll, false);
    case Move::last_pass: return by_passes(stops, from, kAll, true);
    case Move::previous_fresh: return previous_fresh(stops, from);
    case Move::next_fresh: return next_fresh(stops, from);
    case Move::to_divergence: return to_divergence(stops, from);
  }
  return Refused{};
}

Move opposite(Move move) {
  switch (move) {
    case Move::left: return Move::right;
    case Move::right: return Move::left;
    case Move::up: return Move::down;
    case Move::down: return Move::up;
    case Move::back: return Move::forward;
    case Move::forward: return Move::back;
    default: core::base::check(false, "a run has no opposite; the focus history undoes it");
  }
  return move;
}

std::uint32_t goal_column(const Stops& stops, const Focus& focus) {
  const Goal* goal = goal_here(stops, focus);
  return goal != nullptr ? goal->column : column_of(stops[focus.pass], focus.stop);
}

}  // namespace app::state
