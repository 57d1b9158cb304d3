#include "core/orchestrators/native/samples/samples.h"

namespace core::orchestrators {

Orchestration retry_third(Context& ctx) {
  const RetryOptions retry(std::chrono::seconds(5), 3);
  const Value receipt = co_await ctx.call_activity_with_retry("ChargeCard", retry, ctx.input());
  co_return receipt;
}

}  // namespace core::orchestrators
