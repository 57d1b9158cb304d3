#include "core/session/align.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/session/history_guide.h"

namespace core::session {
namespace {

using comparison::AlignedPair;
using comparison::CallToken;
using comparison::kNoCall;
using model::AlignmentKind;

/// What one guided run showed.
struct GuidedRun {
  model::Trace trace;
  std::vector<GuidedCall> calls;
  /// Positions in `calls` of those that are no waits, and their alignment with the recorded ones.
  std::vector<std::uint32_t> compared;
  std::vector<AlignedPair> pairs;
  /// The code waits while the history goes on, or asks for ever.
  bool is_stuck = false;
  bool has_given_up = false;
  /// None was given to calls behind the history's end, to see what a guess was.
  bool has_explored = false;
};

engine::DirectOptions options_of(const model::History& history, const engine::Flavour& flavour) {
  const model::Envelope& envelope = history.envelope();
  engine::DirectOptions options;
  options.flavour = &flavour;
  options.instance_id = envelope.instance_id;
  options.parent_instance_id = envelope.parent_instance_id;
  options.name = envelope.name;
  options.input = envelope.input;
  options.like = &envelope;
  options.max_answers = 2 * history.size() + 10'000;
  for (std::size_t i = 0; i < history.size() && !options.starts_at; ++i) {
    if (history[i].type() == model::EventType::orchestrator_started) {
      options.starts_at = history[i].timestamp();
    }
  }
  return options;
}

std::string shown(std::string_view text) {
  return std::string(base::trim(base::printable(base::shorten(base::trim(text), 200))));
}

/// "activity Audit(1)" of those that got None: the first, and how many more.
std::string nones_words(const GuidedRun& run) {
  const GuidedCall* first = nullptr;
  std::size_t count = 0;
  for (const GuidedCall& call : run.calls) {
    if (!call.got_none) continue;
    if (first == nullptr) first = &call;
    ++count;
  }
  if (first == nullptr) return {};
  const std::string others =
      count == 1 ? std::string() : fmt::format(" (and {} more)", base::count_of(count - 1, "call"));
  return fmt::format(" {}{} is not in the history and got None.", first->words, others);
}

/// The recorded execution failed: code that raises goes the recorded way.
bool has_failed(const RecordedSide& side) {
  for (std::size_t i = side.history.size(); i > 0; --i) {
    const model::EventView event = side.history[i - 1];
    if (event.type() == model::EventType::execution_completed) {
      return event.status() == model::RuntimeStatus::failed;
    }
    if (event.type() == model::EventType::execution_failed) return true;
  }
  return false;
}

std::string stopped_words(const GuidedRun& run, const RecordedSide& side) {
  const model::Outcome& outcome = run.trace.passes.front().outcome;
  if (const auto* raised = std::get_if<model::Raised>(&outcome.what)) {
    if (has_failed(side)) return {};
    const model::Place* place = run.trace.place(raised->place);
    const std::string where =
        place == nullptr ? std::string() : fmt::format(" at {}:{}", place->file, place->line);
    return fmt::format("The code raises {}{}{}.{}", raised->type,
                       raised->message.empty() ? "" : ": " + shown(raised->message),
                       where, nones_words(run));
  }
  if (const auto* not_run = std::get_if<model::NotRun>(&outcome.what)) {
    return "The code could not be led on: " + not_run->error.message + "." + nones_words(run);
  }
  if (const auto* broke = std::get_if<model::SdkBroke>(&outcome.what)) {
    return fmt::format("The SDK breaks with {}: {}.{}", broke->type,
                       shown(broke->message), nones_words(run));
  }
  if (run.has_given_up) {
    return "The code goes on with calls that the history does not hold." + nones_words(run);
  }
  if (run.is_stuck) {
    return "The code waits for something that the history never answers." + nones_words(run);
  }
  return {};
}

base::Result<GuidedRun> run_guided(orchestrators::Target& target, const RecordedSide& side,
                                   const engine::Flavour& flavour, GuidePlan plan,
                                   const base::WorkContext& work) {
  auto run = target.open_run(work);
  if (!run.ok()) return run.error();
  HistoryGuide guide(side, std::move(plan));
  auto trace =
      engine::execute_guided(*run.value(), options_of(side.history, flavour), guide, work);
  if (!trace.ok()) return trace.error();
  GuidedRun done;
  done.trace = std::move(trace).value();
  done.calls = guide.calls();
  done.has_given_up = guide.has_given_up();
  done.has_explored = guide.has_explored();
  const bool waits =
      std::holds_alternative<model::Waiting>(done.trace.passes.front().outcome.what);
  done.is_stuck = waits && guide.is_something_left();
  std::vector<CallToken> tokens;
  for (std::uint32_t i = 0; i < done.calls.size(); ++i) {
    if (done.calls[i].is_wait()) continue;
    done.compared.push_back(i);
    tokens.push_back(done.calls[i].token);
  }
  const bool is_cut = !stopped_words(done, side).empty();
  done.pairs = comparison::align_calls(
      side.tokens, tokens, is_cut ? comparison::LeftEnd::open : comparison::LeftEnd::closed);
  return done;
}

/// What each call should be given, where that is otherwise than what it was.
std::optional<GuidePlan> better_plan(const GuidedRun& run) {
  GuidePlan plan(run.compared.size(), kNoCall);
  for (const AlignedPair& pair : run.pairs) {
    if (pair.right != kNoCall) plan[pair.right] = pair.left;
  }
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (plan[i] != run.calls[run.compared[i]].recorded) return plan;
  }
  if (run.has_explored) return plan;
  return std::nullopt;
}

std::size_t matched(const GuidedRun& run) {
  return static_cast<std::size_t>(
      std::count_if(run.pairs.begin(), run.pairs.end(), [](const AlignedPair& pair) {
        return pair.left != kNoCall && pair.right != kNoCall;
      }));
}

model::Place place_of(const model::Trace& trace, model::YieldIndex yield) {
  const model::Pass& pass = trace.passes.front();
  const model::Place* place = nullptr;
  if (yield.value < pass.length) {
    place = trace.place(trace.yield_at(model::PassIndex{0}, yield).place);
  } else if (const auto* raised = std::get_if<model::Raised>(&pass.outcome.what)) {
    place = trace.place(raised->place);
  }
  return place == nullptr ? model::Place() : *place;
}

bool is_input_of_timer(const AlignedPair& pair, const RecordedSide& side) {
  return pair.kind == AlignmentKind::input_changed &&
         side.tokens[pair.left].kind == model::ActionKind::timer;
}

/// The rows of one run: its pairs, and between them the waits that no recorded event fits.
class Rows {
 public:
  Rows(const GuidedRun& run, const RecordedSide& side) : run_(run), side_(side) {}

