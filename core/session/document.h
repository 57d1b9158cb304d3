// What open_document() found: our own traces, or a foreign file with its importer. Private to this
// folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/importers/importer.h"
#include "core/session/session.h"

namespace core::session {

class Document {
 public:
  std::string file;  ///< as the user gave it
  std::string format;
  std::string reason;
  std::vector<InstanceRow> rows;
  /// One of our own files, with what its reader remarked.
  struct OwnTrace {
    std::shared_ptr<const model::Trace> trace;
    std::shared_ptr<const model::Report> report;
    /// Findings have still to be made: a recorder finds none.
    bool is_recording = false;
  };
  /// Exactly one of the two is set; traces are in the order of the rows.
  std::vector<OwnTrace> traces;
  std::unique_ptr<importers::Import> import;
};

}  // namespace core::session
