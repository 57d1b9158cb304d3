// What a pass knows of the tasks it made, by handle: the Context's memory. Blocks, so that a mirror
// stays where it is and a value can be handed out without a copy; kept from pass to pass.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/orchestrators/native/task.h"

namespace core::orchestrators {

/// `asked`: only the engine knows, and is asked before the coroutine next stands still.
enum class MirrorState : std::uint8_t { running, succeeded, failed, asked };

/// One task.
struct Mirror {
  MirrorState state = MirrorState::running;
  Value value;  ///< of a failed task: the message
  std::vector<model::TaskHandle> children;
};

/// All tasks of a pass, in the order in which they were made.
class Mirrors {
 public:
  std::size_t size() const { return size_; }
  void clear() { size_ = 0; }
  /// A running task.
  Mirror& add() {
    if (size_ == blocks_.size() * kBlock) {
      blocks_.push_back(std::make_unique<Mirror[]>(kBlock));
    }
    Mirror& mirror = (*this)[size_++];
    mirror.state = MirrorState::running;
    return mirror;
  }
  /// REQUIRES: at < size().
  Mirror& operator[](std::size_t at) { return blocks_[at / kBlock][at % kBlock]; }
  const Mirror& operator[](std::size_t at) const { return blocks_[at / kBlock][at % kBlock]; }

 private:
  static constexpr std::size_t kBlock = 256;

  std::vector<std::unique_ptr<Mirror[]>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace core::orchestrators
