#include "core/base/subprocess.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/subprocess_spawn.h"
#include "core/base/text.h"

namespace core::base {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kReadSize = 64u << 10;
constexpr std::chrono::milliseconds kLongestNap{20};
constexpr std::chrono::milliseconds kLongestEnd{250};
/// A pause gathers lines: so long for each that is to come, but never so long that the pipe fills.
constexpr std::size_t kFewestToGather = 32, kMostToGather = 250;
constexpr long kPauseOfALine = 2'000;  // nanoseconds

/// Bytes read and not yet given out, with the place up to which there is no newline.
class LineBuffer {
 public:
  /// The next whole line, or nothing.
  bool take(std::string_view& line) {
    const char* from = bytes_.data() + scanned_;
    const void* found = scanned_ == end_ ? nullptr : std::memchr(from, '\n', end_ - scanned_);
    if (found == nullptr) {
      scanned_ = end_;
      return false;
    }
    const auto newline = static_cast<std::size_t>(static_cast<const char*>(found) - bytes_.data());
    line = std::string_view(bytes_.data() + begin_, newline - begin_);
    begin_ = scanned_ = newline + 1;
    return true;
  }
  std::size_t pending() const { return end_ - begin_; }
  /// Room for one read; earlier views become invalid.
  char* room() {
    if (begin_ > 0) {
      std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      scanned_ -= begin_;
      begin_ = 0;
    }
    if (bytes_.size() < end_ + kReadSize) bytes_.resize(2 * end_ + kReadSize);
    return bytes_.data() + end_;
  }
  void added(std::size_t count) { end_ += count; }

 private:
  std::vector<char> bytes_;
  std::size_t begin_ = 0, end_ = 0, scanned_ = 0;
};

class Child final : public Subprocess {
 public:
  Child(const SubprocessOptions& options, Spawned spawned)
      : max_line_bytes_(options.max_line_bytes),
        max_output_bytes_(options.max_output_bytes),
        pid_(spawned.pid),
        commands_(std::move(spawned.commands)),
        answers_(std::move(spawned.answers)),
        out_(std::move(spawned.out)),
        err_(std::move(spawned.err)),
        lifeline_(std::move(spawned.lifeline)) {}

  ~Child() override {
    ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
  }

  bool write_line(std::string_view line) override {
    if (!commands_.is_open()) return false;
    if (sent_ == unsent_.size()) {
      unsent_.clear();
      sent_ = 0;
    }
    unsent_.append(line);
    unsent_ += '\n';
    send_pending();
    return commands_.is_open();
  }

  ReadState read_line(std::string_view& line, std::chrono::milliseconds timeout,
                      const std::stop_token& stop, std::size_t coming) override {
    if (buffer_.take(line)) {
      return line.size() > max_line_bytes_ ? ReadState::too_long : ReadState::line;
    }
    const Clock::time_point deadline = Clock::now() + timeout;
    if (coming >= kFewestToGather && !has_unsent()) {
      pause(std::min(coming, kMostToGather));
    }
    for (;;) {
      if (buffer_.take(line)) {
        return line.size() > max_line_bytes_ ? ReadState::too_long : ReadState::line;
      }
      if (stop.stop_requested()) return ReadState::cancelled;
      if (buffer_.pending() > max_line_bytes_) return ReadState::too_long;
      // Asked before reading, so that what a child wrote before its end is not missed.
      const bool has_ended = !answers_.is_open() || is_dead();
      if (read_answers()) continue;
      if (has_ended) {
        wait_for_end(stop);
        return ReadState::closed;
      }
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
      if (left.count() <= 0) return ReadState::timeout;
      wait_for_anything(std::min(left, kLongestNap));
    }
  }

  Output take_output() override {
    drain(out_, output_.out);
    drain(err_, output_.err);
    return std::exchange(output_, {});
  }

  void signal(int number) override {
    if (!is_dead()) ::kill(pid_, number);
  }

  void kill() override {
    ::kill(-pid_, SIGKILL);
    siginfo_t info = {};
    while (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) < 0 &&
           errno == EINTR) {
    }
  }

  std::string ending() override {
    const siginfo_t info = look();
    if (info.si_pid == 0) return "";
    if (info.si_code == CLD_EXITED) return fmt::format("exited with status {}", info.si_status);
    const char* name = ::sigdescr_np(info.si_status);
    return fmt::format("killed by signal {} ({})", info.si_status,
                       name != nullptr ? name : "unknown");
  }

