// The native orchestrators that come with the program, one file each. They show the C++ API and
// run with `--orchestrator native:NAME`; native_table.cpp gives them their names.
#pragma once

#include "core/orchestrators/native/orchestration.h"

namespace core::orchestrators {

/// Three calls one after another; twin of traces/three_cities.
Orchestration hello_sequence(Context& ctx);
/// As many calls at once as the list that the first one answers; twin of traces/fan_out_fan_in.
Orchestration fan_out(Context& ctx);
/// An approval or a timer, whichever comes first; twin of traces/human_interaction.
Orchestration timeout(Context& ctx);
/// A call that is tried three times; twin of traces/retry_third.
Orchestration retry_third(Context& ctx);
/// A child orchestration for each device; twin of traces/sub_orchestration.
Orchestration sub_orchestration(Context& ctx);
/// Looks at a job again and again, with timers between; twin of traces/monitor.
Orchestration monitor(Context& ctx);
/// Calls "Step" as often as the input says. For benchmarks.
Orchestration chain(Context& ctx);

}  // namespace core::orchestrators
