// Static findings: which rule tells of which kind of remark, and which findings of the watch are
// the same thing seen running. One place of the code is one finding: where a pass was seen doing
// what the source shows, the finding of the watch leads and says that the source shows it too.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

/// The rule of one kind of remark.
struct RemarkRule {
  std::string_view id;
  std::string_view kind;  ///< of model::SourceRemark
  /// Rules that tell of the same from evidence; empty ones fill the rest.
  std::array<std::string_view, 3> seen_as;
  /// The message; {} is the remark's own words.
  std::string_view message;
  std::string_view cause;
  /// The watch would have noted it, had a pass done it.
  bool is_watched = false;
};

/// All of them, in the order of their ids.
std::span<const RemarkRule> remark_rules();

/// The rule's findings of what the source shows; those that `out` holds already, from evidence at
/// the same line, get a sentence instead.
void report_remarks(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out);

/// The remarks that a finding is about: of its line, and of the kinds that its rule tells of.
std::vector<const model::SourceRemark*> remarks_of(const model::Finding& finding,
                                                   const model::Trace& trace);

}  // namespace core::diagnostics
