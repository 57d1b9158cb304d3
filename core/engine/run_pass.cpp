#include "core/engine/run_pass.h"

#include <algorithm>
#include <utility>

#include "core/base/format_error.h"

namespace core::engine {

using model::EventIndex;
using model::YieldIndex;
using orchestrators::Advance;

namespace {

/// How often the stop token is looked at: steps take well below a microsecond when known.
constexpr std::uint64_t kStepsBetweenChecks = 256;

YieldIndex yield_index(std::size_t at) { return YieldIndex{static_cast<std::uint32_t>(at)}; }

orchestrators::Reply reply_to(sdk::Constructed made) {
  return {std::move(made.settled), std::move(made.raised)};
}

base::Error broken_protocol(std::string message) {
  return {"orchestrator.protocol", std::move(message), {}, "Please report this fault."};
}

}  // namespace

PassRunner::PassRunner(orchestrators::Orchestrator& orchestrator, const SdkRules& rules,
                       Checker checker, EventFacts& facts, TraceBuilder& trace,
                       const base::WorkContext& work)
    : orchestrator_(orchestrator),
      rules_(rules),
      checker_(checker),
      facts_(facts),
      trace_(trace),
      work_(work),
      code_(rules, facts),
      host_(facts),
      ahead_(rules, facts) {}

void PassRunner::reserve(std::size_t yields) {
  trace_.reserve(yields);
  code_.reserve(yields);
  if (checker_ == Checker::platform) host_.reserve(yields);
  resumed_during_.reserve(yields + 1);
}

base::Status PassRunner::run(const PassPlan& plan, EventSource& source) {
  plan_ = &plan;
  source_ = &source;
  try {
    begin(plan);
    if (!refuses(source)) {
      drive(Mode::predict, trace_.known_count());
      replay_known();
      if (!has_failed_) drive(Mode::live, next_known_);
    }
    if (!has_failed_) close_generator();
  } catch (const base::FormatError& error) {
    not_run(error.error());
  }
  if (is_cancelled_) {
    return base::Error{"cancelled", "the replay was cancelled", {}, ""};
  }
  record();
  return base::success();
}

void PassRunner::begin(const PassPlan& plan) {
  pass_ = model::Pass();
  pass_.number = plan.number;
  pass_.is_confirming = plan.is_confirming;
  pass_.trigger = plan.trigger;
  cursor_ = EventIndex{0};
  next_known_ = 0;
  resumed_during_.clear();
  is_started_ = is_suspended_ = is_cancelled_ = has_failed_ = false;
  code_.begin(plan.played_until, plan.begin.clock);
  ahead_.begin(source_->is_recorded() ? orchestrator_.most_ahead() : 0);
}

// What the SDK refuses before any code runs. Source: SEMANTICS 3.1, Construction and execute().
bool PassRunner::refuses(const EventSource& source) {
  const std::uint32_t events = source.end().value;
  if (rules_.refusal) {
    code_.broken({"ValueError", *rules_.refusal});
  } else if (!rules_.is_plain_generator && events < 2) {
    code_.broken(
        {"Exception", "Internal Durable Functions error: received History array of size " +
                          std::to_string(events) +
                          " when a minimum size of 2 is expected. Please report this issue at "
                          "https://github.com/Azure/azure-functions-durable-python/issues."});
  }
  return code_.has_ended();
}

void PassRunner::drive(Mode mode, std::size_t limit) {
  while (!is_cancelled_ && !has_failed_) {
    if (code_.wants_resume()) {
      if (is_stopped()) return;
      if (next_known_ < limit) {
        step_known();
      } else if (mode == Mode::predict) {
        return;
      } else {
        step_live();
      }
      continue;
    }
    if (code_.has_ended()) return;
    if (cursor_ < source_->end()) {
      cursor_ = code_.process_until_resume(cursor_, source_->end());
    } else if (mode == Mode::predict || !source_->grow(code_)) {
      return;
    }
  }
}

bool PassRunner::is_stopped() {
  if (++steps_ % kStepsBetweenChecks == 0 && work_.stop.stop_requested()) {
    is_cancelled_ = true;
  }
  return is_cancelled_;
}

void PassRunner::note_resume() {
  const bool is_replaying = code_.is_replaying();
  if (pass_.replaying.empty() || pass_.replaying.back().second != is_replaying) {
    pass_.replaying.emplace_back(yield_index(resumed_during_.size()), is_replaying);
  }
  resumed_during_.push_back(code_.during());
}

void PassRunner::step_known() {
  trace_.set_replaying(next_known_, code_.is_replaying());
  note_resume();
  code_.skip_resume();
  const model::Yield& yield = trace_.known(next_known_);
  for (const model::Op& op : yield.segment.ops) {
    code_.run_op(op);
  }
  code_.take_constructor_error();  // known: it was asked about
  code_.yielded(yield.what);
  ++next_known_;
}

void PassRunner::replay_known() {
  if (next_known_ == 0 || is_cancelled_) {
    return;
  }
  const std::size_t known = next_known_;
  base::Result<orchestrators::Replayed> replayed =
      orchestrator_.replay(plan_->begin, trace_.script(known), work_);
  if (!replayed.ok()) {
    next_known_ = 0;
    not_run(std::move(replayed).error());
    return;
  }
  is_started_ = is_suspended_ = true;
  take_differences(*replayed);
  if (replayed->matched < known) {
    if (!replayed->differing) {
      not_run(broken_protocol("the orchestrator said that a yield differs and did not show it"));
      return;
    }
    go_back_to(replayed->matched, *std::move(replayed->differing));
  }
}

void PassRunner::go_back_to(std::size_t matched, Advance differing) {
  code_.begin(plan_->played_until, plan_->begin.clock);
  cursor_ = EventIndex{0};
  next_known_ = 0;
  resumed_during_.clear();
  pass_.replaying.clear();
  drive(Mode::predict, matched);
  if (is_cancelled_) return;
  note_resume();
  model::Segment& segment = trace_.draft().segment;
  code_.take_resume(segment.arrived);
  const auto& asks = trace_.known(matched).segment.asks;
  answered_asks_.assign(asks.begin(), asks.end());
  take_segment(segment, keep(std::move(differing)));
  answered_asks_.clear();
}

void PassRunner::step_live() {
  note_resume();
  model::Segment& segment = trace_.draft().segment;
  code_.take_resume(segment.arrived);
  base::Status advanced = run_on(segment.arrived);
  ahead_.note(advanced.ok() && orchestrators::is_plain_call(advance_));
  take_segment(segment, std::move(advanced));
}

base::Status PassRunner::run_on(const model::Resume& resume) {
  if (!std::exchange(is_started_, true)) {
    return keep(orchestrator_.start(plan_->begin, resume, work_));
  }
  if (ahead_.go_along(orchestrator_, code_, resume, {cursor_, source_->end()})) {
    return orchestrator_.resume_into(resume, advance_, work_);
  }
  return broken_protocol("the code was given another answer ahead than the history holds");
}

base::Status PassRunner::keep(base::Result<Advance> advance) {
  if (!advance.ok()) {
    return std::move(advance).error();
  }
  advance_ = *std::move(advance);
  return base::success();
}

void PassRunner::take_segment(model::Segment& segment, base::Status advanced) {
  while (advanced.ok()) {
    if (!take_ops(segment, advance_)) return;
    const auto* ask = std::get_if<orchestrators::Ask>(&advance_.stop);
    if (ask == nullptr) {
      take_stop(segment, advance_);
      return;
    }
    segment.ops.push_back(ask->op);
    code_.ops_moved(std::span(segment.ops).first(segment.ops.size() - 1));
    const orchestrators::Reply reply = reply_to(code_.construct(segment.ops.back()));
    segment.asks.push_back({ask->question, orchestrators::to_text(reply)});
    advanced = keep(orchestrator_.reply(reply, work_));
  }
  pass_.outcome.segment = std::move(segment);  // with the answer on which the code did not go on
  not_run(std::move(advanced).error());
}

/// Takes ops, log lines and notes of one advance. False when the pass cannot go on.
bool PassRunner::take_ops(model::Segment& segment, Advance& advance) {
  const std::size_t first_new = segment.ops.size();
  if (segment.ops.empty()) {
    segment.ops = std::move(advance.ops);
  } else if (!advance.ops.empty()) {
    segment.ops.insert(segment.ops.end(), std::make_move_iterator(advance.ops.begin()),
                       std::make_move_iterator(advance.ops.end()));
    code_.ops_moved(std::span(segment.ops).first(first_new));
  }
  run_new_ops(segment, first_new);
  if (!advance.logs.empty()) {
    trace_.place_logs(advance.logs, advance.log_places);
    segment.logs.insert(segment.logs.end(), advance.logs.begin(), advance.logs.end());
  }
  if (!advance.locals.empty()) segment.locals = std::move(advance.locals);
  for (const Advance::Noted& noted : advance.noted) {
    trace_.note(noted, yield_index(resumed_during_.size() - 1));
  }
  if (std::optional<sdk::Failure> raised = code_.take_constructor_error()) {
    // Where the SDK has run out of stack, no line of the code could be told so.
    if (raised->type == "RecursionError") {
      code_.broken(*std::move(raised));
    } else {
      not_run(broken_protocol("a compound raised \"" + raised->message +
                              "\" and nobody asked about it"));
    }
    return false;
  }
  return true;
}

void PassRunner::run_new_ops(model::Segment& segment, std::size_t first_new) {
  for (std::size_t at = first_new; at < segment.ops.size(); ++at) {
    const bool was_asked = !answered_asks_.empty() && code_.needs_ask(segment.ops[at]);
    code_.run_op(segment.ops[at]);
    if (was_asked) {
      code_.take_constructor_error();
      segment.asks.push_back(std::move(answered_asks_.front()));
      answered_asks_.erase(answered_asks_.begin());
    }
  }
}

void PassRunner::take_stop(model::Segment& segment, Advance& advance) {
  const bool is_yield = std::holds_alternative<orchestrators::YieldedTask>(advance.stop) ||
                        std::holds_alternative<model::NotATask>(advance.stop);
  if (is_yield) {
    take_yield(advance);
    return;
  }
  is_suspended_ = false;
  pass_.outcome.segment = std::move(segment);
  trace_.drop_draft();
  if (auto* returned = std::get_if<orchestrators::Returned>(&advance.stop)) {
    pass_.outcome.what = model::Returned{std::move(returned->value)};
    code_.returned();
  } else if (auto* raised = std::get_if<model::Raised>(&advance.stop)) {
    if (raised->place == model::kNoPlace) raised->place = trace_.intern(advance.place);
    if (raised->returned) {
      code_.returned();
    } else {
      code_.raised();
    }
    pass_.outcome.what = std::move(*raised);
  } else if (auto* broke = std::get_if<model::SdkBroke>(&advance.stop)) {
    code_.broken({broke->type, broke->message});
  }
}

void PassRunner::take_yield(Advance& advance) {
  is_suspended_ = true;
  model::Yield& yield = trace_.keep_draft(next_known_);
  if (const auto* task = std::get_if<orchestrators::YieldedTask>(&advance.stop)) {
    yield.what = task->handle;
  } else {
    yield.what = std::move(std::get<model::NotATask>(advance.stop));
  }
  if (!advance.is_same_place) place_ = trace_.intern(advance.place);
  yield.place = place_;
  for (const model::Place& frame : advance.frames) {
    yield.frames.push_back(trace_.intern(frame));
  }
  ++next_known_;
  code_.yielded(yield.what);
}

void PassRunner::take_differences(orchestrators::Replayed& replayed) {
  for (orchestrators::Replayed::Difference& difference : replayed.differs) {
    if (difference.logs) trace_.place_logs(*difference.logs, difference.log_places);
    pass_.differs.push_back(
        {YieldIndex{difference.yield}, std::move(difference.logs), std::move(difference.locals)});
  }
  for (const auto& [yield, noted] : replayed.noted) {
    trace_.note(noted, YieldIndex{yield});
  }
}

// The document is fixed: what the code does from here on is shown and never becomes an action.
void PassRunner::close_generator() {
  if (!is_suspended_ || is_cancelled_) {
    return;
  }
  base::Result<model::Segment> closing = orchestrator_.close(work_);
  if (closing.ok()) {
    pass_.closing = *std::move(closing);
  } else {
    not_run(std::move(closing).error());
  }
}

void PassRunner::not_run(base::Error error) {
  has_failed_ = true;
  can_run_on_ = false;
  is_cancelled_ =
      is_cancelled_ || error.code == "cancelled" || error.code == "orchestrator.cancelled";
  pass_.outcome.what = model::NotRun{std::move(error)};
}

void PassRunner::settle_outcome() {
  if (has_failed_) {
    return;
  }
  // Writing the document is the SDK's last step, outside of its own try.
  const model::Op* status = code_.custom_status();
  if (!code_.broke() && status != nullptr && !status->name.empty()) {
    code_.broken({status->name, status->options});
  }
  if (code_.broke()) {
    pass_.outcome.what = model::SdkBroke{code_.broke()->type, code_.broke()->message};
  } else if (code_.exception()) {
    model::Raised raised;
    raised.type = code_.exception()->type;
    raised.message = code_.exception()->message;
    if (next_known_ > 0) raised.place = trace_.known(next_known_ - 1).place;
    if (auto* returned = std::get_if<model::Returned>(&pass_.outcome.what)) {
      raised.returned = std::move(returned->value);
    }
    pass_.outcome.what = std::move(raised);
  } else if (code_.will_continue_as_new() && !code_.has_raised()) {
    model::ContinuedAsNew next;
    if (const model::Op* op = code_.continue_as_new()) next.input = op->input;
    if (auto* returned = std::get_if<model::Returned>(&pass_.outcome.what)) {
      next.returned = std::move(returned->value);
    }
    pass_.outcome.what = std::move(next);
  }
}

void PassRunner::record() {
  settle_outcome();
  pass_.events_end = source_->end();
  pass_.spine = trace_.spine();
  pass_.length = static_cast<std::uint32_t>(next_known_);
  while (!pass_.replaying.empty() && pass_.replaying.back().first.value >= pass_.length) {
    pass_.replaying.pop_back();
  }
  std::size_t gone_past = 0;
  for (std::size_t i = 1; i < resumed_during_.size(); ++i) {
    gone_past += resumed_during_[i] < plan_->played_until ? 1 : 0;
  }
  pass_.first_fresh = static_cast<std::uint32_t>(std::min<std::size_t>(gone_past, pass_.length));
  if (!has_failed_) {
    pass_.settled_unused = code_.settled_unused();
    pass_.warnings = code_.warnings();
    if (const model::Op* status = code_.custom_status()) pass_.custom_status = status->input;
    if (checker_ == Checker::platform) {
      host_.run(code_, pass_.events_end, plan_->written_end);
      pass_.verdict = host_.verdict();
    }
  }
  trace_.drop_draft();  // only now: the interpreter may still name an op of it
  trace_.append(std::move(pass_));
}

}  // namespace core::engine
