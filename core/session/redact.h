// --redact for one instance: the snapshot as before, with every value replaced by its shape and
// every instance id by a pseudonym (core/exporters/FORMAT.md). Pure.
#pragma once

#include "core/session/session.h"

namespace core::session {

/// History, trace, findings, remarks about the file and source lines alike.
SnapshotPtr redacted(const Snapshot& snapshot);

}  // namespace core::session
