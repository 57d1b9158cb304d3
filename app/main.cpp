// The program: signals, console, command line.
#include <string>
#include <vector>

#include "app/cli/cli.h"
#include "app/cli/interrupt.h"

int main(int argc, char** argv) {
  app::cli::watch_signals();
  app::cli::Console console;
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  return static_cast<int>(app::cli::run(arguments, console));
}
