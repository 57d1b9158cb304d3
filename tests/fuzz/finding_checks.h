// What must hold of the diagnostics over whatever was read. Called by import_checks and
// recording_checks.
#pragma once

#include "core/model/report.h"
#include "core/model/trace.h"

namespace tests::fuzz {

/// Runs every rule that needs no code.
void check_findings(const core::model::History& history, const core::model::Report& report);
/// Runs every rule over a trace that was recorded elsewhere.
void check_findings(const core::model::Trace& trace, const core::model::Report& report);

}  // namespace tests::fuzz
