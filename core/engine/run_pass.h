// Runs one pass: events go through the SDK's interpreter, the code runs on where that says so, and
// everything becomes a Pass of the Trace. Known yields go to the orchestrator as one script, new
// ones one resume at a time. Replay and direct execution use the same loop (DESIGN 5).
#pragma once

#include <cstdint>
#include <vector>

#include "core/engine/answers_ahead.h"
#include "core/engine/event_facts.h"
#include "core/engine/event_source.h"
#include "core/engine/platform/interpreter.h"
#include "core/engine/schema.h"
#include "core/engine/sdk/interpreter.h"
#include "core/engine/trace_builder.h"
#include "core/orchestrators/orchestrator.h"

namespace core::engine {

/// What tells one pass from another.
struct PassPlan {
  std::uint32_t number = 1;
  bool is_confirming = false;
  /// Inbound events before this one have been played in earlier passes.
  model::EventIndex played_until;
  /// One past what its own episode wrote after it; not beyond the pass's events when nothing.
  model::EventIndex written_end;
  std::vector<model::EventIndex> trigger;
  orchestrators::Begin begin;
};

/// What all passes of one instance share.
class PassRunner {
 public:
  PassRunner(orchestrators::Orchestrator& orchestrator, const SdkRules& rules, Checker checker,
             EventFacts& facts, TraceBuilder& trace, const base::WorkContext& work);

  /// Makes room for passes of so many yields.
  void reserve(std::size_t yields);
  /// Runs a pass and appends it to the trace. Error: cancelled. Code that cannot be run on is no
  /// Error: the pass ends as NotRun, and can_run_on() is false from then on.
  base::Status run(const PassPlan& plan, EventSource& source);

  bool can_run_on() const { return can_run_on_; }
  /// State of both interpreters at the end of the last pass.
  const sdk::Interpreter& code() const { return code_; }
  const platform::Interpreter& host() const { return host_; }
  /// For each time the code ran on, the event being processed.
  std::span<const model::EventIndex> resumed_during() const { return resumed_during_; }

 private:
  enum class Mode : std::uint8_t { predict, live };

  void begin(const PassPlan& plan);
  bool refuses(const EventSource& source);
  /// Goes through events until the code would run past the first `limit` known yields (predict),
  /// or to the end of the pass (live).
  void drive(Mode mode, std::size_t limit);
  bool is_stopped();
  void step_known();
  void step_live();
  /// Lets the code run to its next stop, which is then the newest advance.
  base::Status run_on(const model::Resume& resume);
  /// Gives the orchestrator what is known in one message, and goes back to where it differs.
  void replay_known();
  void go_back_to(std::size_t matched, orchestrators::Advance differing);
  void note_resume();
  /// Keeps what the orchestrator did as the newest advance.
  base::Status keep(base::Result<orchestrators::Advance> advance);
  void take_segment(model::Segment& segment, base::Status advanced);
  bool take_ops(model::Segment& segment, orchestrators::Advance& advance);
  void run_new_ops(model::Segment& segment, std::size_t first_new);
  void take_stop(model::Segment& segment, orchestrators::Advance& advance);
  void take_yield(orchestrators::Advance& advance);
  void take_differences(orchestrators::Replayed& replayed);
  void close_generator();
  void not_run(base::Error error);
  void settle_outcome();
  void record();

  orchestrators::Orchestrator& orchestrator_;
  const SdkRules& rules_;
  Checker checker_;
  EventFacts& facts_;
  TraceBuilder& trace_;
  const base::WorkContext& work_;
  sdk::Interpreter code_;
  platform::Interpreter host_;
  AnswersAhead ahead_;

  const PassPlan* plan_ = nullptr;
  EventSource* source_ = nullptr;
  model::Pass pass_;
  model::EventIndex cursor_;
  std::size_t next_known_ = 0;
  orchestrators::Advance advance_;              // the newest
  model::PlaceIndex place_ = model::kNoPlace;  // of the newest yield
  std::vector<model::EventIndex> resumed_during_;
  /// Asks of the differing yield that the orchestrator answered from its script.
  std::vector<model::AskReply> answered_asks_;
  std::uint64_t steps_ = 0;
  bool is_started_ = false;
  bool is_suspended_ = false;
  bool is_cancelled_ = false;
  bool can_run_on_ = true;
  bool has_failed_ = false;
};

}  // namespace core::engine
