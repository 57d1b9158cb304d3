// One version of the code that histories are held against: its target, the names it answers to, and
// its imports. Many threads use it. Private to core/session.
#pragma once

#include <string_view>
#include <utility>

#include "core/session/check/check.h"
#include "core/session/check/name_match.h"
#include "core/session/check/target_pool.h"

namespace core::session {

class CodeVersion {
 public:
  CodeVersion(ReplayRequest request, const TargetName& target, TargetPool& targets)
      : request_(std::move(request)), match_(target), targets_(targets) {}

  const ReplayRequest& request() const { return request_; }
  /// Runs the history. Empty, with the reason in `run`, when that cannot be.
  SnapshotPtr replay(const SnapshotPtr& snapshot, CheckedRun& run, const base::WorkContext& work);

 private:
  const ReplayRequest request_;
  const NameMatch match_;
  TargetPool& targets_;
};

}  // namespace core::session
