// One run of one instance in a child process: an Orchestrator that speaks the line protocol and
// keeps count of what the child's script holds, so that a batch carries only what is new.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/orchestrators/orchestrator.h"
#include "core/orchestrators/process/answers.h"
#include "core/orchestrators/process/host.h"

namespace core::orchestrators {

class ProcessRun final : public Orchestrator {
 public:
  static constexpr std::size_t kMostAhead = 1'000;

  /// Takes over a host with a run begun; `give_back` receives it at the end, when it is still good.
  ProcessRun(std::unique_ptr<Host> host, model::OrchestratorIdentity identity,
             std::function<void(std::unique_ptr<Host>)> give_back);
  ~ProcessRun() override;

  base::Result<Advance> start(const Begin& begin, const model::Resume& first,
                              const base::WorkContext& work) override;
  base::Result<Advance> resume(const model::Resume& resume, const base::WorkContext& work) override;
  std::size_t most_ahead() const override { return kMostAhead; }
  void give_ahead(std::span<const model::Resume> resumes) override;
  base::Result<Advance> reply(const Reply& reply, const base::WorkContext& work) override;
  base::Result<Replayed> replay(const Begin& begin, const Script& script,
                                const base::WorkContext& work) override;
  base::Result<model::Segment> close(const base::WorkContext& work) override;
  model::OrchestratorIdentity identity() const override { return identity_; }

 private:
  /// A yield that the child reported on its own: it is in its script, the engine has not said yet
  /// whether it is in its spine.
  struct Reported {
    model::Resume resume;
    std::vector<model::Op> ops;
    std::variant<model::TaskHandle, model::NotATask> what;
    model::Place place;
  };

  base::Result<Advance> advance(std::string_view message, const base::WorkContext& work);
  void take_in(Advance& advance);
  void add_raw_output(Advance& advance);
  std::size_t entries_to_keep(const Script& script) const;
  bool is_reported(const Script& script, std::size_t index) const;
  void remember(const Script& script, std::uint32_t matched);
  Doing doing() const;

  std::unique_ptr<Host> host_;
  model::OrchestratorIdentity identity_;
  std::function<void(std::unique_ptr<Host>)> give_back_;
  AnswerReader reader_;
  /// Where the code stood last, for the words of a failure.
  model::Place last_place_;
  model::Resume current_;               ///< the resume that is being carried out
  std::size_t ahead_left_ = 0;          ///< answers that are still to come by themselves
  std::vector<model::Op> asked_ops_;    ///< ops of this segment reported with asks
  /// The engine's yields that the child's script is known to hold, only compared, never read.
  std::vector<const model::Yield*> known_;
  std::uint64_t spine_ = 0;
  std::vector<Reported> reported_;      ///< what stands in the child's script behind known_
};

}  // namespace core::orchestrators
