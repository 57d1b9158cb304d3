#include "core/session/check/formats.h"

#include <vector>

#include "core/base/check.h"
#include "core/exporters/check_report.h"
#include "core/session/explain.h"

namespace core::session {

std::string check_document(const model::CheckResult& result, std::string_view format,
                           std::string_view version) {
  std::vector<exporters::RuleNote> notes;
  for (const RuleText& rule : rule_texts()) {
    notes.push_back({rule.id, rule.severity, rule.title, rule.explanation, rule.source,
                     rule.example, rule.fix});
  }
  const exporters::Program program{version, notes};
  if (format == "json") return exporters::check_json(result);
  if (format == "junit") return exporters::check_junit(result);
  if (format == "sarif") return exporters::check_sarif(result, program);
  base::check(format == "html", "the command line knows no other format");
  return exporters::check_html(result, program);
}

}  // namespace core::session
