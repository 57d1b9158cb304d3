#include "core/session/check/code_version.h"

#include "core/session/check/judge.h"

namespace core::session {
namespace {

CheckTrouble trouble_of(const base::Error& error) {
  if (error.code.starts_with("orchestrator.") || error.code.starts_with("process.")) {
    return CheckTrouble::not_run;
  }
  const bool is_target = error.code.starts_with("target.") || error.code == "check.unmatched";
  return is_target ? CheckTrouble::unmatched : CheckTrouble::unreadable;
}

}  // namespace

SnapshotPtr CodeVersion::replay(const SnapshotPtr& snapshot, CheckedRun& run,
                                const base::WorkContext& work) {
  const std::string& recorded = run.history.name;
  if (const std::string refusal = match_.refusal(recorded); !refusal.empty()) {
    leave_unjudged(run, CheckTrouble::unmatched, refusal);
    return nullptr;
  }
  const TargetSource source = [&](const TargetName& name, const TargetOptions& options,
                                  const base::WorkContext& context)
      -> base::Result<std::shared_ptr<orchestrators::Target>> {
    auto target = targets_.take(name, options, context);
    if (!target.ok()) return target;
    std::string refusal = match_.refusal(recorded, target.value()->identity().function);
    if (refusal.empty()) return target;
    return base::Error{"check.unmatched", std::move(refusal), {}, ""};
  };
  auto replayed = replay_from(source, snapshot, request_, work);
  if (replayed.ok()) return std::move(replayed).value();
  leave_unjudged(run, trouble_of(replayed.error()), replayed.error().message);
  if (run.trouble == CheckTrouble::not_run) run.error = replayed.error();
  return nullptr;
}

}  // namespace core::session