 private:
  /// How the child ended, without reaping it: while it is not reaped, nobody else gets its group.
  siginfo_t look() const {
    siginfo_t info = {};
    ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT | WNOHANG);
    return info;
  }
  bool is_dead() const { return look().si_pid != 0; }

  /// A process closes its descriptors a moment before it has ended; whoever is told "closed" asks
  /// next how it ended.
  void wait_for_end(const std::stop_token& stop) {
    const Clock::time_point deadline = Clock::now() + kLongestEnd;
    while (!is_dead() && !stop.stop_requested() && Clock::now() < deadline) {
      wait_for_anything(std::chrono::milliseconds(1));
    }
  }

  /// Sends what fits; the rest waits for the next poll, so that two full pipes cannot deadlock.
  void send_pending() {
    while (commands_.is_open() && has_unsent()) {
      const ssize_t count = ::send(commands_.get(), unsent_.data() + sent_, unsent_.size() - sent_,
                                   MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count > 0) {
        sent_ += static_cast<std::size_t>(count);
      } else if (errno == EAGAIN) {
        return;
      } else if (errno != EINTR) {
        commands_.close();
      }
    }
  }
  bool has_unsent() const { return sent_ < unsent_.size(); }

  /// One read of the answer pipe; false when nothing was there.
  bool read_answers() {
    if (!answers_.is_open()) return false;
    const ssize_t count = ::read(answers_.get(), buffer_.room(), kReadSize);
    if (count > 0) {
      buffer_.added(static_cast<std::size_t>(count));
      return true;
    }
    if (count == 0) answers_.close();
    return false;
  }

  /// One read, so that a child which never stops printing cannot keep us here.
  void drain(Fd& from, std::string& into) {
    if (!from.is_open()) return;
    std::array<char, kReadSize> bytes;
    const ssize_t count = ::read(from.get(), bytes.data(), bytes.size());
    if (count == 0) from.close();
    if (count <= 0) return;
    const auto size = static_cast<std::size_t>(count);
    const std::size_t kept = std::min(size, max_output_bytes_ - into.size());
    into.append(bytes.data(), kept);
    output_.dropped += size - kept;
  }

  static void pause(std::size_t lines) {
    const timespec request{0, static_cast<long>(lines) * kPauseOfALine};
    ::nanosleep(&request, nullptr);
  }

  void wait_for_anything(std::chrono::milliseconds nap) {
    std::array<pollfd, 4> polled{pollfd{answers_.get(), POLLIN, 0}, pollfd{out_.get(), POLLIN, 0},
                                 pollfd{err_.get(), POLLIN, 0},
                                 pollfd{has_unsent() ? commands_.get() : -1, POLLOUT, 0}};
    if (::poll(polled.data(), polled.size(), static_cast<int>(nap.count())) <= 0) return;
    if (polled[1].revents != 0) drain(out_, output_.out);
    if (polled[2].revents != 0) drain(err_, output_.err);
    if (polled[3].revents != 0) send_pending();
  }

  std::size_t max_line_bytes_;
  std::size_t max_output_bytes_;
  pid_t pid_;
  Fd commands_, answers_, out_, err_, lifeline_;
  std::string unsent_;
  std::size_t sent_ = 0;  // of unsent_
  LineBuffer buffer_;
  Output output_;
};

Error not_started(const SubprocessOptions& options, int error_number) {
  const std::string program = options.argv.empty() ? "" : printable(options.argv.front());
  std::error_code ignored;
  const bool lacks_folder = !options.working_folder.empty() &&
                            !std::filesystem::is_directory(options.working_folder, ignored);
  const std::string where =
      lacks_folder ? " in the folder " + printable(options.working_folder) : std::string();
  return {"process.not_started",
          fmt::format("cannot start {}{}: {}", program, where,
                      std::generic_category().message(error_number)),
          {},
          ""};
}

}  // namespace

Result<std::unique_ptr<Subprocess>> Subprocess::start(const SubprocessOptions& options) {
  if (options.argv.empty()) {
    return not_started(options, EINVAL);
  }
  try {
    return std::unique_ptr<Subprocess>(std::make_unique<Child>(options, spawn(options)));
  } catch (const std::system_error& error) {
    return not_started(options, error.code().value());
  }
}

}  // namespace core::base
