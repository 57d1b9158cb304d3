#include "core/orchestrators/process/process_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/base/check.h"
#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/orchestrators/process/messages.h"

namespace core::orchestrators {

ProcessRun::ProcessRun(std::unique_ptr<Host> host, model::OrchestratorIdentity identity,
                       std::function<void(std::unique_ptr<Host>)> give_back)
    : host_(std::move(host)), identity_(std::move(identity)), give_back_(std::move(give_back)) {}

ProcessRun::~ProcessRun() {
  if (ahead_left_ > 0) host_->kill();  // it may run on for long through what it was given
  if (host_->end_run()) give_back_(std::move(host_));
}

base::Result<Advance> ProcessRun::start(const Begin& begin, const model::Resume& first,
                                        const base::WorkContext& work) {
  known_.clear();
  reported_.clear();
  asked_ops_.clear();
  last_place_ = {};
  current_ = first;
  return advance(start_message(begin, first), work);
}

base::Result<Advance> ProcessRun::resume(const model::Resume& resume,
                                         const base::WorkContext& work) {
  asked_ops_.clear();
  current_ = resume;
  if (ahead_left_ > 0) {
    --ahead_left_;
    return advance({}, work);
  }
  return advance(resume_message(resume), work);
}

void ProcessRun::give_ahead(std::span<const model::Resume> resumes) {
  host_->tell(ahead_message(resumes));
  ahead_left_ += resumes.size();
}

base::Result<Advance> ProcessRun::reply(const Reply& reply, const base::WorkContext& work) {
  return advance(reply_message(reply), work);
}

base::Result<Advance> ProcessRun::advance(std::string_view message,
                                          const base::WorkContext& work) {
  const auto answer = host_->ask(message, doing(), work, ahead_left_);
  if (!answer) return answer.error();
  try {
    Advance out = reader_.read_advance(*answer);
    if (!is_plain_call(out)) ahead_left_ = 0;
    take_in(out);
    return out;
  } catch (const base::FormatError& error) {
    host_->kill();
    return error.error();
  }
}

/// Keeps what a later batch and a later failure need to know.
void ProcessRun::take_in(Advance& advance) {
  if (const auto* const ask = std::get_if<Ask>(&advance.stop)) {
    asked_ops_.insert(asked_ops_.end(), advance.ops.begin(), advance.ops.end());
    asked_ops_.push_back(ask->op);
    return;
  }
  const auto* const task = std::get_if<YieldedTask>(&advance.stop);
  const auto* const value = std::get_if<model::NotATask>(&advance.stop);
  if (task == nullptr && value == nullptr) {
    add_raw_output(advance);
    return;
  }
  last_place_ = advance.place;
  Reported yield;
  yield.resume = current_;
  yield.ops = asked_ops_;
  yield.ops.insert(yield.ops.end(), advance.ops.begin(), advance.ops.end());
  if (task != nullptr) {
    yield.what = task->handle;
  } else {
    yield.what = *value;
  }
  yield.place = advance.place;
  reported_.push_back(std::move(yield));
}

void ProcessRun::add_raw_output(Advance& advance) {
  for (model::LogLine& line : host_->take_raw_output()) {
    advance.logs.push_back(std::move(line));
    advance.log_places.emplace_back();
  }
}

bool ProcessRun::is_reported(const Script& script, std::size_t index) const {
  const Reported& ours = reported_[index - known_.size()];
  const model::Yield& theirs = *script.yields[index];
  static const model::Place kNowhere;
  const model::Place& place =
      theirs.place == model::kNoPlace ? kNowhere : script.places[theirs.place.value];
  return ours.what == theirs.what && ours.place == place && ours.ops == theirs.segment.ops &&
         ours.resume.same_answer(theirs.segment.arrived);
}

std::size_t ProcessRun::entries_to_keep(const Script& script) const {
  const std::size_t count = script.yields.size();
  std::size_t keep = std::min(known_.size(), count);
  if (script.spine != spine_) {
    const auto end = known_.begin() + static_cast<std::ptrdiff_t>(keep);
    keep = static_cast<std::size_t>(
        std::mismatch(known_.begin(), end, script.yields.begin()).first - known_.begin());
  }
  if (keep < known_.size()) return keep;
  const std::size_t limit = std::min(count, known_.size() + reported_.size());
  while (keep < limit && is_reported(script, keep)) ++keep;
  return keep;
}

void ProcessRun::remember(const Script& script, std::uint32_t matched) {
  known_.assign(script.yields.begin(), script.yields.begin() + matched);
  reported_.clear();
  spine_ = script.spine;
}

base::Result<Replayed> ProcessRun::replay(const Begin& begin, const Script& script,
                                          const base::WorkContext& work) {
  base::check(!script.yields.empty() && script.resumes.size() >= script.yields.size(),
              "a script has a resume for each of its yields, and at least one");
  base::check(ahead_left_ == 0, "a pass goes on until what it was given ahead is used or void");
  const auto message = pass_message(begin, script, entries_to_keep(script));
  if (!message) return message.error();
  last_place_ = {};
  asked_ops_.clear();
  const auto answer = host_->ask(*message, doing(), work);
  if (!answer) return answer.error();
  try {
    Replayed out = reader_.read_replayed(*answer);
    remember(script, std::min<std::uint32_t>(
                         out.matched, static_cast<std::uint32_t>(script.yields.size())));
    if (out.differing) {
      current_ = script.resumes[out.matched];
      take_in(*out.differing);
    } else {
      const model::PlaceIndex at = script.yields.back()->place;
      last_place_ = at == model::kNoPlace ? model::Place() : script.places[at.value];
    }
    std::erase_if(out.differs, [&](const Replayed::Difference& difference) {
      return !difference.logs &&
             difference.locals == script.yields[difference.yield]->segment.locals;
    });
    return out;
  } catch (const base::FormatError& error) {
    host_->kill();
    return error.error();
  }
}

base::Result<model::Segment> ProcessRun::close(const base::WorkContext& work) {
  base::check(ahead_left_ == 0, "a pass goes on until what it was given ahead is used or void");
  Doing closing = doing();
  closing.what = "The orchestrator did not let go when its pass was closed";
  const auto answer = host_->ask(R"({"do":"close"})", closing, work);
  if (!answer) return answer.error();
  try {
    model::Segment out = reader_.read_closed(*answer);
    std::ranges::move(host_->take_raw_output(), std::back_inserter(out.logs));
    return out;
  } catch (const base::FormatError& error) {
    host_->kill();
    return error.error();
  }
}

Doing ProcessRun::doing() const {
  if (last_place_.file.empty()) {
    return {"The orchestrator did not reach its first yield", false};
  }
  return {fmt::format("The orchestrator did not reach another yield after line {} of {}",
                      last_place_.line, base::printable(last_place_.file)),
          false};
}

}  // namespace core::orchestrators
