#include "core/session/corpus_files.h"

#include <algorithm>

#include "core/session/open_file.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

/// What stays open beside the file in use. An open document takes about as much as its file.
constexpr std::size_t kMostKept = 4;
constexpr std::uintmax_t kMostBytes = 256 << 20;

}  // namespace

CorpusFiles::CorpusFiles(std::vector<CorpusFile> files, OpenOptions options)
    : files_(std::move(files)), options_(std::move(options)), stamps_(files_.size()) {}

CorpusFiles::Stamp CorpusFiles::stamp_of(std::size_t member) const {
  const fs::path& path = files_[member].path;
  std::error_code failed;
  Stamp stamp;
  // A folder of recordings changes with any of them.
  if (!fs::is_directory(path, failed)) {
    stamp.time = fs::last_write_time(path, failed);
    const std::uintmax_t bytes = fs::file_size(path, failed);
    if (!failed) stamp.bytes = bytes;
    return stamp;
  }
  for (const fs::path& recording : recordings_in(path)) {
    stamp.time = std::max(stamp.time, fs::last_write_time(recording, failed));
    const std::uintmax_t bytes = fs::file_size(recording, failed);
    if (!failed) stamp.bytes += bytes;
  }
  return stamp;
}

bool CorpusFiles::has_changed(std::size_t member) const {
  return stamp_of(member) != stamps_[member];
}

bool CorpusFiles::has_room_for(std::uintmax_t bytes) const {
  for (const Kept& kept : kept_) bytes += kept.bytes;
  return kept_.size() < kMostKept && bytes <= kMostBytes;
}

/// What comes once: standard input, a pipe.
bool CorpusFiles::is_stream(std::size_t member) const {
  const fs::path& path = files_[member].path;
  std::error_code failed;
  return path == "-" || fs::is_fifo(path, failed);
}

void CorpusFiles::keep(Kept kept) {
  auto last = kept_.end();
  while (!has_room_for(kept.bytes) && last != kept_.begin()) {
    --last;
    if (!is_stream(last->member)) last = kept_.erase(last);
  }
  kept_.push_front(std::move(kept));
}

base::Result<std::shared_ptr<Document>> CorpusFiles::open_first(std::size_t member,
                                                                const base::WorkContext& work) {
  const Stamp stamp = stamps_[member] = stamp_of(member);
  auto document = open_file(files_[member].path, work, options_);
  if (!document.ok()) return document;
  if (is_stream(member) || has_room_for(stamp.bytes)) {
    keep({member, stamp.bytes, stamp, document.value()});
  }
  return document;
}

base::Result<std::shared_ptr<Document>> CorpusFiles::open(std::size_t member,
                                                          const base::WorkContext& work) {
  const Stamp stamp = stamp_of(member);
  const auto found = std::find_if(kept_.begin(), kept_.end(),
                                  [&](const Kept& kept) { return kept.member == member; });
  if (found != kept_.end()) {
    if (found->stamp == stamp) {
      kept_.splice(kept_.begin(), kept_, found);
      return kept_.front().document;
    }
    kept_.erase(found);
  }
  auto document = open_file(files_[member].path, work, options_);
  if (document.ok()) keep({member, stamp.bytes, stamp, document.value()});
  return document;
}

}  // namespace core::session
