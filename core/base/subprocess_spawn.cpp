#include "core/base/subprocess_spawn.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

// Unlike prctl(PR_SET_PDEATHSIG), which fires when the *thread* that started the child ends, the
// lifeline below fires when the process does: jobs start children on threads that come and go.

namespace core::base {
namespace {

constexpr int kCommandFd = 3;
constexpr int kAnswerFd = 4;
constexpr int kLifelineFd = 5;
/// Ours are moved above what the child's are, so that no dup2 on the way overwrites another.
constexpr int kLowestOwnFd = 10;

[[noreturn]] void throw_errno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

void set_nonblocking(const Fd& fd) {
  ::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) | O_NONBLOCK);
}

Fd moved_up(int fd) {
  const Fd low(fd);
  Fd high(::fcntl(fd, F_DUPFD_CLOEXEC, kLowestOwnFd));
  if (!high.is_open()) throw_errno("fcntl");
  return high;
}

/// The child writes, we read without blocking.
Channel pipe_from_child() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_errno("pipe2");
  Channel channel{moved_up(ends[0]), moved_up(ends[1])};
  set_nonblocking(channel.ours);
  return channel;
}

/// The child reads, we write; a socket, because only send() can be told to raise no SIGPIPE.
Channel socket_to_child() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw_errno("socketpair");
  }
  Channel channel{moved_up(ends[0]), moved_up(ends[1])};
  set_nonblocking(channel.ours);
  return channel;
}

/// The child holds the read end and never reads it; see arm_lifeline.
Channel lifeline() {
  Channel pipe = pipe_from_child();
  std::swap(pipe.ours, pipe.theirs);
  return pipe;
}

/// Lets the kernel kill the group when the last write end, which only we hold, is closed, however
/// we end. A kernel that refuses leaves the child to its own watch on the command descriptor.
void arm_lifeline(const Fd& read_end, pid_t group) {
  ::fcntl(read_end.get(), F_SETOWN, -group);
  ::fcntl(read_end.get(), F_SETSIG, SIGKILL);
  ::fcntl(read_end.get(), F_SETFL, ::fcntl(read_end.get(), F_GETFL) | O_ASYNC);
}

/// posix_spawn's two C structures, with their destruction.
class SpawnPlan {
 public:
  SpawnPlan() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  void give(const Fd& fd, int as) { ::posix_spawn_file_actions_adddup2(&actions_, fd.get(), as); }
  void set_folder(const std::string& folder) {
    ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
  }
  /// The system's error number, 0 for success: also a failed exec is reported here.
  int run(pid_t& pid, char* const* argv, char* const* environment) {
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, kLifelineFd + 1);
    return ::posix_spawnp(&pid, argv[0], &actions_, &attributes_, argv, environment);
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

/// A null-terminated array of pointers into `texts`, as exec wants it.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> merged_environment(const std::vector<std::string>& added) {
  const auto name_of = [](std::string_view entry) { return entry.substr(0, entry.find('=')); };
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const bool is_replaced = std::any_of(added.begin(), added.end(), [&](const std::string& a) {
      return name_of(a) == name_of(*entry);
    });
    if (!is_replaced) merged.emplace_back(*entry);
  }
  merged.insert(merged.end(), added.begin(), added.end());
  return merged;
}

}  // namespace

Spawned spawn(const SubprocessOptions& options) {
  Channel commands = socket_to_child();
  Channel answers = pipe_from_child();
  Channel out = pipe_from_child();
  Channel err = pipe_from_child();
  Channel life = lifeline();
  SpawnPlan plan;
  plan.give(out.theirs, STDOUT_FILENO);
  plan.give(err.theirs, STDERR_FILENO);
  plan.give(commands.theirs, kCommandFd);
  plan.give(answers.theirs, kAnswerFd);
  plan.give(life.theirs, kLifelineFd);
  if (!options.working_folder.empty()) plan.set_folder(options.working_folder);
  std::vector<std::string> arguments = options.argv;
  std::vector<std::string> environment = merged_environment(options.environment);
  pid_t pid = 0;
  const int error = plan.run(pid, pointers_to(arguments).data(), pointers_to(environment).data());
  if (error != 0) {
    throw std::system_error(error, std::generic_category(), "posix_spawn");
  }
  arm_lifeline(life.theirs, pid);
  return {pid,
          std::move(commands.ours),
          std::move(answers.ours),
          std::move(out.ours),
          std::move(err.ours),
          std::move(life.ours)};
}

}  // namespace core::base
