#include "core/engine/direct.h"

#include <algorithm>
#include <vector>

#include "core/base/check.h"
#include "core/engine/direct_history.h"
#include "core/engine/run_pass.h"

namespace core::engine {
namespace {

using model::ActionKind;
using model::EventIndex;

bool is_hidden_timer(const sdk::Interpreter& code, const sdk::Task& task) {
  return task.op == nullptr &&
         (code.task(task.parent).task_class == sdk::TaskClass::long_timer ||
          code.compound_of(task.parent).is_waiting_on_timer);
}

/// Settled, or cancelled itself or with what it is a part of.
bool is_over(const sdk::Interpreter& code, const sdk::Task& task) {
  const bool is_part_of_cancelled = task.op == nullptr && task.parent != sdk::kNoIndex &&
                                    code.task(task.parent).is_cancelled;
  return task.state != sdk::State::running || task.is_cancelled || is_part_of_cancelled;
}

OpenCall call_of(const sdk::Interpreter& code, sdk::TaskIndex index) {
  const sdk::Task& task = code.task(index);
  const model::Op* op = task.op != nullptr ? task.op : code.task(task.parent).op;
  const bool is_part = task.handle == model::kNoTask;
  OpenCall call{*op, is_part ? code.task(task.parent).handle : task.handle, std::nullopt, 1};
  if (task.id_kind == sdk::IdKind::sequence) call.sdk_id = task.id;
  call.is_hidden_timer = is_hidden_timer(code, task);
  const bool is_attempt = is_part && code.task(task.parent).task_class == sdk::TaskClass::retry;
  if (is_attempt) call.attempt = code.compound_of(task.parent).attempts;
  if (call.is_hidden_timer || op->kind == ActionKind::timer) {
    call.wait_ticks = code.due(index).ticks - code.clock().ticks;
  }
  return call;
}

/// Makes events whenever the pass waits.
class GrowingEvents : public EventSource {
 public:
  GrowingEvents(DirectHistory& history, std::uint64_t max_answers)
      : history_(history), max_answers_(max_answers) {}

  EventIndex end() const override {
    return EventIndex{static_cast<std::uint32_t>(history_.size())};
  }

  bool grow(const sdk::Interpreter& code) override {
    const EventIndex before = end();
    history_.end_episode(code);
    if (end() > before) {
      return true;  // the SDK reads its own schedules first: an entity call needs its request
    }
    if (given_ >= max_answers_) {
      is_limit_reached_ = true;
      return false;
    }
    const bool is_answered = answer_one(code);
    given_ += is_answered ? 1 : 0;
    return is_answered;
  }

  /// The pass has ended.
  virtual void finish(const sdk::Interpreter& code) { static_cast<void>(code); }
  bool is_limit_reached() const { return is_limit_reached_; }

 protected:
  virtual bool answer_one(const sdk::Interpreter& code) = 0;
  DirectHistory& history() { return history_; }

 private:
  DirectHistory& history_;
  std::uint64_t max_answers_;
  std::uint64_t given_ = 0;
  bool is_limit_reached_ = false;
};

/// Asks about each open call once, in scheduling order.
class AnsweredEvents final : public GrowingEvents {
 public:
  AnsweredEvents(DirectHistory& history, AnswerSource& answers, std::uint64_t max_answers)
      : GrowingEvents(history, max_answers), answers_(answers) {}

 private:
  bool answer_one(const sdk::Interpreter& code) override {
    while (next_ < code.opened().size()) {
      if (answer(code, code.opened()[next_++])) return true;
    }
    return false;
  }

  bool answer(const sdk::Interpreter& code, sdk::TaskIndex index) {
    const sdk::Task& task = code.task(index);
    if (is_over(code, task)) {
      return false;
    }
    const OpenCall call = call_of(code, index);
    if (call.is_hidden_timer) {
      history().fire(code, index);
      return true;
    }
    if (call.op.kind == ActionKind::entity_signal) {
      return false;
    }
    const std::optional<DirectAnswer> given = answers_.answer(call);
    if (!given) {
      return false;
    }
    if (call.op.kind == ActionKind::timer) {
      history().fire(code, index);
    } else {
      history().answer(code, index, *given);
    }
    return true;
  }

  AnswerSource& answers_;
  std::size_t next_ = 0;
};

/// Tells the guide of every call and does as it says.
class GuidedEvents final : public GrowingEvents {
 public:
  GuidedEvents(DirectHistory& history, AnswerGuide& guide, std::uint64_t max_answers)
      : GrowingEvents(history, max_answers), guide_(guide) {}

