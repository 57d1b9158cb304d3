// Direct execution: one pass whose answers come from somebody else the moment the code waits, and
// that writes its own History as it goes. The simulator calls it, and session where code is led
// through a history that it no longer fits. Virtual clock: starts at 2024-01-01T00:00:00Z, goes one
// second on with every answer and to its due time with a timer.
#pragma once

#include <optional>
#include <string>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/flavour.h"
#include "core/model/trace.h"
#include "core/orchestrators/orchestrator.h"

namespace core::engine {

/// What a direct execution begins with.
struct DirectOptions {
  const Flavour* flavour = nullptr;  ///< null: the default
  std::string instance_id = "simulated";
  std::optional<std::string> parent_instance_id;  ///< of the orchestration that started it
  std::string name = "orchestrator";  ///< of ExecutionStarted
  model::Payload input;               ///< JSON text; absent stands for None
  std::string arguments;              ///< plain generator: JSON array text of call arguments
  /// Answers after which a pass that still runs is stopped as NotRun (engine.answer_limit).
  std::uint64_t max_answers = 1'000'000;
  /// The clock's first time, where it is not 2024-01-01T00:00:00Z.
  std::optional<base::Timestamp> starts_at;
  /// Whose platform settings hold (schema, long timers); null: the defaults.
  const model::Envelope* like = nullptr;
};

/// A call that the code has scheduled and that nobody has answered.
struct OpenCall {
  /// What the code asked for. Flavour `generator`: kind `value`, the value yielded is `input`.
  const model::Op& op;
  model::TaskHandle handle = model::kNoTask;
  /// The SDK's sequence id; empty for an external event and for the generator flavour.
  std::optional<std::int64_t> sdk_id;
  /// From 1; more only with retry.
  std::int32_t attempt = 1;
  /// The SDK made it to wait for time: the delay of a retry, a leg of a long timer; `op` is what it
  /// made it for.
  bool is_hidden_timer = false;
  /// The yield that scheduled it.
  model::YieldIndex yield{};
  /// Of a timer, how long it is to wait, in ticks of 100 ns; 0 for others.
  std::int64_t wait_ticks = 0;
};

/// What a call gets. A timer only fires: its payload is not looked at.
struct DirectAnswer {
  bool ok = true;
  model::Payload result;  ///< ok: JSON text; absent or null stands for None
  std::string message;    ///< not ok: the failure's text (the reason of TaskFailed)
  std::string details;    ///< not ok: its details, mostly a stack
  model::Payload failure_details;        ///< not ok: FailureDetails as JSON text
  std::optional<base::Timestamp> at;     ///< when it arrives, if that is later than the clock

  static DirectAnswer with_result(model::Payload payload) {
    DirectAnswer answer;
    answer.result = std::move(payload);
    return answer;
  }
  static DirectAnswer with_error(std::string text) {
    DirectAnswer answer;
    answer.ok = false;
    answer.message = std::move(text);
    return answer;
  }
};

/// Answers calls. While the pass waits it is asked once about each open call, in the order in which
/// they were scheduled; the first answer runs the code on. Hidden timers (retry delays, legs of
/// long timers) fire by themselves.
class AnswerSource {
 public:
  virtual ~AnswerSource() = default;
  /// Empty: nothing for this call; it stays open and is not asked about again.
  virtual std::optional<DirectAnswer> answer(const OpenCall& call) = 0;
};

/// Answers calls in an order of its own. Calls are numbered from 0 in the order in which they were
/// scheduled; signals and hidden timers count too.
class AnswerGuide {
 public:
  virtual ~AnswerGuide() = default;
  /// Told of each call once: when the pass next waits, or has ended.
  virtual void scheduled(const OpenCall& call) = 0;
  /// The pass waits: the call that is answered now, and how. Empty: none is, and the run ends. An
  /// answer to a call that is settled or cancelled by now is dropped, and the next one asked for.
  struct Next {
    std::size_t call = 0;
    DirectAnswer answer;
  };
  virtual std::optional<Next> next() = 0;
};

/// Runs the code until it ends or no open call has an answer. The trace has one pass, numbered 1,
/// over a History with one episode an answer that `replay` can read.
/// Errors: cancelled. Code that cannot be run on ends the pass as NotRun: that is no Error.
base::Result<model::Trace> execute_directly(orchestrators::Orchestrator& orchestrator,
                                            const DirectOptions& options, AnswerSource& answers,
                                            const base::WorkContext& work);
/// The same, led by a guide.
base::Result<model::Trace> execute_guided(orchestrators::Orchestrator& orchestrator,
                                          const DirectOptions& options, AnswerGuide& guide,
                                          const base::WorkContext& work);

}  // namespace core::engine
