// Where the code leaves the history: the first recorded event that this pass's calls do not fit,
// or the first call that no event stands for. Source: SEMANTICS 4.1, names without regard to case.
#pragma once

#include <optional>

#include "core/engine/platform/interpreter.h"
#include "core/model/trace.h"

namespace core::engine {

/// Looks at a pass that has just been run, `code` and `host` as it left them. Empty when all its
/// calls fit what is recorded. Calls appended at the live end of an unfinished history fit.
std::optional<model::Divergence> find_divergence(const sdk::Interpreter& code,
                                                 const platform::Interpreter& host,
                                                 const model::History& history,
                                                 const model::Pass& pass, model::PassIndex index,
                                                 std::span<const model::EventIndex> resumed_during);

}  // namespace core::engine
