// The focus: the one current position of the application (DESIGN 10). Plain values; made by steps,
// clicks and locators, read by every panel. Compare two focuses with ==.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/ids.h"

namespace app::state {

namespace model = core::model;

/// A place within a pass where the focus can stand: start, y1 … yk, end.
struct Stop {
  enum class Kind : std::uint8_t { start, yield, end };
  Kind kind = Kind::start;
  model::YieldIndex yield{};  ///< of kind yield only; 0 elsewhere

  static Stop start() { return {}; }
  static Stop at(model::YieldIndex yield) { return {Kind::yield, yield}; }
  static Stop end() { return {Kind::end, model::YieldIndex{}}; }
  bool is_yield() const { return kind == Kind::yield; }
  friend bool operator==(const Stop&, const Stop&) = default;
};

/// A column that Up and Down are heading for, and the place where a shorter pass held them back.
/// It counts again whenever the focus stands on that place, so that steps have exact inverses.
struct Goal {
  std::uint32_t column = 0;  ///< 0 start, 1 … k yields; may lie beyond the pass
  model::PassIndex pass;
  std::uint32_t held_at = 0;

  friend bool operator==(const Goal&, const Goal&) = default;
};

/// A line of the user's source, clicked.
struct SourceLine {
  std::string file;
  std::uint32_t line = 0;  ///< from 1
  friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

/// What a click set beside the place; the next step clears it.
struct Picked {
  std::optional<model::EventIndex> event;
  std::optional<SourceLine> line;
  /// Child of an any or all: positions from 1, outermost first; empty for the task itself.
  std::vector<std::uint32_t> child;

  friend bool operator==(const Picked&, const Picked&) = default;
};

struct Focus {
  std::uint32_t instance = 0;  ///< index into the document's list
  model::PassIndex pass{};
  Stop stop{};
  std::vector<Goal> goals{};   ///< newest last
  Picked picked{};

  friend bool operator==(const Focus&, const Focus&) = default;
};

}  // namespace app::state
