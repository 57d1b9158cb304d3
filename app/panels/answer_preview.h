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

}  // namespace app::panels
