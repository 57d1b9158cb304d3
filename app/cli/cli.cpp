#include "app/cli/cli.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "core/base/text.h"

namespace app::cli {
namespace {

constexpr std::string_view kVersion = YIELDSCOPE_VERSION;

std::string overview() {
  std::string text =
      "Yieldscope: a replay debugger for durable orchestrations\n\n"
      "Usage: yieldscope [COMMAND] [ARGUMENT]…   a FILE alone opens the window\n\nCommands:\n";
  for (const Command& command : commands()) {
    text += fmt::format("  {:<10}{}\n", command.name, command.summary);
  }
  text +=
      "\nOptions:\n"
      "  --help     this text; `yieldscope COMMAND --help` for one command\n"
      "  --version  the version\n\n"
      "TARGET names the code: file.py[:function], a function-app folder, or native:NAME.\n"
      "Exit codes: 0 done, 1 an error was found, 2 bad usage or unreadable input,\n"
      "3 the orchestrator could not be run, 130 interrupted by Ctrl+C.\n";
  return text;
}

bool is_file(const std::string& argument) {
  std::error_code failed;
  return argument == "-" || argument.find_first_of("/.") != std::string::npos ||
         std::filesystem::exists(argument, failed);
}

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(commands().begin(), commands().end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == commands().end() ? nullptr : &*found;
}

ExitCode refuse_command(const std::string& name, Console& console) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  const auto near = core::base::did_you_mean(name, names);
  console.complain(fmt::format("'{}' is neither a command nor a file", core::base::printable(name)),
                   near ? fmt::format("Did you mean `yieldscope {}`?", *near)
                        : std::string("`yieldscope --help` lists the commands."));
  return ExitCode::usage;
}

ExitCode run_command(const Arguments& arguments, Console& console) {
  if (arguments.empty()) return open_command().run({}, console);
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h") {
    console.print(overview());
    return ExitCode::ok;
  }
  if (first == "--version") {
    console.print(fmt::format("yieldscope {}\n", kVersion));
    return ExitCode::ok;
  }
  const bool is_option = first.size() > 1 && first.front() == '-';
  // A file named like a command is opened by `yieldscope ./open`.
  if (const Command* command = find_command(first)) {
    return command->run(Arguments(arguments.begin() + 1, arguments.end()), console);
  }
  if (is_option || is_file(first)) return open_command().run(arguments, console);
  return refuse_command(first, console);
}

}  // namespace

ExitCode run(const Arguments& arguments, Console& console) {
  const ExitCode code = run_command(arguments, console);
  if (console.lost_results() == 0) return code;
  console.complain(std::string("standard output could not be written: ") +
                       std::strerror(console.lost_results()),
                   "Part of the result is lost. Free some space, or write it to another place.");
  return worse(code, ExitCode::usage);
}

}  // namespace app::cli
