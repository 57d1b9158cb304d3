#include "core/engine/answers_ahead.h"

#include <algorithm>

namespace core::engine {

using model::EventIndex;

namespace {

/// So many plain calls in a row come before the first guess.
constexpr std::size_t kShortestStreak = 4;
/// A copy costs a step for each task: a pass that has made many is trusted later.
constexpr std::size_t kTasksPerStep = 256;
/// What is handed out at once ends here, so that large values are not held twice for long.
constexpr std::size_t kMostBytes = 1u << 20;

std::size_t bytes_of(const model::Resume& resume) {
  std::size_t bytes = 0;
  for (const model::Settled& settled : resume.settled) bytes += settled.value.text.size();
  return bytes;
}

}  // namespace

void AnswersAhead::begin(std::size_t most) {
  most_ = most;
  streak_ = 0;
  is_in_step_ = is_at_end_ = false;
  resumes_.clear();
  at_ = 0;
}

bool AnswersAhead::go_along(orchestrators::Orchestrator& orchestrator,
                            const sdk::Interpreter& code, const model::Resume& resume, Rest rest) {
  if (const auto more = prepare(code, resume, rest); !more.empty()) orchestrator.give_ahead(more);
  if (out() == 0) return true;
  const model::Resume& guessed = resumes_[at_++];
  return guessed.is_replaying == resume.is_replaying && guessed.same_answer(resume);
}

std::span<const model::Resume> AnswersAhead::prepare(const sdk::Interpreter& code,
                                                     const model::Resume& resume, Rest rest) {
  // As many as have held so far, handed out again when half of them are used.
  const std::size_t wanted = std::min(streak_, most_);
  if (is_at_end_ || 2 * out() > wanted) {
    return {};
  }
  if (!is_in_step_ && (wanted < kShortestStreak || streak_ < code.task_count() / kTasksPerStep)) {
    return {};
  }
  resumes_.erase(resumes_.begin(), resumes_.begin() + static_cast<std::ptrdiff_t>(at_));
  at_ = 0;
  const std::size_t held = resumes_.size();
  if (!is_in_step_) {
    copy_ = code;
    cursor_ = rest.cursor;
    is_in_step_ = true;
    resumes_.push_back(resume);
  }
  for (std::size_t bytes = 0; resumes_.size() < wanted && bytes < kMostBytes;) {
    if (!step(rest.end)) {
      is_at_end_ = true;
      break;
    }
    copy_.take_resume(resumes_.emplace_back());
    bytes += bytes_of(resumes_.back());
  }
  return std::span(resumes_).subspan(held);
}

/// One plain call and the events up to the next resume; false where the history holds none.
bool AnswersAhead::step(EventIndex end) {
  call_.handle = model::TaskHandle{static_cast<std::uint32_t>(copy_.handles().size())};
  copy_.run_op(call_);
  copy_.yielded(call_.handle);
  while (!copy_.wants_resume() && !copy_.has_ended() && cursor_ < end) {
    copy_.process(cursor_);
    ++cursor_.value;
  }
  return copy_.wants_resume();
}

void AnswersAhead::note(bool was_plain_call) {
  if (was_plain_call) {
    ++streak_;
  } else {
    begin(most_);
  }
}

}  // namespace core::engine
