#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/report_format.h"
#include "app/cli/text_layout.h"
#include "app/cli/verdict_line.h"
#include "app/cli/work.h"
#include "core/base/text.h"
#include "core/session/save_trace.h"
#include "core/session/simulate.h"

namespace app::cli {
namespace {

struct Request {
  std::vector<std::string> files;
  std::string format = "text", color = "auto", save_trace;
  core::session::ReplayRequest code;
};

/// Verifications are a result for people; the forms for programs keep standard output to
/// themselves.
void print_failures(const core::session::SimulationRun& run, const Request& request,
                    Console& console) {
  std::string text;
  for (const auto& failure : run.failures) {
    text += console.ink(Ink::bad, "verification failed") + "\n" +
            labelled("what", core::base::printable(failure.what), console.width()) +
            labelled("expected", core::base::printable(failure.expected), console.width()) +
            labelled("actual", core::base::printable(failure.actual), console.width()) + "\n";
  }
  request.format == "text" ? console.print(text) : console.note(text);
}

ExitCode run_one(const Request& request, const std::string& file, Console& console) {
  using core::session::SimulationRun;
  auto run =
      run_work<SimulationRun>(console, "simulating", [&](const core::base::WorkContext& work) {
        return core::session::simulate(file, request.code, work);
      });
  if (!run.ok()) {
    console.complain(run.error());
    return exit_code_of(run.error());
  }
  print_failures(run.value(), request, console);
  ExitCode code = print_report(*run->snapshot, request.format, console);
  if (!run->failures.empty() || has_error(*run->snapshot)) code = worse(code, ExitCode::failed);
  if (request.save_trace.empty()) return code;
  const auto saved = core::session::save_trace(*run->snapshot, request.save_trace);
  if (saved.ok()) return code;
  console.complain(saved.error());
  return worse(code, ExitCode::usage);
}

ExitCode run(const Arguments& arguments, Console& console) {
  Request request;
  CLI::App app("Runs scenarios: the code with answers from a table, then verifies what it did.",
               "yieldscope simulate");
  app.add_option("SCENARIO", request.files, "scenario files")->required();
  add_code_options(app, request.code);
  add_format_option(app, request.format);
  app.add_option("--save-trace", request.save_trace, "write the run as *.trace.json")
      ->type_name("FILE");
  add_color_option(app, request.color);
  if (const auto code = parse(app, arguments, console)) return *code;
  apply_color(request.color, console);
  if (!request.save_trace.empty() && request.files.size() > 1) {
    console.complain("--save-trace writes one run, but several scenarios are named",
                     "Run them one by one.");
    return ExitCode::usage;
  }

  ExitCode code = ExitCode::ok;
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    if (i > 0) console.print("\n");
    code = worse(code, run_one(request, request.files[i], console));
    if (was_interrupted()) break;
  }
  return code;
}

}  // namespace

Command simulate_command() {
  return {"simulate", "SCENARIO… [--save-trace FILE]",
          "run scenarios without a platform and verify them", run};
}

}  // namespace app::cli
