// Keeps a child and all that it starts in one process group, so that killing the group reaches each of
// them: setsid and setpgid succeed and do nothing. Called between fork and exec; the kernel hands it
// down through every fork and exec. Source: seccomp(2).
#pragma once

namespace core::base {

/// A kernel or processor that has no such filter leaves the child free to leave its group.
void confine_to_group();

}  // namespace core::base
