// The kinds of evidence that can make a difference, as a table: which condition of an experiment
// each belongs to, in which words it is told, which rule has the fix. Private to this folder.
#pragma once

#include <span>
#include <string_view>

#include "core/model/experiment.h"

namespace core::diagnostics {

struct CauseKind {
  std::string_view kind;       ///< of the evidence or source remark
  model::Condition condition;  ///< none: no experiment changes it
  std::string_view words;      ///< with {} for what is read and where
  std::string_view rule;       ///< whose fix helps
};

/// Null for a kind that makes no difference by itself, e.g. what was noted about the code.
const CauseKind* find_cause_kind(std::string_view kind);

/// What an experiment changes: "the clock", "with the clock shifted", the rule whose fix helps.
struct ConditionWords {
  model::Condition condition;
  std::string_view subject, changed, rule;
};
const ConditionWords& words_of(model::Condition condition);

}  // namespace core::diagnostics
