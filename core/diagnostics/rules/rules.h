// The rows of the rule table, one function a file of this folder. Read by rule_table.cpp only.
#pragma once

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

// What the platform said, or would say (YS1001 to YS1003).
Rule recorded_nondeterminism();
Rule platform_would_stop();
Rule code_leaves_history();
// What the platform does not compare (YS1004 to YS1020).
Rule output_differs();
Rule status_differs();
Rule passes_disagree();
Rule outputs_disagree();
Rule input_differs();
Rule due_time_differs();
Rule counter_skew();
Rule never_sent();
Rule sent_twice();
Rule swapped_calls();
Rule entity_request_differs();
Rule retry_differs();
Rule child_id_differs();
Rule signals_reordered();
Rule status_between_passes();
Rule logs_between_passes();
Rule waited_name_differs();
// Further differences of calls behind the first (YS1021).
Rule further_difference();
// Code that the SDK cannot run, or runs otherwise than it reads (YS2001 to YS2015).
Rule yields_no_task();
Rule sdk_broke();
Rule async_orchestrator();
Rule not_run();
Rule unhandled_exception();
Rule signal_yielded();
Rule not_a_generator();
Rule function_name_sent();
Rule never_yielded();
Rule shared_task();
Rule empty_compound();
Rule failed_winner();
Rule all_flips();
Rule status_not_sent();
Rule replaying_turns_back();
// What the project lacked where it was replayed (YS2016 to YS2020).
Rule stubbed_module();
Rule stub_used();
Rule class_not_loaded();
Rule not_registered();
Rule other_name();
// A value that the platform refuses (YS2021).
Rule status_too_large();
// Reads and acts that a replay must not do (YS3001 to YS3009).
Rule reads_clock();
Rule reads_random();
Rule reads_uuid();
Rule reads_environment();
Rule reads_file();
Rule reads_other();
Rule refused_act();
Rule set_order();
Rule module_state();
// The history itself (YS4001 to YS4014).
Rule duplicate_completion();
Rule orphan_completion();
Rule no_execution_started();
Rule payload_not_json();
Rule completed_twice();
Rule first_events_order();
Rule clock_goes_back();
Rule json_in_text();
Rule doubled_schedule();
Rule large_payload();
Rule long_generation();
Rule replay_cost();
Rule endless_loop();
Rule unknown_function();
// Answers and waits (YS5001 to YS5013).
Rule unclaimed_answer();
Rule open_after_return();
Rule event_name_case();
Rule nothing_open();
Rule lost_event();
Rule event_used_twice();
Rule newest_wait_first();
Rule held_back();
Rule http_polling();
Rule last_retry_timer();
Rule suspended();
Rule terminated();
Rule abandoned_wait();
// An installed SDK beside Yieldscope's rules (YS6001).
Rule sdk_differs();
// What reading the source shows, run or not (YS7001 to YS7021).
Rule source_reads_clock();
Rule source_draws_random();
Rule source_makes_uuid();
Rule source_reads_environment();
Rule source_uses_file();
Rule source_uses_network();
Rule source_uses_process();
Rule source_sleeps();
Rule source_uses_threads();
Rule source_awaits();
Rule source_uses_binding();
Rule source_changes_global();
Rule source_follows_order();
Rule source_logs_again();
Rule source_never_ends();
Rule source_calls_when_fresh();
Rule source_drops_task();
Rule source_waits_anew();
Rule source_keeps_exit();
Rule source_catches_type();
Rule source_unread();

/// A finding of this rule with its severity, id and fix filled in.
model::Finding finding_of(const Rule& rule, std::string message);

}  // namespace core::diagnostics
