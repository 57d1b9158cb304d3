#include "core/orchestrators/native/samples/samples.h"

namespace core::orchestrators {

Orchestration hello_sequence(Context& ctx) {
  const std::vector<std::string> cities{"Tokyo", "Seattle", "London"};
  std::vector<std::string> greetings;
  for (const std::string& city : cities) {
    const Value reply = co_await ctx.call_activity("Hello", city);
    greetings.push_back(reply.as<std::string>());
  }
  co_return greetings;
}

}  // namespace core::orchestrators
