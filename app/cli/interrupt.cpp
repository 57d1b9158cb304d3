#include "app/cli/interrupt.h"

#include <csignal>

namespace app::cli {
namespace {

// A signal handler reaches nothing but a variable of static lifetime.
volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int number) {
  interrupted = 1;
  std::signal(number, SIG_DFL);
}

}  // namespace

void watch_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
}

bool was_interrupted() { return interrupted != 0; }

}  // namespace app::cli
