#include "core/orchestrators/native/orchestration.h"

#include "core/base/check.h"

namespace core::orchestrators {

const Value& TaskAwaiter::value() const {
  context_.raise_if_told();
  return context_.value_of(handle_);
}

const std::vector<model::TaskHandle>& TaskAwaiter::children() const {
  static_cast<void>(value());  // throws what the compound failed with
  return context_.mirror(handle_).children;
}

Task AnyAwaiter::await_resume() const {
  const std::vector<model::TaskHandle>& winner = children();
  base::check(winner.size() == 1, "a settled any carries its winner");
  return Task(context_, winner.front());
}

std::vector<Value> AllAwaiter::await_resume() const {
  std::vector<Value> values;
  for (const model::TaskHandle child : children()) {
    values.push_back(context_.value_of(child));
  }
  return values;
}

}  // namespace core::orchestrators
