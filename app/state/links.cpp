#include "app/state/links.h"

#include <algorithm>

namespace app::state {

namespace {

constexpr std::uint32_t kMaxTasksWalked = 10'000;

const model::Call* find_call(const model::Ledger& ledger, model::TaskHandle task) {
  const auto found = std::lower_bound(
      ledger.calls.begin(), ledger.calls.end(), task,
      [](const model::Call& call, model::TaskHandle wanted) { return call.handle < wanted; });
  return found != ledger.calls.end() && found->handle == task ? &*found : nullptr;
}

/// The first event written for the task or, under a compound, for the first leaf that has one.
/// Tasks can be shared, so that a small trace can describe an endless tree: `budget` ends the walk.
model::EventIndex scheduled_of(const model::Trace& trace, const model::Ledger& ledger,
                               model::PassIndex pass, model::TaskHandle task,
                               std::uint32_t& budget) {
  if (const model::Call* call = find_call(ledger, task);
      call != nullptr && call->scheduled != model::kNoEvent) {
    return call->scheduled;
  }
  const model::Op* op = trace.find_op(pass, task);
  if (op == nullptr || !model::is_compound(op->kind)) return model::kNoEvent;
  for (const model::TaskHandle child : op->children) {
    if (child >= task || budget == 0) break;  // a child is always older
    --budget;
    const model::EventIndex event = scheduled_of(trace, ledger, pass, child, budget);
    if (event != model::kNoEvent) return event;
  }
  return model::kNoEvent;
}

/// Inbound events stand at the start of their pass, the others at its end.
Stop stop_by_side(const model::History& history, model::EventIndex event) {
  if (history.episodes().empty()) return Stop::start();
  const model::Episode& episode = history.episodes()[history.episode_of(event)];
  return event < episode.inbound_end ? Stop::start() : Stop::end();
}

bool resumed_by(const model::Resume& resume, model::EventIndex event) {
  return resume.cause == event ||
         std::any_of(resume.settled.begin(), resume.settled.end(),
                     [event](const model::Settled& settled) { return settled.event == event; });
}

Stop stop_of_completion(const model::Trace& trace, model::PassIndex pass, model::EventIndex event) {
  const model::Pass& of = trace.passes[pass.value];
  for (std::uint32_t y = of.first_fresh; y < of.length; ++y) {
    const model::Resume* answer = trace.answer_of(pass, model::YieldIndex{y});
    if (answer != nullptr && resumed_by(*answer, event)) return Stop::at(model::YieldIndex{y});
  }
  const bool is_unused =
      std::any_of(of.settled_unused.begin(), of.settled_unused.end(),
                  [event](const auto& settled) { return settled.event == event; });
  if (is_unused && of.length > 0) return Stop::at(model::YieldIndex{of.length - 1});
  return Stop::start();
}

Stop stop_of_schedule(const PassStops& pass, const model::Ledger& ledger, model::EventIndex event) {
  for (const model::Call& call : ledger.calls) {
    if (call.scheduled != event) continue;
    return call.made_at.value < pass.length ? Stop::at(call.made_at) : Stop::end();
  }
  return Stop::end();
}

SourceLine line_of(const model::Trace& trace, const Focus& focus) {
  model::PlaceIndex index = model::kNoPlace;
  const model::Pass& pass = trace.passes[focus.pass.value];
  if (focus.stop.is_yield()) {
    index = trace.yield_at(focus.pass, focus.stop.yield).place;
  } else if (const auto* raised = std::get_if<model::Raised>(&pass.outcome.what);
             raised != nullptr && focus.stop.kind == Stop::Kind::end) {
    index = raised->place;
  }
  if (const model::Place* place = trace.place(index)) return {place->file, place->line};
  return {trace.orchestrator.file, 0};
}

model::EventIndex event_of(const Reading& reading, const model::Ledger& ledger,
                           const Focus& focus) {
  const model::Trace* trace = reading.trace();
  if (trace != nullptr && focus.stop.is_yield()) {
    const model::EventIndex answer = answering_event(reading, focus.pass, focus.stop.yield);
    if (answer != model::kNoEvent) return answer;
    return scheduling_event(reading, ledger, focus.pass, focus.stop.yield, focus.picked.child);
  }
  const auto episodes = reading.history().episodes();
  const std::uint32_t number = reading.stops[focus.pass].number;
  if (number == 0 || number > episodes.size()) return model::kNoEvent;
  const model::Episode& episode = episodes[number - 1];
  if (focus.stop.kind == Stop::Kind::start) return episode.begin;
  if (episode.end <= episode.inbound_end) return model::kNoEvent;
  return model::EventIndex{episode.end.value - 1};
}

bool is_on_line(const model::Trace& trace, const model::Yield& yield, const SourceLine& line) {
  const auto matches = [&](model::PlaceIndex index) {
    const model::Place* place = trace.place(index);
    return place != nullptr && place->line == line.line && place->file == line.file;
  };
  return matches(yield.place) || std::any_of(yield.frames.begin(), yield.frames.end(), matches);
}

std::optional<Stop> find_on_line(const model::Trace& trace, model::PassIndex pass,
                                 std::uint32_t from, const SourceLine& line) {
  for (std::uint32_t y = from; y < trace.passes[pass.value].length; ++y) {
    if (is_on_line(trace, trace.yield_at(pass, model::YieldIndex{y}), line)) {
      return Stop::at(model::YieldIndex{y});
    }
  }
  return std::nullopt;
}

}  // namespace

model::TaskHandle task_at(const Reading& reading, model::PassIndex pass, model::YieldIndex yield,
                          const std::vector<std::uint32_t>& child) {
  const model::Trace* trace = reading.trace();
  if (trace == nullptr || yield.value >= reading.stops[pass].length) return model::kNoTask;
  const auto* yielded = std::get_if<model::TaskHandle>(&trace->yield_at(pass, yield).what);
  if (yielded == nullptr) return model::kNoTask;
  model::TaskHandle task = *yielded;
  for (const std::uint32_t position : child) {
    const model::Op* op = trace->find_op(pass, task);
    if (op == nullptr || position == 0 || position > op->children.size()) return model::kNoTask;
    task = op->children[position - 1];
  }
  return task;
}

model::EventIndex answering_event(const Reading& reading, model::PassIndex pass,
                                  model::YieldIndex yield) {
  const model::Trace* trace = reading.trace();
  if (trace == nullptr) return model::kNoEvent;
  const model::Resume* answer = trace->answer_of(pass, yield);
  if (answer == nullptr) return model::kNoEvent;
  for (const model::Settled& settled : answer->settled) {
    if (settled.handle == answer->awaited && settled.event != model::kNoEvent) return settled.event;
  }
  return answer->cause;
}

model::EventIndex scheduling_event(const Reading& reading, const model::Ledger& ledger,
                                   model::PassIndex pass, model::YieldIndex yield,
                                   const std::vector<std::uint32_t>& child) {
  const model::TaskHandle task = task_at(reading, pass, yield, child);
  if (task == model::kNoTask) return model::kNoEvent;
  std::uint32_t budget = kMaxTasksWalked;
  return scheduled_of(*reading.trace(), ledger, pass, task, budget);
}

Derived derive(const Reading& reading, const model::Ledger& ledger, const Focus& focus) {
  Derived derived;
  if (reading.stops.passes.empty()) return derived;
  derived.event = focus.picked.event ? *focus.picked.event : event_of(reading, ledger, focus);
  derived.line = focus.picked.line;
  if (!derived.line && reading.trace() != nullptr) derived.line = line_of(*reading.trace(), focus);
  return derived;
}

std::optional<model::PassIndex> pass_of_event(const Reading& reading, model::EventIndex event) {
  const auto& passes = reading.stops.passes;
  if (passes.empty() || event.value >= reading.history().size()) return std::nullopt;
  if (reading.history().episodes().empty()) return model::PassIndex{0};
  const auto number = static_cast<std::uint32_t>(reading.history().episode_of(event) + 1);
  const auto found = std::lower_bound(
      passes.begin(), passes.end(), number,
      [](const PassStops& pass, std::uint32_t wanted) { return pass.number < wanted; });
  const auto position = found == passes.end() ? passes.size() - 1
                                              : static_cast<std::size_t>(found - passes.begin());
  return model::PassIndex{static_cast<std::uint32_t>(position)};
}

Focus focus_of_event(const Reading& reading, const model::Ledger& ledger, model::EventIndex event,
                     std::uint32_t instance) {
  Focus focus{.instance = instance};
  focus.picked.event = event;
  const auto pass = pass_of_event(reading, event);
  if (!pass) return focus;
  focus.pass = *pass;
  focus.stop = stop_by_side(reading.history(), event);
  if (reading.trace() == nullptr) return focus;
  const model::EventType type = reading.history().at(event).type();
  if (model::is_completion(type)) {
    focus.stop = stop_of_completion(*reading.trace(), *pass, event);
  } else if (model::is_schedule(type)) {
    focus.stop = stop_of_schedule(reading.stops[*pass], ledger, event);
  }
  return focus;
}

std::optional<Focus> focus_of_line(const Reading& reading, const SourceLine& line,
                                   const Focus& from) {
  const model::Trace* trace = reading.trace();
  if (trace == nullptr || reading.stops.passes.empty()) return std::nullopt;
  Focus focus{.instance = from.instance, .pass = from.pass};
  auto stop = find_on_line(*trace, from.pass, 0, line);
  // A yield is fresh or waited for in the first pass that reaches it, so that looking at those
  // alone meets each of them.
  for (std::uint32_t p = 0; !stop && p < trace->passes.size(); ++p) {
    focus.pass = model::PassIndex{p};
    stop = find_on_line(*trace, focus.pass, trace->passes[p].first_fresh, line);
  }
  if (!stop) return std::nullopt;
  focus.stop = *stop;
  return focus;
}

std::optional<Focus> focus_of_place(const Reading& reading, const model::FindingPlace& place,
                                    const Focus& from) {
  Focus focus{.instance = from.instance};
  if (place.event.value < reading.history().size()) focus.picked.event = place.event;
  if (place.file.size() > 0 && place.line > 0) {
    focus.picked.line = SourceLine{place.file, place.line};
  }
  if (place.pass && reading.stops.has(*place.pass)) {
    focus.pass = *place.pass;
    const std::uint32_t length = reading.stops[focus.pass].length;
    if (place.yield) {
      focus.stop = place.yield->value < length ? Stop::at(*place.yield) : Stop::end();
    }
    return focus;
  }
  if (!focus.picked.event) {
    if (!focus.picked.line || reading.stops.passes.empty()) return std::nullopt;
    Focus same = from;
    same.picked.line = focus.picked.line;
    return same;
  }
  const auto pass = pass_of_event(reading, *focus.picked.event);
  if (!pass) return std::nullopt;
  focus.pass = *pass;
  focus.stop = stop_by_side(reading.history(), *focus.picked.event);
  return focus;
}

}  // namespace app::state
