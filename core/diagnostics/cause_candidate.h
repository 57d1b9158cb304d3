// What may have made a difference, as causes.cpp ranks it, and what the first of them does to the
// finding's own texts. Pure; findings are changed in place.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/model/finding.h"

namespace core::diagnostics {

/// A cause and what it is sorted by beside its confidence.
struct Candidate {
  model::Cause cause;
  std::uint32_t distance = 0;  ///< in yields
  std::string_view rule;       ///< whose fix helps; may be empty
  bool is_code_change = false;
};

/// A wait for another name than the one that was raised is why the code goes no further there: put
/// first, where nothing better is known.
void add_other_wait(const std::vector<model::Finding>& findings, const model::Finding& finding,
                    std::vector<Candidate>& ranked);

/// Lets the finding's own texts agree with the first cause. What a rule says of changed code is
/// closer to the difference than what can be said here.
void lead(const Candidate& first, const std::vector<model::Finding>& findings,
          model::Finding& finding);

}  // namespace core::diagnostics
