// The result of `check` in the formats that machines and browsers read. Pure: same result, same
// bytes; no clock, no timing, no absolute path that was not given. FORMAT.md names every member.
// Redaction is a step before (redact.h). Any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/model/check_result.h"

namespace core::exporters {

/// What is told about a rule; the texts outlive the call.
struct RuleNote {
  std::string_view id;
  model::Severity severity = model::Severity::information;
  std::string_view title, explanation, source, example, fix;
};

/// The program that checked.
struct Program {
  std::string_view version;         ///< "0.3.0"
  std::span<const RuleNote> rules;  ///< all of them, in the order of their ids
};

/// Complete and stable: FORMAT.md, "yieldscope-check".
std::string check_json(const model::CheckResult& result);
/// A test suite a folder, a test case a history; read by CI servers.
std::string check_junit(const model::CheckResult& result);
/// SARIF 2.1.0 (OASIS): places in the user's source.
std::string check_sarif(const model::CheckResult& result, const Program& program);
/// One page that needs nothing but itself: no script, no network.
std::string check_html(const model::CheckResult& result, const Program& program);

}  // namespace core::exporters
