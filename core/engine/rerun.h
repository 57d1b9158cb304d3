// The interpreters' state at the end of a recorded pass, computed again from the Trace alone: for
// the state document and the ledger. Runs no code.
#pragma once

#include "core/engine/event_facts.h"
#include "core/engine/flavour.h"
#include "core/engine/platform/interpreter.h"
#include "core/engine/schema.h"
#include "core/engine/sdk/interpreter.h"
#include "core/model/trace.h"

namespace core::engine {

/// REQUIRES: pass < trace.passes.size(). The trace must outlive it.
class Rerun {
 public:
  Rerun(const model::Trace& trace, model::PassIndex pass);

  const sdk::Interpreter& code() const { return code_; }
  /// Runs the platform's side too. Nothing was issued where the flavour has no platform.
  const platform::Interpreter& run_host();
  /// Whether the flavour has a platform that checks.
  bool has_host() const { return flavour_.checker == Checker::platform; }

 private:
  void run_code();
  void end_code();

  const model::Trace& trace_;
  model::PassIndex index_;
  const model::Pass& pass_;
  const Flavour& flavour_;
  SdkRules rules_;
  EventFacts facts_;
  sdk::Interpreter code_;
  platform::Interpreter host_;
};

}  // namespace core::engine
