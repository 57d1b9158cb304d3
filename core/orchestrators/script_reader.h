// Holds what the code does against a Script, yield by yield. Used by Orchestrator::replay and by
// runtimes that replay on their own; one serves one pass.
#pragma once

#include <cstdint>

#include "core/orchestrators/orchestrator.h"

namespace core::orchestrators {

class ScriptReader {
 public:
  /// All three must outlive this. `orchestrator` is called only to reply to asks.
  ScriptReader(Orchestrator& orchestrator, const Script& script, const base::WorkContext& work)
      : orchestrator_(orchestrator), script_(script), work_(work) {}

  /// Error "cancelled" when nobody waits for the replay any more.
  base::Status check_stop() const;
  /// Takes what the code did on its way to the next yield of the script; false when it differs
  /// from it, which ends the reading. Errors: those of `advance` and of the replies.
  base::Result<bool> take(base::Result<Advance> advance);
  /// Takes a yield that was found equal in everything, log lines and locals too.
  void take_equal() { ++out_.matched; }

  std::uint32_t next() const { return out_.matched; }
  bool is_at_end() const { return out_.matched == script_.yields.size(); }
  Replayed result() { return std::move(out_); }

 private:
  base::Status answer_asks(base::Result<Advance>& advance, const model::Segment& known);
  bool is_as_known(const Advance& advance, const model::Yield& known) const;
  void note(Advance& advance, const model::Segment& known);

  Orchestrator& orchestrator_;
  const Script& script_;
  const base::WorkContext& work_;
  Replayed out_;
};

/// The place of a known yield.
const model::Place& place_in(const Script& script, const model::Yield& known);

}  // namespace core::orchestrators
