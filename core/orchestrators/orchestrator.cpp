#include "core/orchestrators/orchestrator.h"

#include "core/base/check.h"
#include "core/orchestrators/script_reader.h"

namespace core::orchestrators {

void Advance::clear() {
  ops.clear();
  is_same_place = false;
  frames.clear();
  logs.clear();
  log_places.clear();
  locals.clear();
  noted.clear();
}

base::Result<std::vector<model::SourceRemark>> Target::source_remarks(const base::WorkContext&) {
  return std::vector<model::SourceRemark>();
}

base::Status Orchestrator::resume_into(const model::Resume& resume, Advance& advance,
                                       const base::WorkContext& work) {
  base::Result<Advance> resumed = this->resume(resume, work);
  if (!resumed.ok()) {
    return std::move(resumed).error();
  }
  advance = *std::move(resumed);
  return base::success();
}

base::Result<Replayed> Orchestrator::replay(const Begin& begin, const Script& script,
                                            const base::WorkContext& work) {
  base::check(!script.yields.empty() && script.resumes.size() >= script.yields.size(),
              "a script has a resume for each of its yields, and at least one");
  constexpr std::uint32_t kYieldsBetweenStopChecks = 1024;
  ScriptReader reader(*this, script, work);
  for (bool goes_on = true; goes_on && !reader.is_at_end();) {
    const std::uint32_t at = reader.next();
    if (at % kYieldsBetweenStopChecks == 0) {
      if (base::Status stop = reader.check_stop(); !stop) {
        return std::move(stop).error();
      }
    }
    base::Result<bool> taken = reader.take(at == 0 ? start(begin, script.resumes[0], work)
                                                   : resume(script.resumes[at], work));
    if (!taken) {
      return std::move(taken).error();
    }
    goes_on = *taken;
  }
  return reader.result();
}

}  // namespace core::orchestrators
