// One run of one instance under the SDK that is installed (--sdk real): the SDK goes through a whole
// pass by itself, and what the code did is handed to the engine piece by piece, which predicts
// beside it. Made by PythonTarget; one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/orchestrators/orchestrator.h"
#include "core/orchestrators/process/answers.h"
#include "core/orchestrators/process/host.h"
#include "core/orchestrators/python/real_sdk.h"

namespace core::orchestrators {

class RealRun final : public Orchestrator {
 public:
  RealRun(std::unique_ptr<Host> host, model::OrchestratorIdentity identity, RealSdk sdk,
          std::function<void(std::unique_ptr<Host>)> give_back);
  ~RealRun() override;

  /// Runs the whole pass. Errors: those of Host::ask.
  base::Result<Advance> start(const Begin& begin, const model::Resume& first,
                              const base::WorkContext& work) override;
  /// What the code did next. Errors: orchestrator.sdk_differs when the SDK did not run it on.
  base::Result<Advance> resume(const model::Resume& resume, const base::WorkContext& work) override;
  base::Result<Advance> reply(const Reply& reply, const base::WorkContext& work) override;
  base::Result<model::Segment> close(const base::WorkContext& work) override;
  model::OrchestratorIdentity identity() const override { return identity_; }

 private:
  base::Result<Advance> next(const model::Resume& predicted);

  std::unique_ptr<Host> host_;
  model::OrchestratorIdentity identity_;
  RealSdk sdk_;
  std::function<void(std::unique_ptr<Host>)> give_back_;
  AnswerReader reader_;
  std::uint32_t pass_ = 0;
  std::vector<Advance> advances_;  // of the pass that was run last
  std::vector<Arrived> arrivals_;
  std::size_t next_ = 0;
};

}  // namespace core::orchestrators
