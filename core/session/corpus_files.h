// The files of an open corpus. Each is opened for its rows and let go; what is loaded is opened
// again, and the last few stay open. Made by open_documents, used by load; one thread at a time.
// Private to core/session.
#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <vector>

#include "core/session/corpus.h"
#include "core/session/session.h"

namespace core::session {

class CorpusFiles {
 public:
  CorpusFiles(std::vector<CorpusFile> files, OpenOptions options);

  std::size_t size() const { return files_.size(); }
  const CorpusFile& at(std::size_t member) const { return files_[member]; }

  /// For its rows. Stays open while there is room. Errors: those of open_document.
  base::Result<std::shared_ptr<Document>> open_first(std::size_t member,
                                                     const base::WorkContext& work);
  /// Again, to load one of them; what was used longest ago is let go for it.
  base::Result<std::shared_ptr<Document>> open(std::size_t member, const base::WorkContext& work);
  /// Whether the file was written to after its rows were read.
  bool has_changed(std::size_t member) const;

 private:
  /// What a write changes.
  struct Stamp {
    std::filesystem::file_time_type time{};
    std::uintmax_t bytes = 0;
    bool operator==(const Stamp&) const = default;
  };
  struct Kept {
    std::size_t member = 0;
    std::uintmax_t bytes = 0;
    Stamp stamp;
    std::shared_ptr<Document> document;
  };
  Stamp stamp_of(std::size_t member) const;
  bool is_stream(std::size_t member) const;
  bool has_room_for(std::uintmax_t bytes) const;
  void keep(Kept kept);

  const std::vector<CorpusFile> files_;
  const OpenOptions options_;
  std::vector<Stamp> stamps_;  ///< when the rows were read
  std::list<Kept> kept_;       ///< the last used first
};

}  // namespace core::session
