#include "core/diagnostics/answer_facts.h"

#include <algorithm>

namespace core::diagnostics {
namespace {

using model::PassIndex;
using model::TaskHandle;
using model::YieldIndex;

class Walk {
 public:
  explicit Walk(PassSteps& out) : out_(out), is_open_(out.facts.tasks.size()) {}

  void arrive(const model::Resume& resume, YieldIndex at) {
    if (resume.cause != model::kNoEvent) during_ = resume.cause;
    settle(resume.settled, at);
  }

  void settle(const model::SettledList& settled, YieldIndex at) {
    for (const model::Settled& each : settled) {
      out_.steps.push_back({Step::What::settled, each.handle, at, during_, &each});
    }
  }

  void yield(TaskHandle handle, YieldIndex at) {
    for (const TaskHandle leaf : leaves_of(out_.facts, handle)) {
      if (is_open_[leaf.value]) continue;
      is_open_[leaf.value] = true;
      out_.steps.push_back({Step::What::opened, leaf, at, during_, nullptr});
    }
  }

 private:
  PassSteps& out_;
  std::vector<bool> is_open_;
  model::EventIndex during_ = model::kNoEvent;
};

}  // namespace

const model::Op* PassSteps::op(TaskHandle handle) const {
  const TaskFacts::Task* task = facts.find(handle);
  return task == nullptr ? nullptr : task->made;
}

PassSteps steps_of(const model::Trace& trace, PassIndex pass) {
  const model::Pass& of = trace.passes[pass.value];
  PassSteps out{task_facts(trace, pass), {}};
  Walk walk(out);
  for (std::uint32_t i = 0; i < of.length; ++i) {
    const model::Yield& yield = trace.yield_at(pass, YieldIndex{i});
    walk.arrive(yield.segment.arrived, YieldIndex{i});
    if (const auto* handle = std::get_if<TaskHandle>(&yield.what)) {
      walk.yield(*handle, YieldIndex{i});
    }
  }
  walk.arrive(of.outcome.segment.arrived, YieldIndex{of.length});
  walk.settle(of.settled_unused, YieldIndex{of.length});
  return out;
}

bool follows_divergence(const model::Trace& trace, PassIndex pass) {
  return trace.divergence.has_value() && trace.divergence->pass <= pass;
}

}  // namespace core::diagnostics
