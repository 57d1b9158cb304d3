// Where two histories differ that should be one: for tests of conversions and back.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/model/history.h"

namespace tests {

struct HistoryDifference {
  std::optional<std::size_t> event;  ///< empty: around the events
  std::string what;
};

/// Member by member. What formats write in more than one way counts as equal: no payload and a null
/// one, spellings of FailureDetails, an ExecutionStarted that repeats the ids around it or not.
std::vector<HistoryDifference> differences(const core::model::History& a,
                                           const core::model::History& b);

}  // namespace tests
