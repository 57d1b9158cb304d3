#include "core/engine/direct.h"

#include "core/engine/direct_history.h"
#include "core/engine/run_pass.h"

namespace core::engine {
namespace {

using model::ActionKind;
using model::EventIndex;

/// Makes events whenever the pass waits: asks about each open call once, in scheduling order.
class AnsweredEvents final : public EventSource {
 public:
  AnsweredEvents(DirectHistory& history, AnswerSource& answers, std::uint64_t max_answers)
      : history_(history), answers_(answers), max_answers_(max_answers) {}

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
    for (; next_ < code.opened().size(); ++next_) {
      if (answer(code, code.opened()[next_])) {
        ++next_;
        ++given_;
        return true;
      }
    }
    return false;
  }

  bool is_limit_reached() const { return is_limit_reached_; }

 private:
  bool answer(const sdk::Interpreter& code, sdk::TaskIndex index) {
    const sdk::Task& task = code.task(index);
    const bool is_cancelled = task.is_cancelled || is_part_of_cancelled(code, task);
    if (task.state != sdk::State::running || is_cancelled) {
      return false;
    }
    if (task.op == nullptr && is_hidden_timer(code, task)) {
      history_.fire(code, index);
      return true;
    }
    const model::Op* op = task.op != nullptr ? task.op : code.task(task.parent).op;
    if (op->kind == ActionKind::entity_signal) {
      return false;
    }
    const bool is_attempt = task.handle == model::kNoTask;
    OpenCall call{*op, is_attempt ? code.task(task.parent).handle : task.handle, std::nullopt, 1};
    if (task.id_kind == sdk::IdKind::sequence) call.sdk_id = task.id;
    if (is_attempt) call.attempt = code.compound_of(task.parent).attempts;
    const std::optional<DirectAnswer> given = answers_.answer(call);
    if (!given) {
      return false;
    }
    if (op->kind == ActionKind::timer) {
      history_.fire(code, index);
    } else {
      history_.answer(code, index, *given);
    }
    return true;
  }

  static bool is_part_of_cancelled(const sdk::Interpreter& code, const sdk::Task& task) {
    return task.op == nullptr && task.parent != sdk::kNoIndex &&
           code.task(task.parent).is_cancelled;
  }

  static bool is_hidden_timer(const sdk::Interpreter& code, const sdk::Task& task) {
    return code.task(task.parent).task_class == sdk::TaskClass::long_timer ||
           code.compound_of(task.parent).is_waiting_on_timer;
  }

  DirectHistory& history_;
  AnswerSource& answers_;
  std::uint64_t max_answers_;
  std::uint64_t given_ = 0;
  std::size_t next_ = 0;
  bool is_limit_reached_ = false;
};

model::NotRun too_many_answers(std::uint64_t limit) {
  return {{"engine.answer_limit",
           "the orchestrator was stopped after " + std::to_string(limit) +
               " answers: it does not come to an end",
           {},
           "Give its loop an end, or leave a call unanswered."}};
}

}  // namespace

base::Result<model::Trace> execute_directly(orchestrators::Orchestrator& orchestrator,
                                            const DirectOptions& options, AnswerSource& answers,
                                            const base::WorkContext& work) {
  const Flavour& flavour = options.flavour != nullptr ? *options.flavour : default_flavour();
  const bool is_plain = flavour.checker == Checker::nobody;
  DirectHistory history(options, is_plain);
  const SdkRules rules = resolve_rules(flavour, history.so_far().envelope());

  model::Trace trace;
  trace.flavour = flavour.name;
  trace.orchestrator = orchestrator.identity();
  TraceBuilder builder(std::move(trace));
  EventFacts facts(history.so_far());
  PassPlan plan;
  plan.trigger = {EventIndex{1}};
  plan.begin.instance_id = options.instance_id;
  plan.begin.parent_instance_id = options.parent_instance_id;
  plan.begin.input = options.input;
  plan.begin.clock = history.clock();
  plan.begin.schema = rules.schema;
  if (rules.has_long_timers) plan.begin.longest_timer_ticks = rules.longest_timer_ticks;
  plan.begin.has_plain_output = rules.has_plain_output;
  plan.begin.is_plain_generator = rules.is_plain_generator;
  plan.begin.arguments = options.arguments;

  AnsweredEvents events(history, answers, options.max_answers);
  // The platform checks nothing here: the history is the code's own.
  PassRunner runner(orchestrator, rules, Checker::nobody, facts, builder, work);
  if (base::Status ran = runner.run(plan, events); !ran.ok()) {
    return std::move(ran).error();
  }
  history.end_episode(runner.code());
  trace = builder.take();
  model::Outcome& outcome = trace.passes.front().outcome;
  if (events.is_limit_reached()) outcome.what = too_many_answers(options.max_answers);
  history.end_execution(outcome, runner.code().sequence_number());
  trace.history = history.finish();
  return trace;
}

}  // namespace core::engine
