// The imported code of one check: a project is imported once a worker and name, and every history
// is a run of its own in a fork of it. Many threads may ask at once; nobody shares what they get.
// Private to core/session.
#pragma once

#include <memory>

#include "core/session/replay_from.h"

namespace core::session {

class TargetPool {
 public:
  TargetPool();
  /// For replay_from(). REQUIRES: the same ReplayRequest but for its target. What cannot be
  /// imported is not tried again: its Error is given to everyone who asks after it.
  base::Result<std::shared_ptr<orchestrators::Target>> take(const TargetName& name,
                                                            const TargetOptions& options,
                                                            const base::WorkContext& work);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace core::session
