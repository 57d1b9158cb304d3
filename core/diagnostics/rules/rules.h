// The rows of the rule table, one function a file of this folder. Read by rule_table.cpp only.
#pragma once

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

// What the platform said, or would say (YS1001 to YS1003).
Rule recorded_nondeterminism();
Rule platform_would_stop();
Rule code_leaves_history();
// What the platform does not compare (YS1004 to YS1010).
Rule output_differs();
Rule status_differs();
Rule passes_disagree();
Rule outputs_disagree();
Rule input_differs();
Rule due_time_differs();
Rule counter_skew();
// Code that the SDK cannot run (YS2001 to YS2005).
Rule yields_no_task();
Rule sdk_broke();
Rule async_orchestrator();
Rule not_run();
Rule unhandled_exception();
// Reads and acts that a replay must not do (YS3001 to YS3007).
Rule reads_clock();
Rule reads_random();
Rule reads_uuid();
Rule reads_environment();
Rule reads_file();
Rule reads_other();
Rule refused_act();
// The history itself (YS4001 to YS4005).
Rule duplicate_completion();
Rule orphan_completion();
Rule no_execution_started();
Rule payload_not_json();
Rule completed_twice();
// Waits (YS5001 to YS5004).
Rule unclaimed_answer();
Rule open_after_return();
Rule event_name_case();
Rule nothing_open();

/// A finding of this rule with its severity, id and fix filled in.
model::Finding finding_of(const Rule& rule, std::string message);

}  // namespace core::diagnostics