  std::vector<model::AlignedCall> make() {
    for (const AlignedPair& pair : run_.pairs) {
      if (pair.right != kNoCall) add_waits_before(run_.compared[pair.right]);
      add(pair);
    }
    add_waits_before(static_cast<std::uint32_t>(run_.calls.size()));
    return std::move(rows_);
  }

 private:
  void add(const AlignedPair& pair) {
    model::AlignedCall row;
    row.kind = is_input_of_timer(pair, side_) ? AlignmentKind::same : pair.kind;
    if (pair.left != kNoCall) {
      const comparison::RecordedCall& recorded = side_.found.calls[pair.left];
      row.recorded = comparison::call_words(side_.history, recorded);
      row.event = recorded.event;
    }
    if (pair.right == kNoCall) {
      row.place = rows_.empty() ? place_of(run_.trace, model::YieldIndex{0}) : rows_.back().place;
    } else {
      const GuidedCall& call = run_.calls[run_.compared[pair.right]];
      row.code = call.words;
      row.place = place_of(run_.trace, call.yield);
      if (pair.kind == AlignmentKind::inserted && call.is_beyond && !side_.has_ended) return;
    }
    rows_.push_back(std::move(row));
  }

  void add_waits_before(std::uint32_t end) {
    for (; next_wait_ < end; ++next_wait_) {
      const GuidedCall& call = run_.calls[next_wait_];
      const bool is_renamed = call.other_event != model::kNoEvent;
      if (!call.is_wait() || (!call.got_none && !is_renamed)) continue;
      model::AlignedCall row;
      row.kind = is_renamed ? AlignmentKind::renamed : AlignmentKind::inserted;
      row.code = call.words;
      row.place = place_of(run_.trace, call.yield);
      row.event = call.other_event;
      if (is_renamed) {
        row.recorded = "event " + base::printable(side_.history.at(call.other_event).name());
      }
      rows_.push_back(std::move(row));
    }
  }

  const GuidedRun& run_;
  const RecordedSide& side_;
  std::vector<model::AlignedCall> rows_;
  std::uint32_t next_wait_ = 0;
};

/// Whether to go on with what is there: only a cancelled run ends the replay.
bool is_cancelled(const base::Result<GuidedRun>& run) {
  return !run.ok() && run.error().code == "cancelled";
}

}  // namespace

base::Result<std::optional<model::Alignment>> align_with_history(orchestrators::Target& target,
                                                                 const model::Trace& trace,
                                                                 const engine::Flavour& flavour,
                                                                 const base::WorkContext& work) {
  const auto was_not_run = [](const model::Pass& pass) {
    return std::holds_alternative<model::NotRun>(pass.outcome.what);
  };
  // Code that hangs or crashes would do so again, and take its time limit again.
  const bool is_lost = std::any_of(trace.passes.begin(), trace.passes.end(), was_not_run);
  if (is_lost || flavour.checker != engine::Checker::platform) {
    return std::optional<model::Alignment>();
  }
  const RecordedSide side(*trace.history);
  auto first = run_guided(target, side, flavour, {}, work);
  if (is_cancelled(first)) return first.error();
  if (!first.ok()) return std::optional<model::Alignment>();
  GuidedRun best = std::move(first).value();
  std::string stopped = stopped_words(best, side);
  const auto plan = was_not_run(best.trace.passes.front()) ? std::nullopt : better_plan(best);
  if (plan) {
    auto second = run_guided(target, side, flavour, *plan, work);
    if (is_cancelled(second)) return second.error();
    if (second.ok()) {
      stopped = stopped_words(second.value(), side);
      // One that a None stopped early says less about the calls behind it.
      if (stopped.empty() || matched(second.value()) >= matched(best)) {
        best = std::move(second).value();
      }
    }
  }
  model::Alignment alignment;
  alignment.calls = Rows(best, side).make();
  alignment.stopped = std::move(stopped);
  return std::optional(std::move(alignment));
}

}  // namespace core::session
