#include "tests/conformance/orchestrators.h"

#include <array>

namespace conformance {
namespace {

using namespace core::orchestrators;  // NOLINT: these read as user code does
using namespace std::chrono_literals;  // NOLINT
using core::base::kTicksPerSecond;

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

Orchestration retried(Context& ctx) {
  const RetryOptions options(1s, 3);
  const Value answer = co_await ctx.call_activity_with_retry("Flaky", options, "x");
  co_return answer;
}

Orchestration all_of_retries(Context& ctx) {
  const RetryOptions options(500ms, 2);
  std::vector<Task> tasks;
  for (const int n : {1, 2}) {
    tasks.push_back(ctx.call_activity_with_retry("Flaky", options, n));
  }
  const std::vector<Value> answers = co_await ctx.when_all(tasks);
  co_return answers;
}

Orchestration children(Context& ctx) {
  const std::vector<int> numbers{1, 2};
  std::vector<Value> answers;
  answers.push_back(co_await ctx.call_sub_orchestrator("Child", numbers));
  answers.push_back(co_await ctx.call_sub_orchestrator("Child", "b", "child-1"));
  co_return answers;
}

Orchestration child_retried(Context& ctx) {
  const RetryOptions options(5s, 2);
  const Task unnamed = ctx.call_sub_orchestrator_with_retry("Child", options);
  const Task named = ctx.call_sub_orchestrator_with_retry("Named", options, "b", "child-2");
  const std::vector<Value> answers = co_await ctx.when_all(unnamed, named);
  co_return answers;
}

Orchestration entities(Context& ctx) {
  const EntityId counter("Counter", "k1");
  ctx.signal_entity(counter, "add", 2);
  const Value value = co_await ctx.call_entity(counter, "get");
  ctx.signal_entity(counter, "reset");
  std::string why;
  try {
    co_await ctx.call_entity(counter, "fail", 1);
  } catch (const TaskFailed& e) {
    why = e.what();
  }
  const std::vector<Value> both{value, Value(to_payload(why))};
  co_return both;
}

Orchestration requests(Context& ctx) {
  const HttpRequest get("GET", "https://example.invalid/status");
  const Value plain = co_await ctx.call_http(get);
  HttpRequest post("POST", "https://example.invalid/orders");
  const std::vector<Value> content{Value(to_payload("a")), Value(to_payload(1.5))};
  post.content(content).header("X-First", "1").header("X-Second", "\u00e4");
  post.managed_identity("https://example.invalid/.default");
  const Value posted = co_await ctx.call_http(post);
  const std::vector<Value> both{plain, posted};
  co_return both;
}

Orchestration guids(Context& ctx) {
  std::vector<std::string> all;
  all.push_back(ctx.new_uuid());
  all.push_back(ctx.new_guid());
  all.push_back(ctx.new_uuid());
  co_await ctx.call_activity("Echo", all);
  all.push_back(ctx.new_uuid());
  all.push_back(ctx.new_guid());
  co_return all;
}

std::string time_of(const Context& ctx) {
  return core::base::format_python(ctx.current_utc_datetime());
}

Orchestration facts(Context& ctx) {
  ctx.set_custom_status(ctx.is_replaying() ? "replaying" : "for the first time");
  co_await ctx.call_activity("Echo", ctx.input());
  ctx.set_custom_status(ctx.is_replaying() ? "replaying" : "for the first time");
  co_await ctx.call_activity("Echo", time_of(ctx));
  ctx.continue_as_new(time_of(ctx));
  const std::vector<std::string> all{ctx.instance_id(), ctx.parent_instance_id().value_or("none"),
                                     ctx.will_continue_as_new() ? "again" : "done"};
  co_return all;
}

Orchestration timers(Context& ctx) {
  const core::base::Timestamp now = ctx.current_utc_datetime();
  co_await ctx.create_timer(1500ms);
  const TimerTask soon = ctx.create_timer(30s);
  TimerTask late = ctx.create_timer(core::base::Timestamp{now.ticks + 7200 * kTicksPerSecond});
  const Task winner = co_await ctx.when_any(soon, late);
  late.cancel();
  const std::vector<bool> all{winner == soon, soon.is_completed(), late.is_completed()};
  co_return all;
}

Orchestration cancels_what_fired(Context& ctx) {
  TimerTask timer = ctx.create_timer(1s);
  co_await timer;
  timer.cancel();
  co_return nullptr;
}

Orchestration events(Context& ctx) {
  const Task a = ctx.wait_for_external_event("A");
  const Task b = ctx.wait_for_external_event("B");
  std::vector<Value> all = co_await ctx.when_all(b, a);
  all.push_back(co_await ctx.wait_for_external_event("A"));
  co_return all;
}

Orchestration any_over_all(Context& ctx) {
  std::vector<Task> tasks;
  for (const int n : {1, 2}) {
    tasks.push_back(ctx.call_activity("Echo", n));
  }
  const AllTask both = ctx.when_all(tasks);
  TimerTask timer = ctx.create_timer(24h);
  const Task winner = co_await ctx.when_any(both, timer);
  timer.cancel();
  const std::vector<bool> all{winner == both, timer.is_completed()};
  co_return all;
}

Orchestration all_fails(Context& ctx) {
  const Task good = ctx.call_activity("Echo", 1);
  const Task bad = ctx.call_activity("Fail", 2);
  std::string why;
  try {
    co_await ctx.when_all(good, bad);
  } catch (const TaskFailed& e) {
    why = e.what();
  }
  co_return why.substr(0, why.find(' '));
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
    NativeRow{"retried", &retried, ""},
    NativeRow{"all_of_retries", &all_of_retries, ""},
    NativeRow{"children", &children, ""},
    NativeRow{"child_retried", &child_retried, ""},
    NativeRow{"entities", &entities, ""},
    NativeRow{"requests", &requests, ""},
    NativeRow{"guids", &guids, ""},
    NativeRow{"facts", &facts, ""},
    NativeRow{"timers", &timers, ""},
    NativeRow{"cancels_what_fired", &cancels_what_fired, ""},
    NativeRow{"events", &events, ""},
    NativeRow{"any_over_all", &any_over_all, ""},
    NativeRow{"all_fails", &all_fails, ""},
};

}  // namespace

std::span<const NativeRow> native_twins() { return kTwins; }

}  // namespace conformance
