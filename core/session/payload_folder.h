// --payloads: a folder with blobs that a person downloaded, because a history names them instead of
// its large values. Finds the file of a name however the tool that fetched it wrote it down, and
// reads nothing outside of the folder. The folder is looked through when the first blob is asked
// for. One thread at a time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace core::session {

/// What one value may take, packed and unpacked. A history's text has 4 GiB in all.
struct PayloadLimits {
  std::size_t packed = std::size_t{256} << 20;
  std::size_t unpacked = std::size_t{512} << 20;
};

/// The value behind a name.
struct FoundPayload {
  std::string text;
  std::string file;  ///< under the folder, with forward slashes
};

class PayloadFolder {
 public:
  explicit PayloadFolder(std::filesystem::path folder, PayloadLimits limits = {});

  /// `name` is a blob's name, its URL, or a token "blob:v1:<container>:<name>". A file fits by the
  /// longest part of the name's end: with its folders, with '/' as '_' or %2F, by its file name
  /// alone; with .gz or without, packed or not. Several files are one when they hold the same.
  /// Errors: payloads.not_found, payloads.refused (outside of the folder, no regular file, too
  /// large, no text), payloads.ambiguous, file.unreadable.
  base::Result<FoundPayload> read(std::string_view name);

  /// "only the first 100000 files of … were looked at"; empty when all were.
  const std::string& note() const { return note_; }

 private:
  struct Entry {
    std::string relative;
    std::string key;  ///< plain form of `relative`, backwards, so that equal ends stand together
  };

  void look_through();
  std::vector<std::string> ending_in(const std::string& plain) const;
  std::vector<std::string> candidates(const std::vector<std::string>& parts);
  base::Result<FoundPayload> read_file_of(const std::string& relative) const;
  base::Result<FoundPayload> read_any(const std::vector<std::string>& files,
                                      std::string_view name) const;

  std::filesystem::path folder_;
  std::filesystem::path root_;  ///< folder_ without links; empty: it cannot be entered
  PayloadLimits limits_;
  bool is_looked_through_ = false;
  std::vector<Entry> entries_;  ///< ascending by key
  std::string note_;
};

/// Whether a value is nothing but the name of a blob: a token of the Durable Task Scheduler's
/// client, or a URL into a container of large messages.
bool names_blob(std::string_view text);

/// Error: payloads.no_folder.
base::Status check_payload_folder(const std::filesystem::path& folder);

}  // namespace core::session
