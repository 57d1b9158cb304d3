// A check over a corpus that has a history of every state, with every member set and hostile text
// wherever text can stand. Read by the tests of every format.
#pragma once

#include <span>

#include "core/exporters/check_report.h"
#include "core/model/trace.h"

namespace tests {

/// Control, escape, bidirectional and markup characters, broken UTF-8, a lone surrogate, what ends
/// CDATA, scripts and messages with placeholders.
extern const std::string kHostileText;

core::model::CheckResult sample_check();
/// Three passes; the third leaves the history at its second yield.
std::shared_ptr<const core::model::Trace> small_trace();
/// `passes` passes, each one yield longer than the one before; the divergence in the last.
std::shared_ptr<const core::model::Trace> long_trace(std::uint32_t passes);
core::exporters::Program sample_program();

}  // namespace tests
