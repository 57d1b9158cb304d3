#include "app/views/rules_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"

namespace app::views {

namespace {

/// The words of a text, in lower case.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = core::base::trim(text)).empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    words.push_back(core::base::to_lower_ascii(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return words;
}

bool holds(const state::RuleText& rule, const std::vector<std::string>& words) {
  const std::string text = core::base::to_lower_ascii(
      fmt::format("{} {} {} {} {}", rule.id, name_of(rule.severity), rule.title,
                  rule.explanation, rule.fix));
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return text.find(word) != std::string::npos;
  });
}

}  // namespace

RulesView build_rules_view(std::string_view filter) {
  RulesView view;
  view.filter = filter;
  const auto& rules = state::rule_texts();
  const auto words = words_of(filter);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (holds(rules[i], words)) view.shown.push_back(i);
  }
  view.heading = view.shown.size() == rules.size()
                     ? core::base::count_of(rules.size(), "rule")
                     : fmt::format("{} of {}", view.shown.size(),
                                   core::base::count_of(rules.size(), "rule"));
  return view;
}

std::optional<std::size_t> find_rule(std::string_view id) {
  const auto& rules = state::rule_texts();
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [id](const state::RuleText& rule) { return rule.id == id; });
  if (found == rules.end()) return std::nullopt;
  return static_cast<std::size_t>(found - rules.begin());
}

std::string_view rule_beside(const RulesView& view, std::string_view id, int by) {
  if (view.shown.empty()) return {};
  const auto& rules = state::rule_texts();
  const auto here = std::find_if(view.shown.begin(), view.shown.end(),
                                 [&](std::size_t i) { return rules[i].id == id; });
  if (here == view.shown.end()) return rules[view.shown.front()].id;
  const auto last = static_cast<std::ptrdiff_t>(view.shown.size()) - 1;
  const auto next = std::clamp<std::ptrdiff_t>(here - view.shown.begin() + by, 0, last);
  return rules[view.shown[static_cast<std::size_t>(next)]].id;
}

}  // namespace app::views
