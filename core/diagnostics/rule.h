// A rule: looks at a trace or a history and says what is wrong. To add one: a file in rules/ and a
// row in rule_table.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/ledger.h"
#include "core/model/trace.h"

namespace core::diagnostics {

/// The lines of a source file that places name, without their ends.
struct SourceText {
  std::string_view file;
  std::span<const std::string> lines;
};

/// What a rule looks at.
struct Subject {
  const model::History& history;
  const model::Report* report = nullptr;
  const model::Trace* trace = nullptr;  ///< null when no code was run
  /// The calls of the last recorded pass, with both counters' ids; null when no code was run.
  const model::Ledger* ledger = nullptr;
  /// The source as it was run; empty where it could not be read.
  std::span<const SourceText> sources = {};
};

/// One row of the rule table.
struct Rule {
  std::string_view id;  ///< "YS1003", never reused
  model::Severity severity = model::Severity::error;
  std::string_view title;
  std::string_view explanation;  ///< two to five sentences for someone who has never seen it
  std::string_view source;       ///< where the rule comes from
  /// Two to eight lines of Python: what it tells of and, behind "# better", what to write.
  std::string_view example = {};
  std::string_view fix;          ///< what to do, in the SDK's own idiom
  /// Appends what it finds; null for an id that another rule's run() reports.
  void (*run)(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) = nullptr;
};

std::span<const Rule> rules();
const Rule* find_rule(std::string_view id);

/// All findings of all rules, by severity, then place; stable.
std::vector<model::Finding> diagnose(const Subject& subject);

}  // namespace core::diagnostics
