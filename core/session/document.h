// What open_document() found: our own trace, or a foreign file with its importer. Private to this
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
  /// Exactly one of the two is set.
  std::shared_ptr<const model::Trace> trace;
  std::unique_ptr<importers::Import> import;
};

}  // namespace core::session
