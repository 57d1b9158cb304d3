// Native coroutines behind the Orchestrator interface: samples, tests, benchmarks and embedding.
// A NativeTarget is a function; each run has a Context of its own. One thread uses a run.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/orchestrators/native/orchestration.h"
#include "core/orchestrators/orchestrator.h"

namespace core::orchestrators {

using NativeFunction = Orchestration (*)(Context&);

/// A run of one instance: drops the coroutine of the pass before, keeps the storage.
class NativeRun final : public Orchestrator {
 public:
  NativeRun(std::string_view name, NativeFunction function) : name_(name), function_(function) {}

  base::Result<Advance> start(const Begin& begin, const model::Resume& first,
                              const base::WorkContext& work) override;
  base::Result<Advance> resume(const model::Resume& resume, const base::WorkContext& work) override;
  base::Status resume_into(const model::Resume& resume, Advance& advance,
                           const base::WorkContext& work) override;
  base::Result<Advance> reply(const Reply& reply, const base::WorkContext& work) override;
  /// As the default does it, but a yield that came out as known is never made into an Advance.
  base::Result<Replayed> replay(const Begin& begin, const Script& script,
                                const base::WorkContext& work) override;
  base::Result<model::Segment> close(const base::WorkContext& work) override;
  model::OrchestratorIdentity identity() const override;

 private:
  base::Status begin_pass(const Begin& begin, const model::Resume& first);
  void run_on(const model::Resume& resume);
  bool stands_at(const model::Yield& known, const Script& script);
  base::Result<Advance> advance();
  void fill(Advance& out);
  void put_stop(Advance& out);
  bool is_at(const std::source_location& where) const;
  const model::Place& place_at(const std::source_location& where);

  std::string name_;
  NativeFunction function_;
  model::Place place_;                // of the newest yield
  const char* place_file_ = nullptr;  // what place_.file was made from
  const Advance* placed_ = nullptr;   // holds place_ as it is
  Context context_;
  Orchestration orchestration_;  // after context_, which its frame refers to
};

/// A function that can be run any number of times.
class NativeTarget final : public Target {
 public:
  NativeTarget(std::string_view name, NativeFunction function) : name_(name), function_(function) {}

  base::Result<std::unique_ptr<Orchestrator>> open_run(const base::WorkContext& work) override;
  model::OrchestratorIdentity identity() const override;

 private:
  std::string name_;
  NativeFunction function_;
};

}  // namespace core::orchestrators
