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
  std::string interpreter;            ///< what would run it
  /// Why its history cannot be run over; empty when it can.
  std::optional<core::base::Error> not_replayable;
};

/// What an importer worked out because the file does not say it.
struct InferredCount {
  std::size_t events = 0;  ///< that stand in no row of the file
  std::size_t values = 0;  ///< of other events
};
InferredCount count_inferred(const core::model::History& history);

std::string info_text(const InfoSubject& subject, const Console& console);
/// Keys always in the same order, one document.
std::string info_json(const InfoSubject& subject);

/// Who would run code, by which rules: the rows "run by" and "sdk".
std::string runtime_rows(const std::string& interpreter, std::size_t width);
/// The orchestrators of a folder or .py file, read and not run.
std::string code_text(const std::string& path, const std::string& interpreter,
                      const Console& console);
std::string code_json(const std::string& path, const std::string& interpreter);

}  // namespace app::cli
