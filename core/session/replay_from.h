// replay() with a word on where imported code comes from: each time anew, or from a pool that many
// replays of one check share. Private to this folder.
#pragma once

#include <functional>
#include <memory>

#include "core/session/session.h"
#include "core/session/targets.h"

namespace core::session {

/// Code that is ready to run; whoever asks is its only user until the pointer goes.
using TargetSource = std::function<base::Result<std::shared_ptr<orchestrators::Target>>(
    const TargetName& name, const TargetOptions& options, const base::WorkContext& work)>;

/// Imports it for this one time.
base::Result<std::shared_ptr<orchestrators::Target>> new_target(const TargetName& name,
                                                                const TargetOptions& options,
                                                                const base::WorkContext& work);

/// As replay().
base::Result<SnapshotPtr> replay_from(const TargetSource& targets, const SnapshotPtr& snapshot,
                                      const ReplayRequest& request, const base::WorkContext& work);

}  // namespace core::session
