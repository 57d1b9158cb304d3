#include "core/base/subprocess_spawn.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "core/base/subprocess_confine.h"

// Unlike prctl(PR_SET_PDEATHSIG), which fires when the *thread* that started the child ends, the
// lifeline below fires when the process does: jobs start children on threads that come and go.

namespace core::base {
namespace {

constexpr int kCommandFd = 3;
constexpr int kAnswerFd = 4;
constexpr int kLifelineFd = 5;
/// Ours are moved above what the child's are, so that no dup2 on the way overwrites another.
constexpr int kLowestOwnFd = 10;
/// Where the kernel is too old to mark all descriptors at once.
constexpr int kHighestSweptFd = 4096;

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

/// What the child does between fork and exec. Only what is safe after a fork of a process with
/// threads: system calls, no memory, no locks.
class Birth {
 public:
  Birth(const char* folder, char* const* argv, char* const* environment)
      : folder_(folder), argv_(argv), environment_(environment) {}

  void give(const Fd& fd, int as) { given_.at(static_cast<std::size_t>(as)) = fd.get(); }

  /// Returns only when something failed; the system's error number.
  int run() const {
    ::setpgid(0, 0);
    reset_signals();
    if (*folder_ != '\0' && ::chdir(folder_) != 0) return errno;
    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0) return errno;
    for (int as = STDOUT_FILENO; as <= kLifelineFd; ++as) {
      if (::dup2(given_.at(static_cast<std::size_t>(as)), as) < 0) return errno;
    }
    close_the_rest_at_exec();
    confine_to_group();
    ::execvpe(argv_[0], argv_, environment_);
    return errno;
  }

 private:
  static void reset_signals() {
    for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
    // A group in the background that asks the terminal gets an error at once and is not stopped.
    ::signal(SIGTTIN, SIG_IGN);
    ::signal(SIGTTOU, SIG_IGN);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
  }

  static void close_the_rest_at_exec() {
    if (::close_range(kLifelineFd + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
    for (int fd = kLifelineFd + 1; fd < kHighestSweptFd; ++fd) ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  }

  const char* folder_;
  char* const* argv_;
  char* const* environment_;
  std::array<int, kLifelineFd + 1> given_{};
};

/// Starts it. Throws std::system_error with the child's error number when it could not exec: the
/// report pipe closes by itself when the exec succeeds.
pid_t fork_and_exec(const Birth& birth) {
  Channel report = pipe_from_child();
  ::fcntl(report.ours.get(), F_SETFL, 0);
  const pid_t pid = ::fork();
  if (pid < 0) throw_errno("fork");
  if (pid == 0) {
    const int error = birth.run();
    [[maybe_unused]] const ssize_t sent = ::write(report.theirs.get(), &error, sizeof error);
    ::_exit(127);
  }
  report.theirs.close();
  int error = 0;
  ssize_t got = 0;
  while ((got = ::read(report.ours.get(), &error, sizeof error)) < 0 && errno == EINTR) {
  }
  if (got <= 0) return pid;
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
  throw std::system_error(error, std::generic_category(), "exec");
}

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
  std::vector<std::string> arguments = options.argv;
  std::vector<std::string> environment = merged_environment(options.environment);
  const std::vector<char*> argv = pointers_to(arguments);
  const std::vector<char*> variables = pointers_to(environment);
  Birth birth(options.working_folder.c_str(), argv.data(), variables.data());
  birth.give(out.theirs, STDOUT_FILENO);
  birth.give(err.theirs, STDERR_FILENO);
  birth.give(commands.theirs, kCommandFd);
  birth.give(answers.theirs, kAnswerFd);
  birth.give(life.theirs, kLifelineFd);
  const pid_t pid = fork_and_exec(birth);
  arm_lifeline(life.theirs, pid);
  return {pid,
          std::move(commands.ours),
          std::move(answers.ours),
          std::move(out.ours),
          std::move(err.ours),
          std::move(life.ours)};
}

}  // namespace core::base
