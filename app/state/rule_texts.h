// The rules as texts, for the list of rules: the same as `yieldscope rules ID` prints.
#pragma once

#include <vector>

#include "core/session/explain.h"

namespace app::state {

using core::session::RuleText;

/// All rules in the order of their ids; made once.
inline const std::vector<RuleText>& rule_texts() {
  static const std::vector<RuleText> texts = core::session::rule_texts();
  return texts;
}

}  // namespace app::state
