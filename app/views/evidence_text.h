// Evidence in words: what the code read or tried to do, and where. Shared by the matrix, the source
// and the state panel.
#pragma once

#include <string>

#include "core/model/trace.h"

namespace app::views {

namespace model = core::model;

/// "clock: time.time()", "refused network: connect 10.0.0.1:443".
std::string evidence_text(const model::Evidence& evidence);
/// "order.py:31"; empty when the place is not known.
std::string evidence_place(const model::Trace& trace, const model::Evidence& evidence);

}  // namespace app::views
