#include <nlohmann/json.hpp>

#include "core/orchestrators/native/samples/samples.h"

namespace core::orchestrators {

Orchestration monitor(Context& ctx) {
  const auto job = ctx.input().as<nlohmann::json>();
  const std::string id = job.at("id");
  const std::chrono::seconds pause(job.at("every_seconds").get<int>());
  base::Timestamp give_up = ctx.current_utc_datetime();
  give_up.ticks += job.at("minutes").get<std::int64_t>() * 60 * base::kTicksPerSecond;

  while (ctx.current_utc_datetime() < give_up) {
    const Value status = co_await ctx.call_activity("GetJobStatus", id);
    if (status.as<std::string>() == "Completed") {
      co_await ctx.call_activity("SendAlert", id + " is done");
      co_return "completed";
    }
    if (!ctx.is_replaying()) {
      ctx.log(id + " is " + status.as<std::string>());
    }
    co_await ctx.create_timer(pause);
  }
  co_return "gave up";
}

}  // namespace core::orchestrators
