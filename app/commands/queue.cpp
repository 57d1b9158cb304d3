#include "app/commands/queue.h"

namespace app::commands {

void CommandQueue::push(std::string_view id, Argument argument) {
  invocations_.push_back({id, std::move(argument)});
}

}  // namespace app::commands
