#include "core/orchestrators/native/samples/samples.h"

namespace core::orchestrators {

Orchestration fan_out(Context& ctx) {
  const Value numbers = co_await ctx.call_activity("GetNumbers");
  std::vector<Task> tasks;
  for (const std::int64_t number : numbers.as<std::vector<std::int64_t>>()) {
    tasks.push_back(ctx.call_activity("Square", number));
  }
  const std::vector<Value> squares = co_await ctx.when_all(tasks);
  std::int64_t sum = 0;
  for (const Value& square : squares) {
    sum += square.as<std::int64_t>();
  }
  co_return sum;
}

}  // namespace core::orchestrators
