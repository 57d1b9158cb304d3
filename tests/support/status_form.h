// What the HTTP management API answers for a history: calls merged into their answers, ids and
// borders of passes left out. For the test that scores how much of it comes back.
#pragma once

#include <string>

#include "core/model/history.h"

namespace tests {

/// The status with showHistory, showHistoryOutput and showInput. Source: SEMANTICS 2b.
std::string status_of_history(const core::model::History& history);

}  // namespace tests
