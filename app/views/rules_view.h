// The list of rules and the one that is explained. Rebuilt when the filter or the rule changes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/rule_texts.h"

namespace app::views {

struct RulesView {
  std::string filter;              ///< key
  std::vector<std::size_t> shown;  ///< positions in state::rule_texts()
  std::string heading;             ///< "12 of 96 rules", "96 rules"
};

/// The rules that hold every word of the filter in their id, title, explanation or fix; ASCII case
/// is ignored.
RulesView build_rules_view(std::string_view filter);

/// Position of the rule with that id in state::rule_texts(); empty when there is none.
std::optional<std::size_t> find_rule(std::string_view id);
/// Id of the shown rule `by` rows after this one (before: negative); the first shown when this one
/// is not. Empty when nothing is shown.
std::string_view rule_beside(const RulesView& view, std::string_view id, int by);

}  // namespace app::views
