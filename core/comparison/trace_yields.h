// The yields of one pass as tokens: what was yielded, with which inputs, and what it got. Read by
// compare. Any thread.
#pragma once

#include <optional>
#include <string>

#include "core/comparison/align_calls.h"
#include "core/model/trace.h"

namespace core::comparison {

/// The last pass over recorded events; empty when there is none.
std::optional<model::PassIndex> last_recorded_pass(const model::Trace& trace);

/// Kind and names of what was yielded make the name; the inputs of its calls the input.
CallToken token_of_yield(const model::Trace& trace, model::PassIndex pass, model::YieldIndex yield);
/// 0 where it still waits.
std::uint64_t answer_of_yield(const model::Trace& trace, model::PassIndex pass,
                              model::YieldIndex yield);
/// "→ 42", "raised no money", "waits".
std::string answer_words_of_yield(const model::Trace& trace, model::PassIndex pass,
                                  model::YieldIndex yield);

}  // namespace core::comparison
