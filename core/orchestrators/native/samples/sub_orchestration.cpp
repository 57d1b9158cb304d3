#include "core/orchestrators/native/samples/samples.h"

namespace core::orchestrators {

Orchestration sub_orchestration(Context& ctx) {
  const Value devices = co_await ctx.call_activity("ListDevices", ctx.input());
  std::vector<Task> children;
  for (const std::string& device : devices.as<std::vector<std::string>>()) {
    const std::string child_id = ctx.instance_id() + ':' + device;
    children.push_back(ctx.call_sub_orchestrator("provision_device", device, child_id));
  }
  const std::vector<Value> versions = co_await ctx.when_all(children);
  co_return versions;
}

}  // namespace core::orchestrators
