// What open_document() found: our own traces, a foreign file with its importer, or a corpus of
// such. Private to this folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/importers/importer.h"
#include "core/session/instances_table.h"
#include "core/session/payload_folder.h"
#include "core/session/corpus_files.h"
#include "core/session/session.h"

namespace core::session {

class Document {
 public:
  std::string file;  ///< as the user gave it
  std::string format;
  std::string reason;
  std::vector<InstanceRow> rows;  ///< as they are listed: see instance_links.h
  /// Where each row is loaded from.
  struct Place {
    std::size_t member = 0;    ///< of the corpus
    std::size_t instance = 0;  ///< in the file, trace or member
  };
  std::vector<Place> places;
  /// One of our own files, with what its reader remarked.
  struct OwnTrace {
    std::shared_ptr<const model::Trace> trace;
    std::shared_ptr<const model::Report> report;
    /// Findings have still to be made: a recorder finds none.
    bool is_recording = false;
  };
  /// Exactly one of the three is set.
  std::vector<OwnTrace> traces;
  std::unique_ptr<importers::Import> import;
  /// Rows of Instances tables that belong to it; null: none.
  std::shared_ptr<const InstancesTable> instances_table;
  /// Blobs that were named with the file; null: none.
  std::shared_ptr<PayloadFolder> payloads;
  std::unique_ptr<CorpusFiles> corpus;
};

}  // namespace core::session
