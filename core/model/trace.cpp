#include "core/model/trace.h"

#include <algorithm>

#include "core/base/check.h"

namespace core::model {
namespace {

/// The spine that holds the yield itself: the pass's own one or the parent it was forked from.
const Spine& spine_holding(const Trace& trace, SpineIndex index, YieldIndex yield) {
  const Spine* spine = &trace.spines[index.value];
  while (spine->parent && yield.value < spine->fork) {
    spine = &trace.spines[spine->parent->value];
  }
  return *spine;
}

const PassDifference* find_difference(const Pass& pass, YieldIndex yield) {
  const auto found =
      std::find_if(pass.differs.begin(), pass.differs.end(),
                   [yield](const PassDifference& entry) { return entry.yield == yield; });
  return found == pass.differs.end() ? nullptr : &*found;
}

const Op* find_make(const Segment& segment, TaskHandle task) {
  const auto found = std::find_if(segment.ops.begin(), segment.ops.end(), [task](const Op& op) {
    return op.verb == OpVerb::make && op.handle == task;
  });
  return found == segment.ops.end() ? nullptr : &*found;
}

/// The first task that a segment makes; empty when it makes none.
std::optional<TaskHandle> first_made(const Segment& segment) {
  for (const Op& op : segment.ops) {
    if (op.verb == OpVerb::make && op.handle != kNoTask) return op.handle;
  }
  return std::nullopt;
}

/// Whether this pass goes through the diverging yield too, or leaves the others just there.
bool shares_divergence(const Trace& trace, PassIndex pass) {
  const Divergence& divergence = *trace.divergence;
  if (pass <= divergence.pass) {
    return pass == divergence.pass;
  }
  if (divergence.yield.value >= trace.passes[divergence.pass.value].length) {
    return false;
  }
  if (&trace.yield_at(pass, divergence.yield) ==
      &trace.yield_at(divergence.pass, divergence.yield)) {
    return true;
  }
  const Spine& spine = spine_holding(trace, trace.passes[pass.value].spine, divergence.yield);
  return spine.parent && spine.fork == divergence.yield.value;
}

}  // namespace

bool Resume::same_answer(const Resume& other) const {
  return kind == other.kind && awaited == other.awaited && cause == other.cause &&
         clock == other.clock && settled == other.settled;
}

std::string_view name_of(DivergenceKind kind) {
  switch (kind) {
    case DivergenceKind::name_differs:
      return "name_differs";
    case DivergenceKind::kind_differs:
      return "kind_differs";
    case DivergenceKind::call_missing:
      return "call_missing";
    case DivergenceKind::call_added:
      return "call_added";
    case DivergenceKind::ended_early:
      return "ended_early";
    case DivergenceKind::ended_late:
      return "ended_late";
  }
  return "";
}

std::string_view name_of(CellState state) {
  switch (state) {
    case CellState::not_reached:
      return "not reached";
    case CellState::replayed:
      return "replayed";
    case CellState::fresh:
      return "fresh";
    case CellState::waiting:
      return "waiting";
    case CellState::diverged:
      return "diverged";
    case CellState::failed:
      return "failed";
  }
  return "";
}

const Yield& Trace::yield_at(PassIndex pass, YieldIndex yield) const {
  base::check(pass.value < passes.size() && yield.value < passes[pass.value].length,
              "only a yield that the pass reached can be asked for");
  const Spine& spine = spine_holding(*this, passes[pass.value].spine, yield);
  return spine.yields[yield.value - spine.fork];
}

const Resume* Trace::answer_of(PassIndex pass, YieldIndex yield) const {
  const Pass& of = passes[pass.value];
  if (yield.value + 1 < of.length) {
    return &yield_at(pass, YieldIndex{yield.value + 1}).segment.arrived;
  }
  const Resume& arrived = of.outcome.segment.arrived;
  // A pass that failed while it was closed had waited here.
  const bool was_closed = std::holds_alternative<NotRun>(of.outcome.what) &&
                          arrived.kind == ResumeKind::start;
  return std::holds_alternative<Waiting>(of.outcome.what) || was_closed ? nullptr : &arrived;
}

bool Trace::is_replaying_at(PassIndex pass, YieldIndex yield) const {
  const auto& runs = passes[pass.value].replaying;
  const auto after = std::upper_bound(runs.begin(), runs.end(), yield,
                                      [](YieldIndex y, const auto& run) { return y < run.first; });
  return after == runs.begin() ? yield_at(pass, yield).segment.arrived.is_replaying
                               : std::prev(after)->second;
}

const std::vector<LogLine>& Trace::logs_at(PassIndex pass, YieldIndex yield) const {
  const PassDifference* difference = find_difference(passes[pass.value], yield);
  return difference != nullptr && difference->logs ? *difference->logs
                                                   : yield_at(pass, yield).segment.logs;
}

const std::string& Trace::locals_at(PassIndex pass, YieldIndex yield) const {
  const PassDifference* difference = find_difference(passes[pass.value], yield);
  return difference != nullptr && difference->locals ? *difference->locals
                                                     : yield_at(pass, yield).segment.locals;
}

const Op* Trace::find_op(PassIndex pass, TaskHandle task) const {
  // Handles ascend in the order of creation, so the yields are ordered by the first one they made;
  // those that made none take no part in the comparison.
  const Pass& of = passes[pass.value];
  std::uint32_t low = 0;
  std::uint32_t high = of.length;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    std::uint32_t at = middle;
    std::optional<TaskHandle> first;
    while (at < high && !(first = first_made(yield_at(pass, YieldIndex{at}).segment))) ++at;
    if (!first || task < *first) {
      high = middle;
    } else {
      if (const Op* op = find_make(yield_at(pass, YieldIndex{at}).segment, task)) return op;
      low = at + 1;
    }
  }
  return find_make(of.outcome.segment, task);
}

const Place* Trace::place(PlaceIndex index) const {
  return index.value < places.size() ? &places[index.value] : nullptr;
}

CellState cell_state(const Trace& trace, PassIndex pass, YieldIndex yield) {
  const Pass& of = trace.passes[pass.value];
  if (yield.value >= of.length) {
    return CellState::not_reached;
  }
  if (trace.divergence && trace.divergence->yield == yield && shares_divergence(trace, pass)) {
    return CellState::diverged;
  }
  const Resume* answer = trace.answer_of(pass, yield);
  if (answer == nullptr) {
    return CellState::waiting;
  }
  if (yield.value < of.first_fresh) {
    return CellState::replayed;
  }
  return answer->kind == ResumeKind::raise ? CellState::failed : CellState::fresh;
}

}  // namespace core::model
