// Where two runs of the same passes part: what the code asked for, yield by yield. Custom status,
// log lines and locals may differ. Private to this folder.
#pragma once

#include <optional>
#include <string>

#include "core/model/trace.h"

namespace core::session {

/// The first yield, or end of a pass, that is otherwise in the second trace.
struct TraceDifference {
  model::PassIndex pass;    ///< in the first trace
  model::YieldIndex yield;  ///< equal to the pass's length for its end
  model::Place place;       ///< where the first run stood
  std::string before;       ///< in words: the first call that differs, or how the pass went on
  std::string after;

  bool is_before(const TraceDifference& other) const;
};

/// Passes are compared by number as long as both traces have the same ones.
std::optional<TraceDifference> first_difference(const model::Trace& before,
                                                const model::Trace& after);

}  // namespace core::session
