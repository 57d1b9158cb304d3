// Answers ahead: what the code will be given if it goes on as it did, making one activity and
// yielding it each time. A recorded history already holds those answers, so an orchestrator in
// another process can be told many at once and need not wait for each. Found by running a copy of
// the SDK's interpreter; the pass itself still takes every advance one by one. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/engine/sdk/interpreter.h"
#include "core/orchestrators/orchestrator.h"

namespace core::engine {

/// The guess of one pass. Of the code it looks only at whether its advances were plain calls.
class AnswersAhead {
 public:
  AnswersAhead(const SdkRules& rules, EventFacts& facts) : copy_(rules, facts) {}

  /// A new pass begins. So many answers are out at once; 0: none ever.
  void begin(std::size_t most);

  /// The events that the pass has not seen.
  struct Rest {
    model::EventIndex cursor, end;
  };
  /// `code` has just given out `resume`: hands out what is guessed to follow, when it is time to,
  /// and compares the resume with the guess. False when another one has been handed out for it.
  bool go_along(orchestrators::Orchestrator& orchestrator, const sdk::Interpreter& code,
                const model::Resume& resume, Rest rest);
  /// What the code did. The first advance that is no plain call ends the guess.
  void note(bool was_plain_call);

 private:
  std::size_t out() const { return resumes_.size() - at_; }
  /// Empty while enough is out, and while too few plain calls have come in a row to trust in more.
  std::span<const model::Resume> prepare(const sdk::Interpreter& code, const model::Resume& resume,
                                         Rest rest);
  bool step(model::EventIndex end);

  sdk::Interpreter copy_;
  model::EventIndex cursor_;
  /// The copy's calls all point here: their kind alone is ever looked at.
  model::Op call_;
  /// Handed out; those before at_ have been come to.
  std::vector<model::Resume> resumes_;
  std::size_t at_ = 0;
  std::size_t most_ = 0;
  std::size_t streak_ = 0;  ///< plain calls in a row
  bool is_in_step_ = false;  ///< the copy stands behind the last resume that was handed out
  bool is_at_end_ = false;   ///< the history holds no further resume for plain calls
};

}  // namespace core::engine
