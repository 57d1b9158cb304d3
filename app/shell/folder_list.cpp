#include "app/shell/folder_list.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace app::shell {

namespace fs = std::filesystem;

std::string expand_home(std::string_view path) {
  const char* home = std::getenv("HOME");
  if (home == nullptr || path.empty() || path.front() != '~') return std::string(path);
  if (path.size() > 1 && path[1] != '/') return std::string(path);
  return home + std::string(path.substr(1));
}

void FolderList::update(std::string_view typed) {
  if (has_read_ && typed == typed_) return;
  has_read_ = true;
  typed_ = typed;
  entries_.clear();
  const auto slash = typed_.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : typed_.substr(0, slash + 1);
  const std::string prefix = slash == std::string::npos ? typed_ : typed_.substr(slash + 1);
  const std::string expanded = expand_home(folder);
  std::error_code failed;
  fs::directory_iterator it(expanded.empty() ? "." : expanded,
                            fs::directory_options::skip_permission_denied, failed);
  for (; !failed && it != fs::directory_iterator(); it.increment(failed)) {
    const std::string name = it->path().filename().string();
    if (!name.starts_with(prefix) || (name.front() == '.' && prefix.empty())) continue;
    std::error_code unreadable;
    const bool is_folder = it->is_directory(unreadable);
    const std::string ending = is_folder ? "/" : "";
    entries_.push_back({name + ending, folder + name + ending, is_folder});
  }
  std::sort(entries_.begin(), entries_.end(), [](const FolderEntry& a, const FolderEntry& b) {
    return a.is_folder != b.is_folder ? a.is_folder : a.name < b.name;
  });
  if (entries_.size() > kMaxEntries) entries_.resize(kMaxEntries);
}

std::string FolderList::completed() const {
  if (entries_.empty()) return typed_;
  std::string common = entries_.front().path;
  for (const FolderEntry& entry : entries_) {
    const auto differs =
        std::mismatch(common.begin(), common.end(), entry.path.begin(), entry.path.end());
    common.erase(differs.first, common.end());
  }
  return common;
}

}  // namespace app::shell
