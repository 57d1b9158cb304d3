// What happened in a pass, in order: calls came to be waited for, answers settled them. Several
// rules about events and compounds read it. Folded from a Trace; runs no code.
#pragma once

#include <vector>

#include "core/diagnostics/pass_facts.h"

namespace core::diagnostics {

/// One thing that happened to one task.
struct Step {
  enum class What : std::uint8_t {
    opened,   ///< a call was yielded for the first time, alone or in an any or all
    settled,  ///< a task got its result; an all that has failed can get another later
  };
  What what = What::opened;
  model::TaskHandle handle = model::kNoTask;
  /// The yield that opened it, or that the code was on the way to when it heard of the answer.
  model::YieldIndex at;
  /// The event being processed when it was opened.
  model::EventIndex during = model::kNoEvent;
  const model::Settled* answer = nullptr;  ///< of settled
};

/// One pass, step by step.
struct PassSteps {
  TaskFacts facts;
  std::vector<Step> steps;

  const model::Op* op(model::TaskHandle handle) const;
};
PassSteps steps_of(const model::Trace& trace, model::PassIndex pass);

/// Whether the code had left the history by then, so that what is found follows from that.
bool follows_divergence(const model::Trace& trace, model::PassIndex pass);

}  // namespace core::diagnostics
