#include "core/diagnostics/pass_facts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace core::diagnostics {
namespace {

using model::PassIndex;
using model::TaskHandle;
using model::Trace;
using model::YieldIndex;

/// The segments of a pass in order: one a yield, then the end's unless it waits.
template <class Visit>
void visit_segments(const Trace& trace, PassIndex pass, Visit visit) {
  const model::Pass& of = trace.passes[pass.value];
  for (std::uint32_t i = 0; i < of.length; ++i) visit(trace.yield_at(pass, YieldIndex{i}).segment);
  visit(of.outcome.segment);
}

void mark_awaited(TaskFacts& facts, TaskHandle root) {
  std::vector<TaskHandle> open{root};
  while (!open.empty()) {
    const TaskHandle handle = open.back();
    open.pop_back();
    if (handle.value >= facts.tasks.size() || facts.tasks[handle.value].is_awaited) continue;
    TaskFacts::Task& task = facts.tasks[handle.value];
    task.is_awaited = true;
    if (task.made != nullptr) {
      open.insert(open.end(), task.made->children.begin(), task.made->children.end());
    }
  }
}

void apply(TaskFacts& facts, const model::Op& op) {
  if (op.handle.value >= facts.tasks.size()) return;
  TaskFacts::Task& task = facts.tasks[op.handle.value];
  if (op.verb == model::OpVerb::make) task.made = &op;
  if (op.verb == model::OpVerb::cancel) task.is_cancelled = true;
}

void settle(TaskFacts& facts, const model::SettledList& settled) {
  for (const model::Settled& each : settled) {
    if (each.handle.value < facts.tasks.size()) facts.tasks[each.handle.value].is_settled = true;
  }
}

}  // namespace

std::optional<PassIndex> last_recorded_pass(const Trace& trace) {
  for (std::size_t i = trace.passes.size(); i > 0; --i) {
    if (!trace.passes[i - 1].is_confirming) return PassIndex{static_cast<std::uint32_t>(i - 1)};
  }
  return std::nullopt;
}

std::optional<PassIndex> confirming_pass(const Trace& trace) {
  if (trace.passes.empty() || !trace.passes.back().is_confirming) return std::nullopt;
  return PassIndex{static_cast<std::uint32_t>(trace.passes.size() - 1)};
}

model::FindingPlace place_at(const Trace& trace, PassIndex pass, YieldIndex yield) {
  model::FindingPlace place;
  place.pass = pass;
  place.yield = yield;
  const model::Pass& of = trace.passes[pass.value];
  const model::Place* source = nullptr;
  if (yield.value < of.length) {
    source = trace.place(trace.yield_at(pass, yield).place);
  } else if (const auto* raised = std::get_if<model::Raised>(&of.outcome.what)) {
    source = trace.place(raised->place);
  }
  if (source != nullptr) {
    place.file = source->file;
    place.function = source->function;
    place.line = source->line;
  }
  return place;
}

bool is_read(const model::Evidence& evidence) {
  constexpr std::array<std::string_view, 10> kAboutTheCode{
      "async",        "plain",      "name",        "stubbed",  "stub", "undecoded",
      "unregistered", "other_name", "sdk_differs", "replaying"};
  return std::find(kAboutTheCode.begin(), kAboutTheCode.end(), evidence.kind) ==
         kAboutTheCode.end();
}

bool ended_by_refusal(const Trace& trace, PassIndex pass) {
  const model::Outcome& outcome = trace.passes[pass.value].outcome;
  const bool was_refused =
      std::any_of(trace.evidence.begin(), trace.evidence.end(),
                  [&](const model::Evidence& one) { return one.is_refused && one.pass == pass; });
  if (!was_refused) return false;
  constexpr std::string_view kRefusal = "Yieldscope refused";
  if (const auto* broke = std::get_if<model::SdkBroke>(&outcome.what)) {
    return broke->type == "PermissionError" || broke->message.find(kRefusal) != std::string::npos;
  }
  const auto* raised = std::get_if<model::Raised>(&outcome.what);
  return raised != nullptr && (raised->type == "PermissionError" ||
                               raised->message.find(kRefusal) != std::string::npos ||
                               raised->traceback.find(kRefusal) != std::string::npos);
}

const TaskFacts::Task* TaskFacts::find(TaskHandle handle) const {
  return handle.value < tasks.size() ? &tasks[handle.value] : nullptr;
}

TaskFacts task_facts(const Trace& trace, PassIndex pass) {
  TaskFacts facts;
  std::size_t made = 0;
  visit_segments(trace, pass, [&](const model::Segment& segment) {
    const auto is_make = [](const model::Op& op) { return op.verb == model::OpVerb::make; };
    made +=
        static_cast<std::size_t>(std::count_if(segment.ops.begin(), segment.ops.end(), is_make));
  });
  facts.tasks.resize(made);
  visit_segments(trace, pass, [&](const model::Segment& segment) {
    settle(facts, segment.arrived.settled);
    for (const model::Op& op : segment.ops) apply(facts, op);
  });
  const model::Pass& of = trace.passes[pass.value];
  settle(facts, of.settled_unused);
  for (std::uint32_t i = 0; i < of.length; ++i) {
    const auto& what = trace.yield_at(pass, YieldIndex{i}).what;
    if (const auto* handle = std::get_if<TaskHandle>(&what)) mark_awaited(facts, *handle);
  }
  return facts;
}

std::vector<TaskHandle> leaves_of(const TaskFacts& facts, TaskHandle root) {
  std::vector<TaskHandle> leaves, open{root};
  std::vector<bool> seen(facts.tasks.size());
  while (!open.empty()) {
    const TaskHandle handle = open.back();
    open.pop_back();
    if (handle.value >= seen.size() || seen[handle.value]) continue;
    seen[handle.value] = true;
    const model::Op* made = facts.tasks[handle.value].made;
    if (made == nullptr) continue;
    if (!model::is_compound(made->kind)) leaves.push_back(handle);
    open.insert(open.end(), made->children.rbegin(), made->children.rend());
  }
  return leaves;
}

}  // namespace core::diagnostics
