#include "core/base/subprocess.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

namespace core::base {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kAmple{20'000};

SubprocessOptions shell(std::string script) {
  SubprocessOptions options;
  options.argv = {"/bin/sh", "-c", std::move(script)};
  return options;
}

std::unique_ptr<Subprocess> start(const SubprocessOptions& options) {
  return Subprocess::start(options).value();
}

std::string next_line(Subprocess& child) {
  std::string_view line;
  const ReadState state = child.read_line(line, kAmple, {});
  return state == ReadState::line ? std::string(line) : "no line";
}

ReadState next_state(Subprocess& child, milliseconds timeout = kAmple) {
  std::string_view line;
  return child.read_line(line, timeout, {});
}

/// A named pipe that shows when the last process that writes to it is gone.
class Witness {
 public:
  Witness() : path_(testing::TempDir() + "witness-" + std::to_string(::getpid())) {
    ::unlink(path_.c_str());
    EXPECT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  }
  ~Witness() {
    if (fd_ >= 0) ::close(fd_);
    ::unlink(path_.c_str());
  }
  const std::string& path() const { return path_; }
  void wait_for_writer() { fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC); }
  bool writer_is_gone() const {
    pollfd polled{fd_, POLLIN, 0};
    ::poll(&polled, 1, 20'000);
    return (polled.revents & POLLHUP) != 0;
  }

 private:
  std::string path_;
  int fd_ = -1;
};

TEST(Subprocess, LinesGoThereAndBack) {
  const auto child = start(shell("exec cat <&3 >&4"));
  ASSERT_TRUE(child->write_line("one"));
  ASSERT_TRUE(child->write_line("two"));
  EXPECT_EQ(next_line(*child), "one");
  EXPECT_EQ(next_line(*child), "two");
  ASSERT_TRUE(child->write_line(""));
  EXPECT_EQ(next_line(*child), "");
}

TEST(Subprocess, AMessageLargerThanEveryBufferNeedsNoTurnTaking) {
  const auto child = start(shell("exec cat <&3 >&4"));
  const std::string large(3'000'000, 'x');
  ASSERT_TRUE(child->write_line(large));
  ASSERT_TRUE(child->write_line(large + "y"));
  EXPECT_EQ(next_line(*child), large);
  EXPECT_EQ(next_line(*child), large + "y");
}

TEST(Subprocess, ManySmallLinesComeInOrder) {
  const auto child = start(shell("i=0; while [ $i -lt 20000 ]; do echo $i; i=$((i+1)); done >&4"));
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_EQ(next_line(*child), std::to_string(i));
  }
  EXPECT_EQ(next_state(*child), ReadState::closed);
}

TEST(Subprocess, GivesTheFolderAndTheEnvironmentAndNoOtherDescriptor) {
  ::setenv("YIELDSCOPE_TEST_KEPT", "kept", 1);
  ::setenv("YIELDSCOPE_TEST_REPLACED", "old", 1);
  SubprocessOptions options = shell(
      "pwd >&4; echo $YIELDSCOPE_TEST_KEPT $YIELDSCOPE_TEST_REPLACED >&4; "
      "for fd in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "
      "[ -e /proc/$$/fd/$fd ] && printf '%s ' $fd >&4; done; echo >&4");
  options.working_folder = "/usr";
  options.environment = {"YIELDSCOPE_TEST_REPLACED=new"};
  const int ours = ::open("/dev/null", O_RDONLY);  // not close-on-exec
  const auto child = start(options);
  ::close(ours);
  EXPECT_EQ(next_line(*child), "/usr");
  EXPECT_EQ(next_line(*child), "kept new");
  EXPECT_EQ(next_line(*child), "0 1 2 3 4 5 ");
}

TEST(Subprocess, SaysHowTheChildEnded) {
  const auto child = start(shell("read line <&3; exit 3"));
  EXPECT_EQ(child->ending(), "");
  child->write_line("go");
  EXPECT_EQ(next_state(*child), ReadState::closed);
  EXPECT_EQ(child->ending(), "exited with status 3");
  const auto crashed = start(shell("kill -SEGV $$"));
  EXPECT_EQ(next_state(*crashed), ReadState::closed);
  EXPECT_EQ(crashed->ending(), "killed by signal 11 (Segmentation fault)");
}

TEST(Subprocess, TheLastLineOfADyingChildIsNotLost) {
  const auto child = start(shell("echo last >&4; printf half >&4; kill -KILL $$"));
  EXPECT_EQ(next_line(*child), "last");
  EXPECT_EQ(next_state(*child), ReadState::closed);
  EXPECT_EQ(child->ending(), "killed by signal 9 (Killed)");
}

TEST(Subprocess, WritingToAChildThatNoLongerReadsIsFalseAndNoSignal) {
  const auto child = start(shell("exec 3<&-; echo closed >&4; read forever <&4 || sleep 600"));
  ASSERT_EQ(next_line(*child), "closed");
  EXPECT_FALSE(child->write_line("anyone?"));
  EXPECT_FALSE(child->write_line("no"));
}

TEST(Subprocess, TheChildSeesTheEndWhenItsOwnerLetsGo) {
  Witness witness;
  auto child = start(shell("echo ready >&4; exec >" + witness.path() + "; cat <&3"));
  ASSERT_EQ(next_line(*child), "ready");
  witness.wait_for_writer();
  child.reset();
  EXPECT_TRUE(witness.writer_is_gone());
}

TEST(Subprocess, FloodedOutputIsKeptUpToTheLimitAndCounted) {
  SubprocessOptions options = shell(
      "head -c 5000000 /dev/zero | tr '\\0' o; head -c 300000 /dev/zero | tr '\\0' e >&2; "
      "echo done >&4; read line <&3; echo more; echo again >&4; sleep 600");
  options.max_output_bytes = 100'000;
  const auto child = start(options);
  ASSERT_EQ(next_line(*child), "done");
  Subprocess::Output all = child->take_output();
  for (int i = 0; i < 10; ++i) {  // what was still in the pipes
    const Subprocess::Output rest = child->take_output();
    all.out += rest.out;
    all.err += rest.err;
    all.dropped += rest.dropped;
  }
  EXPECT_EQ(all.out.find_first_not_of('o'), std::string::npos);
  EXPECT_EQ(all.err.find_first_not_of('e'), std::string::npos);
  EXPECT_GE(all.out.size(), 100'000u);
  EXPECT_EQ(all.out.size() + all.err.size() + all.dropped, 5'300'000u);
  child->write_line("go");
  ASSERT_EQ(next_line(*child), "again");
  EXPECT_EQ(child->take_output().out, "more\n");
}

TEST(Subprocess, WaitsNoLongerThanTold) {
  const auto child = start(shell("echo early >&4; exec sleep 600"));
  EXPECT_EQ(next_line(*child), "early");
  EXPECT_EQ(next_state(*child, milliseconds(0)), ReadState::timeout);
  EXPECT_EQ(next_state(*child, milliseconds(30)), ReadState::timeout);
  EXPECT_EQ(child->ending(), "");
}

TEST(Subprocess, EndlessPrintingDoesNotPostponeTheTimeLimit) {
  const auto child = start(shell("exec cat /dev/zero"));
  EXPECT_EQ(next_state(*child, milliseconds(100)), ReadState::timeout);
  EXPECT_LE(child->take_output().out.size(), 1u << 20);
}

TEST(Subprocess, StopsWaitingWhenAskedTo) {
  const auto child = start(shell("exec sleep 600"));
  std::stop_source source;
  source.request_stop();
  std::string_view line;
  EXPECT_EQ(child->read_line(line, kAmple, source.get_token()), ReadState::cancelled);
}

TEST(Subprocess, ALineOverTheLimitIsToldApart) {
  SubprocessOptions options =
      shell("head -c 100000 /dev/zero | tr '\\0' x >&4; echo >&4; sleep 600");
  options.max_line_bytes = 99'999;
  EXPECT_EQ(next_state(*start(options)), ReadState::too_long);
  options.max_line_bytes = 100'000;
  EXPECT_EQ(next_state(*start(options)), ReadState::line);
}

TEST(Subprocess, AChildThatIgnoresTermIsKilledAllTheSame) {
  Witness witness;
  auto child = start(shell("trap '' TERM; echo ready >&4; exec >" + witness.path() +
                           "; while :; do sleep 1; done"));
  ASSERT_EQ(next_line(*child), "ready");
  witness.wait_for_writer();
  child->signal(SIGTERM);
  EXPECT_EQ(next_state(*child, milliseconds(50)), ReadState::timeout);
  child->kill();
  EXPECT_EQ(child->ending(), "killed by signal 9 (Killed)");
  EXPECT_TRUE(witness.writer_is_gone());
}

TEST(Subprocess, ASignalReachesTheChildAlone) {
  const auto child =
      start(shell("trap 'echo caught >&4' USR1; echo ready >&4; "
                  "while :; do sleep 0.05; done"));
  ASSERT_EQ(next_line(*child), "ready");
  child->signal(SIGUSR1);
  EXPECT_EQ(next_line(*child), "caught");
}

TEST(Subprocess, GrandchildrenEndWithTheGroup) {
  Witness witness;
  auto child = start(
      shell("(trap '' TERM HUP; exec sleep 600 >" + witness.path() + ") & echo ready >&4; exit 0"));
  ASSERT_EQ(next_line(*child), "ready");
  EXPECT_EQ(next_state(*child), ReadState::closed) << "although the grandchild holds descriptor 4";
  witness.wait_for_writer();
  child.reset();
  EXPECT_TRUE(witness.writer_is_gone());
}

TEST(Subprocess, AGrandchildInASessionOfItsOwnEndsWithTheGroup) {
  Witness witness;
  auto child = start(shell("setsid sh -c 'trap \"\" TERM HUP; sleep 600 >" + witness.path() +
                           " & exit 0' & wait; echo ready >&4; read line <&3"));
  ASSERT_EQ(next_line(*child), "ready");
  witness.wait_for_writer();
  child.reset();
  EXPECT_TRUE(witness.writer_is_gone());
}

TEST(Subprocess, AGrandchildInASessionOfItsOwnEndsWhenItsOwnersOwnerIsKilled) {
  Witness witness;
  const pid_t owner = ::fork();
  if (owner == 0) {
    const auto child =
        start(shell("setsid sh -c 'exec 3<&- 4>&- 5<&-; sleep 600 >" + witness.path() +
                    " 2>&1 & exit 0' & wait; read line <&3"));
    ::pause();
  }
  witness.wait_for_writer();
  ::kill(owner, SIGKILL);
  ::waitpid(owner, nullptr, 0);
  EXPECT_TRUE(witness.writer_is_gone());
}

TEST(Subprocess, TheChildEndsWhenItsOwnerIsKilled) {
  Witness witness;
  const pid_t owner = ::fork();
  if (owner == 0) {
    const auto child =
        start(shell("read go <&3; exec sleep 600 >" + witness.path() + " 2>&1 3<&- 4>&-"));
    child->write_line("go");
    ::pause();
  }
  witness.wait_for_writer();
  ::kill(owner, SIGKILL);
  ::waitpid(owner, nullptr, 0);
  EXPECT_TRUE(witness.writer_is_gone());
}

TEST(Subprocess, SaysWhyAProgramCannotBeStarted) {
  SubprocessOptions options;
  options.argv = {"/no/such/python3"};
  const Error error = Subprocess::start(options).error();
  EXPECT_EQ(error.code, "process.not_started");
  EXPECT_EQ(to_text(error), "cannot start /no/such/python3: No such file or directory");
  options.argv = {"/etc/passwd"};
  EXPECT_EQ(to_text(Subprocess::start(options).error()),
            "cannot start /etc/passwd: Permission denied");
  options.argv = {"true"};
  options.working_folder = "/no/such";
  EXPECT_EQ(to_text(Subprocess::start(options).error()),
            "cannot start true in the folder /no/such: No such file or directory");
}

}  // namespace
}  // namespace core::base
