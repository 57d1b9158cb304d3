#include "app/cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/base/text.h"
#include "core/session/explain.h"

namespace app::cli {
namespace {

/// The option nearest to an unknown one.
std::string suggestion(const CLI::App& app, const std::vector<std::string>& unknown) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  for (const std::string& argument : unknown) {
    if (const auto near = core::base::did_you_mean(argument.substr(0, argument.find('=')), views)) {
      return fmt::format("Did you mean {}?", *near);
    }
  }
  return fmt::format("`{} --help` lists the options.", app.get_name());
}

/// CLI11's own text, with what came from the user made harmless.
std::string message_of(const CLI::App& app, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    std::string rest;
    for (const std::string& argument : app.remaining()) {
      rest += (rest.empty() ? "" : ", ") + core::base::printable(argument);
    }
    return "unknown argument: " + rest;
  }
  return core::base::printable(error.what());
}

}  // namespace

std::optional<ExitCode> parse(CLI::App& app, const Arguments& arguments, Console& console) {
  app.get_formatter()->column_width(30);
  try {
    app.parse(Arguments(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    console.print(app.help());
    return ExitCode::ok;
  } catch (const CLI::ParseError& error) {
    console.complain(message_of(app, error), suggestion(app, app.remaining()));
    return ExitCode::usage;
  }
  return std::nullopt;
}

void add_code_options(CLI::App& app, core::session::ReplayRequest& request) {
  std::string flavours;
  for (const core::session::FlavourText& flavour : core::session::flavour_texts()) {
    flavours += (flavours.empty() ? "" : ", ") + std::string(flavour.name);
  }
  app.add_option("--orchestrator", request.target,
                 "the code: file.py[:function], a function-app folder, or native:NAME")
      ->type_name("TARGET");
  app.add_option("--python", request.python, "interpreter for Python code")->type_name("PATH");
  app.add_flag("--stub-missing", request.stubs_missing,
               "stand-ins for packages that the interpreter does not have");
  app.add_option("--sdk", request.sdk,
                 "shim: Yieldscope's own stand-in; real: the SDK that the interpreter has")
      ->type_name("WHICH")
      ->check(CLI::IsMember({"shim", "real"}));
  app.add_option("--flavour", request.flavour, "rules of one SDK generation: " + flavours)
      ->type_name("NAME");
  app.add_option("--allow", request.allowances,
                 "acts that replayed code may do: net, files, processes")
      ->delimiter(',')
      ->type_name("LIST")
      ->check(CLI::IsMember({"net", "files", "processes"}));
  app.add_option("--time-limit", request.step_seconds,
                 "seconds from one yield to the next before the code counts as hung (10)")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.01, 86400.0));
}

void add_payloads_option(CLI::App& app, core::session::OpenOptions& options) {
  app.add_option("--payloads", options.payloads,
                 "folder with the downloaded blobs that a history names instead of its large values")
      ->type_name("DIR");
}

void add_color_option(CLI::App& app, std::string& color) {
  app.add_option("--color", color, "auto, always or never")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void apply_color(const std::string& color, Console& console) {
  if (color == "always") console.set_color(true);
  if (color == "never") console.set_color(false);
}

}  // namespace app::cli
