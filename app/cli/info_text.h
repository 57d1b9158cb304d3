// `info`: what a file or a corpus is and holds, for people and as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/console.h"
#include "core/session/instance_filter.h"
#include "core/session/session.h"

namespace core::base {
class JsonWriter;
}

namespace app::cli {

/// What `info` looks at. The snapshot is absent when there are several instances and none was
/// chosen.
struct InfoSubject {
  const core::session::Document& document;
  std::string file;                   ///< as it was named; of a snapshot its own
  core::session::InstanceFilter filter;
  core::session::SnapshotPtr snapshot;
  core::session::InstanceRow row;     ///< of the snapshot
  std::optional<std::string> beside;  ///< TARGET found beside the file
  std::string interpreter;            ///< what would run it
  /// Why its history cannot be run over; empty when it can.
  std::optional<core::base::Error> not_replayable;
  /// Folders that hold orchestrators as well, and what would run them.
  struct Code {
    std::string path, interpreter;
  };
  std::vector<Code> code;
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

/// The instances that the filter leaves, as a table, with how they stand above it.
std::string instances_table(const InfoSubject& subject, const Console& console);
/// "2 of 3"; empty where there is only one.
std::string generation_text(const core::session::InstanceRow& row);
/// "16 events", or "16 rows" where the events have still to be worked out from them.
std::string events_text(const core::session::InstanceRow& row);

/// Who would run code, by which rules: the rows "run by" and "sdk".
std::string runtime_rows(const std::string& interpreter, std::size_t width);
/// Whether there is an orchestrator in a folder or .py file, which is read and not run.
bool has_code(const std::string& path);
std::string code_text(const std::string& path, const std::string& interpreter,
                      const Console& console);
/// A document of its own.
std::string code_json(const std::string& path, const std::string& interpreter);
/// Its members "interpreter" and "orchestrators", into an object that was begun.
void write_code(core::base::JsonWriter& out, const std::string& path,
                const std::string& interpreter);

}  // namespace app::cli
