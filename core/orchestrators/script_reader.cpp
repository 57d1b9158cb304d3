#include "core/orchestrators/script_reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace core::orchestrators {
namespace {

// Two log lines are the same wherever their places are kept.
bool same_line(const model::LogLine& a, const model::LogLine& b) {
  return a.stream == b.stream && a.level == b.level && a.text == b.text;
}

// The ops and lines before an ask belong to the same way from yield to yield as those behind it.
void prepend(Advance before, Advance& after) {
  const auto put_first = [](auto& first, auto& second) {
    second.insert(second.begin(), std::make_move_iterator(first.begin()),
                  std::make_move_iterator(first.end()));
  };
  put_first(before.ops, after.ops);
  put_first(before.logs, after.logs);
  put_first(before.log_places, after.log_places);
  put_first(before.noted, after.noted);
}

}  // namespace

const model::Place& place_in(const Script& script, const model::Yield& known) {
  static const model::Place none;
  return known.place == model::kNoPlace ? none : script.places[known.place.value];
}

base::Status ScriptReader::check_stop() const {
  if (work_.stop.stop_requested()) {
    return base::Error{"cancelled", "The replay was cancelled", {}, {}};
  }
  return base::success();
}

base::Result<bool> ScriptReader::take(base::Result<Advance> advance) {
  const model::Yield& known = *script_.yields[out_.matched];
  base::Status answered = answer_asks(advance, known.segment);
  if (!answered) {
    return std::move(answered).error();
  }
  if (!is_as_known(*advance, known)) {
    out_.differing = std::move(advance).value();
    return false;
  }
  note(*advance, known.segment);
  ++out_.matched;
  return true;
}

// Replies to the asks that the script knows, and gathers the ops on the way into the last advance.
base::Status ScriptReader::answer_asks(base::Result<Advance>& advance,
                                       const model::Segment& known) {
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

bool ScriptReader::is_as_known(const Advance& advance, const model::Yield& known) const {
  if (place_in(script_, known) != advance.place || known.segment.ops != advance.ops) {
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
void ScriptReader::note(Advance& advance, const model::Segment& known) {
  for (Advance::Noted& noted : advance.noted) {
    out_.noted.emplace_back(out_.matched, std::move(noted));
  }
  const bool same_logs = std::equal(advance.logs.begin(), advance.logs.end(), known.logs.begin(),
                                    known.logs.end(), same_line);
  const bool same_locals = advance.locals == known.locals;
  if (same_logs && same_locals) {
    return;
  }
  Replayed::Difference difference;
  difference.yield = out_.matched;
  if (!same_logs) {
    difference.logs = std::move(advance.logs);
    difference.log_places = std::move(advance.log_places);
  }
  if (!same_locals) {
    difference.locals = std::move(advance.locals);
  }
  out_.differs.push_back(std::move(difference));
}

}  // namespace core::orchestrators
