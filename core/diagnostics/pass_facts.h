// Questions that several rules ask about one pass: which one is the last recorded, where a yield
// stands in the source, and what became of the tasks.
#pragma once

#include <optional>
#include <vector>

#include "core/model/trace.h"

namespace core::diagnostics {

/// The last pass over recorded events that was run; empty when there is none.
std::optional<model::PassIndex> last_recorded_pass(const model::Trace& trace);
/// The confirming pass, if it was run.
std::optional<model::PassIndex> confirming_pass(const model::Trace& trace);

/// The yield with its place in the source; behind the last yield the place of the end, if known.
model::FindingPlace place_at(const model::Trace& trace, model::PassIndex pass,
                             model::YieldIndex yield);

/// Whether something outside the replay was read. What was noted about the code itself (that it is
/// async or no generator, which names it uses, what was missing) has rules of its own.
bool is_read(const model::Evidence& evidence);
/// Whether the pass ended by the PermissionError with which an act was refused, alone or inside
/// another exception.
bool ended_by_refusal(const model::Trace& trace, model::PassIndex pass);

/// The tasks of one pass by handle, folded from its segments.
struct TaskFacts {
  struct Task {
    const model::Op* made = nullptr;
    bool is_settled = false;
    bool is_cancelled = false;
    bool is_awaited = false;  ///< yielded, alone or inside a yielded any or all
  };
  std::vector<Task> tasks;

  const Task* find(model::TaskHandle handle) const;
};
TaskFacts task_facts(const model::Trace& trace, model::PassIndex pass);
/// The calls under a task: itself, or what its any and all hold, from the left as the SDK opens
/// them, each once.
std::vector<model::TaskHandle> leaves_of(const TaskFacts& facts, model::TaskHandle root);

}  // namespace core::diagnostics
