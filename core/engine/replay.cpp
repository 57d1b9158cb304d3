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

/// Runs passes of one instance into one trace and looks for the first that leaves the history.
class Replayer {
 public:
  Replayer(std::shared_ptr<const model::History> history, const Flavour& flavour,
           model::OrchestratorIdentity identity, const base::WorkContext& work)
      : history_(std::move(history)),
        flavour_(flavour),
        rules_(resolve_rules(flavour, history_->envelope())),
        begin_(to_begin(*history_, rules_)),
        facts_(*history_),
        builder_(empty_trace(std::move(identity))),
        work_(work) {}

  PassRunner runner_of(orchestrators::Orchestrator& orchestrator) {
    return PassRunner(orchestrator, rules_, flavour_.checker, facts_, builder_, work_);
  }
  /// Runs one pass. Error: cancelled.
  base::Status run(PassRunner& runner, std::uint32_t number);
  /// The divergence that the last pass showed.
  std::optional<model::Divergence> found_in_last(const PassRunner& runner) const;
  void keep(model::Divergence found) { builder_.set_divergence(std::move(found)); }
  std::uint32_t next_probe(std::uint32_t agrees, std::uint32_t differs) const;
  /// Between a pass that agrees and a later one that differs: runs halves, each in a run of its own.
  base::Status bisect(std::uint32_t agrees, std::uint32_t differs, const ReplayOptions& options);

  const model::Trace& trace() const { return builder_.trace(); }
  model::Trace take() { return in_order(builder_.take()); }

 private:
  model::Trace empty_trace(model::OrchestratorIdentity identity) const;
  static model::Trace in_order(model::Trace trace);

  std::shared_ptr<const model::History> history_;
  const Flavour& flavour_;
  SdkRules rules_;
  orchestrators::Begin begin_;
  EventFacts facts_;
  TraceBuilder builder_;
  const base::WorkContext& work_;
};

base::Status Replayer::run(PassRunner& runner, std::uint32_t number) {
  if (work_.stop.stop_requested()) {
    return base::Error{"cancelled", "the replay was cancelled", {}, ""};
  }
  const PassPlan plan = plan_of(*history_, number, begin_);
  RecordedEvents events(end_of(*history_, plan));
  return runner.run(plan, events);
}

std::optional<model::Divergence> Replayer::found_in_last(const PassRunner& runner) const {
  if (flavour_.checker != Checker::platform || !runner.can_run_on()) {
    return std::nullopt;
  }
  const auto last = static_cast<std::uint32_t>(trace().passes.size() - 1);
  return find_divergence(runner.code(), runner.host(), *history_, trace().passes.back(),
                         model::PassIndex{last}, runner.resumed_during());
}

/// The pass that wrote the event in question, or the one before it once that is known to differ:
/// most often the two that part. Else the middle.
std::uint32_t Replayer::next_probe(std::uint32_t agrees, std::uint32_t differs) const {
  const std::uint32_t middle = agrees + (differs - agrees) / 2;
  const model::EventIndex event = trace().divergence->event;
  if (event == model::kNoEvent) return middle;
  const auto wrote = static_cast<std::uint32_t>(history_->episode_of(event) + 1);
  if (wrote == differs) return differs - 1;
  return wrote > agrees && wrote < differs ? wrote : middle;
}

base::Status Replayer::bisect(std::uint32_t agrees, std::uint32_t differs,
                              const ReplayOptions& options) {
  while (differs - agrees > 1) {
    const std::uint32_t middle = next_probe(agrees, differs);
    auto another = options.open_run();
    if (!another.ok()) return base::success();  // the sample that differs stays the earliest found
    PassRunner runner = runner_of(**another);
    if (base::Status ran = run(runner, middle); !ran.ok()) return ran;
    if (!runner.can_run_on()) return base::success();
    if (auto found = found_in_last(runner)) {
      differs = middle;
      keep(*std::move(found));
    } else {
      agrees = middle;
    }
  }
  return base::success();
}

model::Trace Replayer::empty_trace(model::OrchestratorIdentity identity) const {
  model::Trace trace;
  trace.history = history_;
  trace.flavour = flavour_.name;
  trace.orchestrator = std::move(identity);
  return trace;
}

/// Passes by number, and what names a pass by its position with them.
model::Trace Replayer::in_order(model::Trace trace) {
  const auto by_number = [](const model::Pass& a, const model::Pass& b) {
    return a.number < b.number;
  };
  if (std::is_sorted(trace.passes.begin(), trace.passes.end(), by_number)) return trace;
  std::vector<std::uint32_t> numbers;
  for (const model::Pass& pass : trace.passes) numbers.push_back(pass.number);
  std::sort(trace.passes.begin(), trace.passes.end(), by_number);
  const auto moved = [&](model::PassIndex pass) {
    const auto at = std::find_if(
        trace.passes.begin(), trace.passes.end(),
        [&](const model::Pass& one) { return one.number == numbers[pass.value]; });
    return model::PassIndex{static_cast<std::uint32_t>(at - trace.passes.begin())};
  };
  for (model::Evidence& evidence : trace.evidence) evidence.pass = moved(evidence.pass);
  if (trace.divergence) trace.divergence->pass = moved(trace.divergence->pass);
  return trace;
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
  Replayer replayer(history, flavour, orchestrator.identity(), work);
  PassRunner runner = replayer.runner_of(orchestrator);
  runner.reserve(completions_of(*history) + 1);
  work.progress.set_total(numbers->size());
  std::optional<std::size_t> differing;
  for (std::size_t i = 0; i < numbers->size() && runner.can_run_on(); ++i) {
    if (base::Status ran = replayer.run(runner, (*numbers)[i]); !ran.ok()) {
      return std::move(ran).error();
    }
    if (!replayer.trace().divergence) {
      if (auto found = replayer.found_in_last(runner)) {
        replayer.keep(*std::move(found));
        differing = i;
      }
    }
    work.progress.set_done(i + 1);
  }
  const bool is_sampled = options.passes.mode == PassSelection::Mode::automatic;
  if (differing && *differing > 0 && is_sampled && options.open_run) {
    if (base::Status halved =
            replayer.bisect((*numbers)[*differing - 1], (*numbers)[*differing], options);
        !halved.ok()) {
      return std::move(halved).error();
    }
  }
  return replayer.take();
}

}  // namespace core::engine
