// What drawing code asked for during a frame, run once after it, in order.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "app/commands/command.h"

namespace app::commands {

class CommandQueue {
 public:
  /// `id` is a row's: text that lives as long as the program.
  void push(std::string_view id, Argument argument = {});
  bool empty() const { return invocations_.empty(); }
  std::vector<Invocation> take() { return std::exchange(invocations_, {}); }

 private:
  std::vector<Invocation> invocations_;
};

}  // namespace app::commands
