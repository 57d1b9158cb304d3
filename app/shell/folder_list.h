// The files that begin with what was typed so far, for the path box.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace app::shell {

struct FolderEntry {
  std::string name;  ///< as shown; folders end with '/'
  std::string path;  ///< what the box would hold
  bool is_folder = false;
};

/// Folders first, then files, each by name; at most kMaxEntries, hidden ones only when asked for.
class FolderList {
 public:
  static constexpr std::size_t kMaxEntries = 200;

  /// Reads the folder again only when the text changed. "~" stands for the home folder.
  void update(std::string_view typed);
  void forget() { has_read_ = false; }
  const std::vector<FolderEntry>& entries() const { return entries_; }
  /// The longest text that all entries begin with, or what was typed.
  std::string completed() const;

 private:
  std::string typed_;
  std::vector<FolderEntry> entries_;
  bool has_read_ = false;
};

/// The path with "~" replaced; otherwise the same.
std::string expand_home(std::string_view path);

}  // namespace app::shell
