// The project at another version: the files of a git ref in a private folder that goes with the
// value. The repository and its working tree are not touched. Private to core/session.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace core::session {

class GitTree {
 public:
  /// Writes all files of the repository that `inside` lies in, as they are at the ref. `inside` is
  /// a file or folder that exists now. Errors: git.bad_ref, git.not_found, git.not_a_repository,
  /// git.no_such_ref, git.failed, file.unwritable, cancelled.
  static base::Result<std::unique_ptr<GitTree>> open(const std::string& ref,
                                                     const std::filesystem::path& inside,
                                                     const base::WorkContext& work);
  /// Removes the folder.
  ~GitTree();
  GitTree(const GitTree&) = delete;
  GitTree& operator=(const GitTree&) = delete;

  /// Where a path of the repository stands in the folder. It need not exist at the ref.
  std::filesystem::path at(const std::filesystem::path& path) const;
  /// The full name of the commit.
  const std::string& commit() const { return commit_; }

 private:
  GitTree() = default;

  std::filesystem::path root_;    ///< of the repository
  std::filesystem::path folder_;  ///< private
  std::string commit_;
};

}  // namespace core::session
