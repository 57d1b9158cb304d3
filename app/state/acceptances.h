// Which findings of the reading a person has accepted, and why. Made by a job from the baseline
// file; kept beside the reading, which never changes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace app::state {

struct Acceptances {
  std::filesystem::path file;  ///< the baseline that accepting writes; it need not exist yet
  /// By position in Reading::findings.
  std::vector<std::optional<std::string>> reasons;

  /// Null when the finding is not accepted.
  const std::string* reason_of(std::size_t finding) const {
    return finding < reasons.size() && reasons[finding] ? &*reasons[finding] : nullptr;
  }
};

}  // namespace app::state
