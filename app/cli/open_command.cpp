#include <dlfcn.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>

#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/project_settings.h"
#include "app/cli/window_entry.h"
#include "app/cli/work.h"
#include "core/base/text.h"
#include "core/session/glob.h"

namespace app::cli {
namespace {

namespace fs = std::filesystem;

/// Where the window's module can stand: beside the program, or in an installed tree.
std::vector<fs::path> module_places() {
  std::error_code failed;
  const fs::path folder = fs::read_symlink("/proc/self/exe", failed).parent_path();
  return {folder / kWindowModule, folder / ".." / "lib" / "yieldscope" / kWindowModule};
}

bool has_display() {
  const auto is_set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
}

bool read_size(const std::string& text, OpenRequest& request) {
  if (text.empty()) return true;
  char end = 0;
  return std::sscanf(text.c_str(), "%5dx%5d%c", &request.width, &request.height, &end) == 2 &&
         request.width > 0 && request.height > 0;
}

ExitCode open_window(const OpenRequest& request, Console& console) {
  std::string reasons;
  for (const fs::path& place : module_places()) {
    std::error_code failed;
    if (!fs::exists(place, failed)) continue;
    void* module = ::dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) {
      reasons += fmt::format("{}\n", core::base::printable(::dlerror()));
      continue;
    }
    // dlsym has no other way to say "function".
    const auto window = reinterpret_cast<OpenWindowFunction>(::dlsym(module, kOpenWindowSymbol));
    if (window != nullptr) return static_cast<ExitCode>(window(request));
    reasons += fmt::format("{} has no {}\n", place.string(), kOpenWindowSymbol);
  }
  console.complain("the window cannot be opened: " +
                       (reasons.empty() ? fmt::format("{} is not beside the program", kWindowModule)
                                        : std::string(core::base::trim(reasons))),
                   "Build it with `app/run.sh`, or use `yieldscope replay FILE --format staircase` "
                   "in this terminal.");
  return ExitCode::usage;
}

void add_options(CLI::App& app, OpenRequest& request, std::string& size) {
  app.add_option("FILE", request.files,
                 "histories, traces or scenarios; several, folders and patterns such as "
                 "'exports/*.json' are opened as one");
  add_code_options(app, request.code);
  add_payloads_option(app, request.beside);
  app.add_option("--instance", request.instance, "the instance, where the file holds several")
      ->type_name("ID");
  app.add_option("--passes", request.code.passes, "auto, all, last, or one pass number")
      ->type_name("WHICH");
  app.add_flag("--yes", request.consent, "run the orchestrator found beside the history");
  app.add_option("--screenshot", request.screenshot, "draw the window once into a PNG and exit")
      ->type_name("OUT.png");
  app.add_option("--size", size, "of the window or the picture")->type_name("WxH");
  app.add_option("--focus", request.focus, "where to stand, e.g. p5.y4")->type_name("LOCATOR");
  app.add_option("--theme", request.theme, "dark or light")->type_name("NAME");
  app.add_option("--scale", request.scale, "of the whole window, e.g. 1.5")->type_name("FACTOR");
  app.add_option("--ui-map", request.ui_map, "file that gets the state of each frame, for tests")
      ->type_name("FILE");
}

/// Said here and not in a window.
bool is_there(const std::string& file, Console& console) {
  std::error_code failed;
  if (file == "-" || fs::exists(file, failed)) return true;
  if (!core::session::is_glob(file)) {
    console.complain("no such file: " + core::base::printable(file));
    return false;
  }
  using Paths = std::vector<fs::path>;
  const auto found = run_work<Paths>(console, "looking", [&](const core::base::WorkContext& work) {
    return core::session::expand_glob(file, work);
  });
  if (!found.ok()) console.complain(found.error());
  return found.ok();
}

ExitCode run(const Arguments& arguments, Console& console) {
  OpenRequest request;
  std::string size;
  CLI::App app("Opens the window; with --screenshot draws it once and exits.", "yieldscope open");
  add_options(app, request, size);
  if (const auto code = parse(app, arguments, console)) return *code;
  if (!read_size(size, request)) {
    console.complain("--size " + core::base::printable(size) + " is not WIDTHxHEIGHT",
                     "For example --size 1600x1000.");
    return ExitCode::usage;
  }
  for (const std::string& file : request.files) {
    if (!is_there(file, console)) return ExitCode::usage;
  }
  if (!has_display()) {
    console.complain("there is no display to open a window on",
                     "Set DISPLAY, run it under xvfb-run, or use `yieldscope replay FILE --format "
                     "staircase` in this terminal.");
    return ExitCode::usage;
  }
  // The window looks for those of a history itself, when it has the person's consent to run code.
  if (!request.code.target.empty()) {
    ExitCode code = ExitCode::ok;
    const auto file = core::session::find_settings_of_target(request.code.target);
    const auto settings = load_settings(file, console, code);
    if (code != ExitCode::ok) return code;
    if (settings) fill_from_settings(*settings, app, request.code, console);
  }
  return open_window(request, console);
}

}  // namespace

Command open_command() {
  return {"open", "[FILE…] [--orchestrator TARGET]", "open the window", run};
}

}  // namespace app::cli
