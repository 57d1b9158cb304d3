// How a child process comes into being: its descriptors, its group, its environment. Only for
// subprocess.cpp; one thread.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <utility>

#include "core/base/subprocess.h"

namespace core::base {

/// Owns one descriptor.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd() { close(); }
  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_ = -1;
};

/// A pair of connected descriptors; ours does not block.
struct Channel {
  Fd ours, theirs;
};

/// A started child and our ends of what connects it.
struct Spawned {
  pid_t pid = 0;
  Fd commands, answers, out, err;
  /// Closing it, however that comes about, kills the child's group.
  Fd lifeline;
};

/// Throws std::system_error, also when exec fails.
Spawned spawn(const SubprocessOptions& options);

}  // namespace core::base
