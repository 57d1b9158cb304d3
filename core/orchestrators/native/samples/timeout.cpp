#include "core/orchestrators/native/samples/samples.h"

namespace core::orchestrators {

Orchestration timeout(Context& ctx) {
  TimerTask deadline = ctx.create_timer(std::chrono::hours(24));
  const Task approval = ctx.wait_for_external_event("Approval");
  const Task winner = co_await ctx.when_any(approval, deadline);
  if (winner == approval) {
    deadline.cancel();
    co_return "approved";
  }
  co_await ctx.call_activity("Escalate");
  co_return "escalated";
}

}  // namespace core::orchestrators
