// Which worlds an experiment tries, as a table: one condition is otherwise, all else is held.
// Private to this folder; prove.cpp runs them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/experiment.h"
#include "core/model/trace.h"
#include "core/orchestrators/python/world.h"

namespace core::session {

/// What a variable that is not set answers where a project needs one to load.
inline constexpr const char* kAnswer = "1";
/// How a world changes its condition, where there are several ways: "with … answering "1"".
std::string manner_of(const orchestrators::World& world);

/// Worlds that one import serves: the project is imported in the first, each has a run.
using WorldGroup = std::vector<orchestrators::World>;

/// The world that all others are compared with: the clock stands at the history's last event, so
/// that equal histories give equal experiments.
orchestrators::World held_world(const model::History& history);

/// One draw of two leaves a coin as it fell every second time: a condition is tried several times,
/// until something changes. Groups are tried in order.
std::vector<WorldGroup> worlds_of(model::Condition condition, const orchestrators::World& held,
                                  const model::Trace& trace);

}  // namespace core::session
