// `info`: what a file is and holds, for people and as JSON.
#pragma once

#include <optional>
#include <string>

#include "app/cli/console.h"
#include "core/session/session.h"

namespace app::cli {

/// What `info` looks at. The snapshot is absent when the file holds several instances and none was
/// chosen.
struct InfoSubject {
  const core::session::Document& document;
  std::string file;
  core::session::SnapshotPtr snapshot;
  core::session::InstanceRow row;     ///< of the snapshot
  std::optional<std::string> beside;  ///< TARGET found beside the file
};

std::string info_text(const InfoSubject& subject, const Console& console);
/// Keys always in the same order, one document.
std::string info_json(const InfoSubject& subject);

}  // namespace app::cli
