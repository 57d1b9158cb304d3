// The answer of a yield as the few characters that fit into its cell. Views into the trace; nothing
// is copied.
#pragma once

#include <string_view>

#include "core/model/trace.h"

namespace app::panels {

/// JSON text of the value that was sent, or the message of the failure; empty where there is none
/// to show (an any or all, a value that was absent).
std::string_view answer_preview(const core::model::Trace& trace, core::model::PassIndex pass,
                                core::model::YieldIndex yield);

/// How many children of the any or all at the yield were settled in this pass, and of how many; a
/// total of 0 for any other task. Costs the pass's ops, so keep it.
struct GroupProgress {
  std::uint32_t settled = 0, total = 0;
  /// Of an answered any: the name of the child that came first.
  std::string_view winner;
};
GroupProgress group_progress(const core::model::Trace& trace, core::model::PassIndex pass,
                             core::model::YieldIndex yield);

}  // namespace app::panels
