// The diagnostics as a list to read: what `yieldscope rules` prints and a finding's card links to.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/model/report.h"

namespace core::session {

/// One rule; the texts live as long as the program.
struct RuleText {
  std::string_view id;
  model::Severity severity = model::Severity::information;
  std::string_view title, explanation, source, example, fix;
};

/// All rules in the order of their ids.
std::vector<RuleText> rule_texts();
/// Empty when there is none with that id; ASCII case is ignored.
std::optional<RuleText> find_rule_text(std::string_view id);

/// A flavour's name and its line of help.
struct FlavourText {
  std::string_view name, summary;
};
std::vector<FlavourText> flavour_texts();

}  // namespace core::session
