// Which code a history is held against: the target that was named, or else the one that stands
// beside each history. Many threads use it. Private to core/session.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "core/session/check/code_version.h"

namespace core::session {

class CodeBook {
 public:
  /// An empty target stands for the one beside each history.
  static base::Result<std::unique_ptr<CodeBook>> open(const ReplayRequest& request);

  /// The code of a history of that name; null when none stands beside it.
  CodeVersion* find(const std::filesystem::path& history, std::string_view name);

 private:
  explicit CodeBook(ReplayRequest request) : request_(std::move(request)) {}
  CodeVersion* version_of(const std::string& target);

  const ReplayRequest request_;
  TargetPool targets_;
  std::mutex guard_;  // of everything below
  std::map<std::string, std::unique_ptr<CodeVersion>> versions_;  ///< by target
  /// Targets beside, by folder and name; empty where there is none.
  std::map<std::pair<std::filesystem::path, std::string>, std::string> beside_;
};

}  // namespace core::session
