#include "core/orchestrators/orchestrator.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/check.h"

namespace core::orchestrators {
namespace {

constexpr std::uint32_t kYieldsBetweenStopChecks = 1024;

// Two log lines are the same wherever their places are kept.
bool same_line(const model::LogLine& a, const model::LogLine& b) {
  return a.stream == b.stream && a.level == b.level && a.text == b.text;
}

class ScriptReader {
 public:
  ScriptReader(Orchestrator& orchestrator, const Script& script, const base::WorkContext& work)
      : orchestrator_(orchestrator), script_(script), work_(work) {}

  base::Result<Replayed> read(const Begin& begin) {
    for (std::uint32_t i = 0; i < script_.yields.size(); ++i) {
      if (i % kYieldsBetweenStopChecks == 0 && work_.stop.stop_requested()) {
        return base::Error{"cancelled", "The replay was cancelled", {}, {}};
      }
      base::Result<Advance> advance =
          i == 0 ? orchestrator_.start(begin, script_.resumes[0], work_)
                 : orchestrator_.resume(script_.resumes[i], work_);
      const model::Segment& known = script_.yields[i]->segment;
      base::Status answered = answer_asks(advance, known);
      if (!answered) {
        return std::move(answered).error();
      }
      if (!is_as_known(*advance, *script_.yields[i])) {
        out_.differing = std::move(advance).value();
        break;
      }
      note(i, *advance, known);
      ++out_.matched;
    }
    return std::move(out_);
  }

 private:
  // Replies to the asks that the script knows, and gathers the ops on the way into the last advance.
  base::Status answer_asks(base::Result<Advance>& advance, const model::Segment& known) {
    std::size_t asked = 0;
    while (advance && std::holds_alternative<Ask>(advance->stop) && asked < known.asks.size() &&
           std::get<Ask>(advance->stop).question == known.asks[asked].question) {
      const base::Result<Reply> reply = reply_from_text(known.asks[asked].reply);
      if (!reply) {
        return reply.error();
      }
      ++asked;
      Advance before = std::move(advance).value();
      before.ops.push_back(std::move(std::get<Ask>(before.stop).op));
      advance = orchestrator_.reply(*reply, work_);
      if (advance) {
        prepend(std::move(before), *advance);
      }
    }
    return advance ? base::success() : base::Status(advance.error());
  }

  static void prepend(Advance before, Advance& after) {
    const auto put_first = [](auto& first, auto& second) {
      second.insert(second.begin(), std::make_move_iterator(first.begin()),
                    std::make_move_iterator(first.end()));
    };
    put_first(before.ops, after.ops);
    put_first(before.logs, after.logs);
    put_first(before.log_places, after.log_places);
    put_first(before.noted, after.noted);
  }

  bool is_as_known(const Advance& advance, const model::Yield& known) const {
    const model::Place known_place =
        known.place == model::kNoPlace ? model::Place() : script_.places[known.place.value];
    if (known_place != advance.place || known.segment.ops != advance.ops) {
      return false;
    }
    if (const auto* const task = std::get_if<YieldedTask>(&advance.stop)) {
      const auto* const handle = std::get_if<model::TaskHandle>(&known.what);
      return handle != nullptr && *handle == task->handle;
    }
    const auto* const value = std::get_if<model::NotATask>(&advance.stop);
    const auto* const known_value = std::get_if<model::NotATask>(&known.what);
    return value != nullptr && known_value != nullptr && *value == *known_value;
  }

  // What never stops a replay: reads, log lines and locals.
  void note(std::uint32_t yield, Advance& advance, const model::Segment& known) {
    for (Advance::Noted& noted : advance.noted) {
      out_.noted.emplace_back(yield, noted);
    }
    const bool same_logs = advance.logs.size() == known.logs.size() &&
                           std::equal(advance.logs.begin(), advance.logs.end(),
                                      known.logs.begin(), same_line);
    const bool same_locals = advance.locals == known.locals;
    if (same_logs && same_locals) {
      return;
    }
    Replayed::Difference difference;
    difference.yield = yield;
    if (!same_logs) {
      difference.logs = advance.logs;
      difference.log_places = advance.log_places;
    }
    if (!same_locals) {
      difference.locals = advance.locals;
    }
    out_.differs.push_back(std::move(difference));
  }

  Orchestrator& orchestrator_;
  const Script& script_;
  const base::WorkContext& work_;
  Replayed out_;
};

}  // namespace

base::Result<Replayed> Orchestrator::replay(const Begin& begin, const Script& script,
                                            const base::WorkContext& work) {
  base::check(!script.yields.empty() && script.resumes.size() >= script.yields.size(),
              "a script has a resume for each of its yields, and at least one");
  return ScriptReader(*this, script, work).read(begin);
}

}  // namespace core::orchestrators