  /// In the order of the SDK's ids; waits for events, which have none, behind those of their yield.
  void finish(const sdk::Interpreter& code) override {
    struct Told {
      std::uint32_t yield;
      bool has_id;
      std::int32_t id;
      sdk::TaskIndex task;
    };
    std::vector<Told> told;
    for (; next_emitted_ < code.emitted().size(); ++next_emitted_) {
      const sdk::Emitted& emitted = code.emitted()[next_emitted_];
      if (emitted.id_at_once >= 0) {
        told.push_back({emitted.yield, true, emitted.id_at_once, emitted.task});
      }
    }
    for (; next_opened_ < code.opened().size(); ++next_opened_) {
      const sdk::TaskIndex index = code.opened()[next_opened_];
      const sdk::Task& task = code.task(index);
      const bool has_id = task.id_kind == sdk::IdKind::sequence;
      const std::uint32_t yield = code.yields() == 0 ? 0 : code.yields() - 1;
      told.push_back({yield, has_id, has_id ? task.id : 0, index});
    }
    std::stable_sort(told.begin(), told.end(), [](const Told& a, const Told& b) {
      return a.has_id != b.has_id ? a.has_id : a.id < b.id;
    });
    for (const Told& each : told) {
      OpenCall call = call_of(code, each.task);
      call.yield = model::YieldIndex{each.yield};
      calls_.push_back(each.task);
      guide_.scheduled(call);
    }
  }

 private:
  bool answer_one(const sdk::Interpreter& code) override {
    finish(code);
    while (const std::optional<AnswerGuide::Next> next = guide_.next()) {
      base::check(next->call < calls_.size(), "a guide answers calls that it was told of");
      const sdk::TaskIndex index = calls_[next->call];
      if (is_over(code, code.task(index))) continue;
      const OpenCall call = call_of(code, index);
      if (call.is_hidden_timer || call.op.kind == ActionKind::timer) {
        history().fire(code, index, next->answer.at);
      } else {
        history().answer(code, index, next->answer);
      }
      return true;
    }
    return false;
  }

  AnswerGuide& guide_;
  std::vector<sdk::TaskIndex> calls_;
  std::size_t next_opened_ = 0;
  std::size_t next_emitted_ = 0;
};

model::NotRun too_many_answers(std::uint64_t limit) {
  return {{"engine.answer_limit",
           "the orchestrator was stopped after " + std::to_string(limit) +
               " answers: it does not come to an end",
           {},
           "Give its loop an end, or leave a call unanswered."}};
}

orchestrators::Begin begin_of(const DirectOptions& options, const SdkRules& rules,
                              base::Timestamp clock) {
  orchestrators::Begin begin;
  begin.instance_id = options.instance_id;
  begin.parent_instance_id = options.parent_instance_id;
  begin.input = options.input;
  begin.clock = clock;
  begin.schema = rules.schema;
  if (rules.has_long_timers) begin.longest_timer_ticks = rules.longest_timer_ticks;
  begin.has_plain_output = rules.has_plain_output;
  begin.is_plain_generator = rules.is_plain_generator;
  begin.arguments = options.arguments;
  return begin;
}

base::Result<model::Trace> execute(orchestrators::Orchestrator& orchestrator,
                                   const DirectOptions& options, const Flavour& flavour,
                                   DirectHistory& history, GrowingEvents& events,
                                   const base::WorkContext& work) {
  const SdkRules rules = resolve_rules(flavour, history.so_far().envelope());
  model::Trace trace;
  trace.flavour = flavour.name;
  trace.orchestrator = orchestrator.identity();
  TraceBuilder builder(std::move(trace));
  EventFacts facts(history.so_far());
  PassPlan plan;
  plan.trigger = {EventIndex{1}};
  plan.begin = begin_of(options, rules, history.clock());

  // The platform checks nothing here: the history is the code's own.
  PassRunner runner(orchestrator, rules, Checker::nobody, facts, builder, work);
  if (base::Status ran = runner.run(plan, events); !ran.ok()) {
    return std::move(ran).error();
  }
  history.end_episode(runner.code());
  events.finish(runner.code());
  trace = builder.take();
  model::Outcome& outcome = trace.passes.front().outcome;
  if (events.is_limit_reached()) outcome.what = too_many_answers(options.max_answers);
  history.end_execution(outcome, runner.code().sequence_number());
  trace.history = history.finish();
  return trace;
}

const Flavour& flavour_of(const DirectOptions& options) {
  return options.flavour != nullptr ? *options.flavour : default_flavour();
}

}  // namespace

base::Result<model::Trace> execute_directly(orchestrators::Orchestrator& orchestrator,
                                            const DirectOptions& options, AnswerSource& answers,
                                            const base::WorkContext& work) {
  const Flavour& flavour = flavour_of(options);
  DirectHistory history(options, flavour.checker == Checker::nobody);
  AnsweredEvents events(history, answers, options.max_answers);
  return execute(orchestrator, options, flavour, history, events, work);
}

base::Result<model::Trace> execute_guided(orchestrators::Orchestrator& orchestrator,
                                          const DirectOptions& options, AnswerGuide& guide,
                                          const base::WorkContext& work) {
  const Flavour& flavour = flavour_of(options);
  DirectHistory history(options, flavour.checker == Checker::nobody);
  GuidedEvents events(history, guide, options.max_answers);
  return execute(orchestrator, options, flavour, history, events, work);
}

}  // namespace core::engine
