#include "core/session/explain.h"

#include "core/base/text.h"
#include "core/diagnostics/rule.h"
#include "core/engine/flavour.h"

namespace core::session {

std::vector<RuleText> rule_texts() {
  std::vector<RuleText> texts;
  for (const diagnostics::Rule& rule : diagnostics::rules()) {
    texts.push_back({rule.id, rule.severity, rule.title, rule.explanation, rule.source,
                     rule.example, rule.fix});
  }
  return texts;
}

std::optional<RuleText> find_rule_text(std::string_view id) {
  for (const RuleText& text : rule_texts()) {
    if (base::equal_ignoring_case(text.id, id)) return text;
  }
  return std::nullopt;
}

std::vector<FlavourText> flavour_texts() {
  std::vector<FlavourText> texts;
  for (const engine::Flavour& flavour : engine::flavours()) {
    texts.push_back({flavour.name, flavour.summary});
  }
  return texts;
}

}  // namespace core::session
