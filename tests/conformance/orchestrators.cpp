#include "tests/conformance/orchestrators.h"

#include <array>

namespace conformance {
namespace {

using namespace core::orchestrators;  // NOLINT: these read as user code does

Orchestration sequence(Context& ctx) {
  const Value a = co_await ctx.call_activity("Echo", "a");
  const Value b = co_await ctx.call_activity("Echo", a.as<std::string>() + "b");
  ctx.set_custom_status(b.as<std::string>());
  co_return b.as<std::string>();
}

Orchestration fan_out(Context& ctx) {
  std::vector<Task> tasks;
  for (const int n : {3, 1, 2}) {
    tasks.push_back(ctx.call_activity("Square", n));
  }
  const std::vector<Value> squares = co_await ctx.when_all(tasks);
  int sum = 0;
  for (const Value& square : squares) {
    sum += square.as<int>();
  }
  co_return sum;
}

Orchestration approval_or_timer(Context& ctx) {
  TimerTask timer = ctx.create_timer(std::chrono::minutes(5));
  const Task event = ctx.wait_for_external_event("Approval");
  const Task winner = co_await ctx.when_any(event, timer);
  if (winner == event) {
    timer.cancel();
    co_return event.value().as<std::string>();
  }
  const Value escalated = co_await ctx.call_activity("Escalate");
  co_return escalated.as<std::optional<std::string>>();
}

Orchestration failure_caught(Context& ctx) {
  std::string why;
  try {
    co_await ctx.call_activity("Fail", 1);
  } catch (const TaskFailed& e) {
    why = e.what();
  }
  const Value cleaned = co_await ctx.call_activity("CleanUp", why.substr(0, why.find(' ')));
  co_return cleaned.as<std::string>();
}

Orchestration failure_uncaught(Context& ctx) {
  co_await ctx.call_activity("Echo", 1);
  co_await ctx.call_activity("Fail", 2);
  co_return nullptr;
}

Orchestration raises(Context& ctx) {
  co_await ctx.call_activity("Echo", 1);
  throw std::invalid_argument("user error");
}

Orchestration no_yield(Context& ctx) {
  co_return ctx.input().as<std::vector<int>>();
}

Orchestration early_return(Context& ctx) {
  const Task slow = ctx.call_activity("Slow");
  const Task fast = ctx.call_activity("Fast");
  const Task winner = co_await ctx.when_any(slow, fast);
  co_return winner == fast;
}

Orchestration same_task_twice(Context& ctx) {
  const Task task = ctx.call_activity("Echo", 1);
  const Value a = co_await task;
  const Value b = co_await task;
  const std::vector<int> both{a.as<int>(), b.as<int>()};
  co_return both;
}

Orchestration any_over_finished(Context& ctx) {
  const Task a = ctx.call_activity("Echo", 1);
  const Task b = ctx.call_activity("Echo", 2);
  co_await a;
  co_await b;
  const Task winner = co_await ctx.when_any(b, a);
  co_return winner == b;
}

Orchestration any_over_finished_and_new(Context& ctx) {
  const Task a = ctx.call_activity("Echo", 1);
  co_await a;
  const Task b = ctx.call_activity("Echo", 2);
  co_await ctx.when_any(a, b);
  const Value second = co_await b;
  co_return second;
}

Orchestration empty_all(Context& ctx) {
  const std::vector<Task> none;
  co_await ctx.when_all(none);
  const Value echo = co_await ctx.call_activity("Echo", 1);
  co_return echo;
}

Orchestration again(Context& ctx) {
  const int n = ctx.input().as<int>();
  co_await ctx.call_activity("Echo", n);
  ctx.continue_as_new(n + 1);
  co_return nullptr;
}

constexpr std::array kTwins{
    NativeRow{"sequence", &sequence, ""},
    NativeRow{"fan_out", &fan_out, ""},
    NativeRow{"approval_or_timer", &approval_or_timer, ""},
    NativeRow{"failure_caught", &failure_caught, ""},
    NativeRow{"failure_uncaught", &failure_uncaught, ""},
    NativeRow{"raises", &raises, ""},
    NativeRow{"no_yield", &no_yield, ""},
    NativeRow{"early_return", &early_return, ""},
    NativeRow{"same_task_twice", &same_task_twice, ""},
    NativeRow{"any_over_finished", &any_over_finished, ""},
    NativeRow{"any_over_finished_and_new", &any_over_finished_and_new, ""},
    NativeRow{"empty_all", &empty_all, ""},
    NativeRow{"again", &again, ""},
};

}  // namespace

std::span<const NativeRow> native_twins() { return kTwins; }

}  // namespace conformance
