#include "core/session/check/code_book.h"

#include "core/base/text.h"

namespace core::session {

namespace fs = std::filesystem;

base::Result<std::unique_ptr<CodeBook>> CodeBook::open(const ReplayRequest& request) {
  std::unique_ptr<CodeBook> book(new CodeBook(request));
  if (!request.target.empty()) {
    const auto target = parse_target(request.target, {});
    if (!target.ok()) return target.error();
  }
  return book;
}

CodeVersion* CodeBook::find(const fs::path& history, std::string_view name) {
  const std::scoped_lock lock(guard_);
  if (!request_.target.empty()) return version_of(request_.target);
  std::error_code failed;
  // A folder of recordings is what its files stand in.
  const fs::path file = fs::is_directory(history, failed) ? history / "recording" : history;
  const auto key = std::pair(file.parent_path(), base::to_lower_ascii(name));
  auto known = beside_.find(key);
  if (known == beside_.end()) {
    known = beside_.emplace(key, find_orchestrator_beside(file, name).value_or("")).first;
  }
  return known->second.empty() ? nullptr : version_of(known->second);
}

/// REQUIRES: the lock.
CodeVersion* CodeBook::version_of(const std::string& target) {
  auto& version = versions_[target];
  if (version == nullptr) {
    const auto name = parse_target(target, {});
    if (!name.ok()) return nullptr;
    ReplayRequest request = request_;
    request.target = target;
    version = std::make_unique<CodeVersion>(std::move(request), name.value(), targets_);
  }
  return version.get();
}

}  // namespace core::session
