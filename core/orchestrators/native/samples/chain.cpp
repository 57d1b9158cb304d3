#include "core/orchestrators/native/samples/samples.h"

namespace core::orchestrators {

Orchestration chain(Context& ctx) {
  const std::int64_t length = ctx.input().as<std::int64_t>();
  for (std::int64_t i = 0; i < length; ++i) {
    co_await ctx.call_activity("Step", i);
  }
  co_return length;
}

}  // namespace core::orchestrators
