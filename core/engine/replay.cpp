#include "core/engine/replay.h"

#include <algorithm>

#include "core/engine/divergence.h"
#include "core/engine/pass_selection.h"
#include "core/engine/run_pass.h"

namespace core::engine {
namespace {

using model::EventIndex;
using model::EventType;

base::Error no_events() {
  return {"engine.no_events",
          "there is nothing to replay: the history has no events",
          {},
          "Export the history again, or choose another instance."};
}

base::Error no_execution_started() {
  return {"engine.no_execution_started",
          "the history cannot be replayed: it has no ExecutionStarted event, with which every "
          "execution begins",
          {},
          "Export the history from its first event on; paging and filters often leave it out."};
}

std::optional<EventIndex> find_type(const model::History& history, EventType type) {
  for (std::uint32_t i = 0; i < history.size(); ++i) {
    if (history.at(EventIndex{i}).type() == type) return EventIndex{i};
  }
  return std::nullopt;
}

/// As many yields as can be answered.
std::size_t completions_of(const model::History& history) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < history.size(); ++i) {
    count += model::is_completion(history[i].type()) ? 1 : 0;
  }
  return count;
}

orchestrators::Begin to_begin(const model::History& history, const SdkRules& rules) {
  const model::Envelope& envelope = history.envelope();
  orchestrators::Begin begin;
  begin.instance_id = envelope.instance_id;
  begin.parent_instance_id = envelope.parent_instance_id;
  begin.input = envelope.input;
  if (const auto started = find_type(history, EventType::orchestrator_started)) {
    begin.clock = history.at(*started).timestamp();
  }
  begin.schema = rules.schema;
  if (rules.has_long_timers) begin.longest_timer_ticks = rules.longest_timer_ticks;
  begin.has_plain_output = rules.has_plain_output;
  begin.is_plain_generator = rules.is_plain_generator;
  if (rules.is_plain_generator && envelope.input.has_value()) begin.arguments = envelope.input.text;
  return begin;
}

bool is_trigger(EventType type) {
  return type != EventType::orchestrator_started && !model::is_outbound(type);
}

PassPlan plan_of(const model::History& history, std::uint32_t number,
                 const orchestrators::Begin& begin) {
  PassPlan plan;
  plan.number = number;
  plan.begin = begin;
  plan.begin.pass = number;
  plan.begin.is_replaying = number > 1;
  if (number > history.episodes().size()) {
    plan.is_confirming = true;
    plan.played_until = EventIndex{static_cast<std::uint32_t>(history.size())};
    return plan;
  }
  const model::Episode& episode = history.episodes()[number - 1];
  plan.played_until = episode.begin;
  plan.written_end = episode.end;
  for (EventIndex event = episode.begin; event < episode.inbound_end; ++event.value) {
    if (is_trigger(history.at(event).type())) plan.trigger.push_back(event);
  }
  return plan;
}

EventIndex end_of(const model::History& history, const PassPlan& plan) {
  return plan.is_confirming ? EventIndex{static_cast<std::uint32_t>(history.size())}
                            : history.episodes()[plan.number - 1].inbound_end;
}

}  // namespace

base::Result<model::Trace> replay(orchestrators::Orchestrator& orchestrator,
                                  std::shared_ptr<const model::History> history,
                                  const ReplayOptions& options, const base::WorkContext& work) {
  if (history->size() == 0) {
    return no_events();
  }
  if (!find_type(*history, EventType::execution_started)) {
    return no_execution_started();
  }
  base::Result<std::vector<std::uint32_t>> numbers = select_passes(*history, options);
  if (!numbers.ok()) {
    return std::move(numbers).error();
  }
  const Flavour& flavour = options.flavour != nullptr ? *options.flavour : default_flavour();
  const SdkRules rules = resolve_rules(flavour, history->envelope());
  const orchestrators::Begin begin = to_begin(*history, rules);

  model::Trace trace;
  trace.history = history;
  trace.flavour = flavour.name;
  trace.orchestrator = orchestrator.identity();
  TraceBuilder builder(std::move(trace));
  EventFacts facts(*history);
  PassRunner runner(orchestrator, rules, flavour.checker, facts, builder, work);
  runner.reserve(completions_of(*history) + 1);
  work.progress.set_total(numbers->size());
  for (std::size_t i = 0; i < numbers->size() && runner.can_run_on(); ++i) {
    if (work.stop.stop_requested()) {
      return base::Error{"cancelled", "the replay was cancelled", {}, ""};
    }
    const PassPlan plan = plan_of(*history, (*numbers)[i], begin);
    RecordedEvents events(end_of(*history, plan));
    if (base::Status ran = runner.run(plan, events); !ran.ok()) {
      return std::move(ran).error();
    }
    if (!builder.trace().divergence && flavour.checker == Checker::platform &&
        runner.can_run_on()) {
      const model::PassIndex last{builder.next_pass().value - 1};
      if (auto found =
              find_divergence(runner.code(), runner.host(), *history, builder.trace().passes.back(),
                              last, runner.resumed_during())) {
        builder.set_divergence(*std::move(found));
      }
    }
    work.progress.set_done(i + 1);
  }
  return builder.take();
}

}  // namespace core::engine
