// Whether a history is one of the orchestrator that a TARGET names. A history is judged by the code
// that it is called after, and by no other. Private to core/session.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/session/targets.h"

namespace core::session {

class NameMatch {
 public:
  explicit NameMatch(const TargetName& target);

  /// Before anything runs: why the history cannot be of this target; empty when it can.
  std::string refusal(std::string_view recorded) const;
  /// After the import: the same, where the target names no function. `imported` is the name under
  /// which the code that was taken is registered.
  std::string refusal(std::string_view recorded, std::string_view imported) const;
  /// Whether the error only says that no orchestrator of the target has the history's name.
  static bool is_no_match(const base::Error& error);

 private:
  std::string target_;
  bool has_function_ = false;
  std::vector<std::string> names_;  ///< of the function that the target names
};

}  // namespace core::session
