#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "app/cli/check_text.h"
#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/work.h"
#include "app/jobs/crew.h"
#include "core/base/text.h"
#include "core/session/check/check.h"

namespace app::cli {
namespace {

using core::model::Severity;
using core::session::CheckRun;
using core::session::CheckTrouble;

struct Request {
  std::vector<std::string> paths;
  core::session::CheckRequest check;
  std::string format = "text", color = "auto", fail_on = "error";
  bool is_platform = false, is_strict = false;
};

void add_options(CLI::App& app, Request& request) {
  app.add_option("PATH", request.paths, "histories, or folders of them");
  add_code_options(app, request.check.code);
  auto* strict = app.add_flag("--strict", request.is_strict,
                              "also what the platform lets through: inputs, due times … (default)");
  app.add_flag("--platform", request.is_platform, "only what the platform itself would raise")
      ->excludes(strict);
  app.add_option("--jobs", request.check.jobs, "histories at the same time (one a core)")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
  app.add_option("--fail-on", request.fail_on, "error, or warning as well")
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"error", "warning"}));
  add_color_option(app, request.color);
}

void note_passed_over(const CheckRun& run, Console& console) {
  std::string kinds;
  std::size_t all = 0;
  for (const auto& [what, files] : run.passed_over) {
    all += files;
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", files, core::base::printable(what));
  }
  if (all == 0) return;
  console.note(fmt::format("yieldscope: passed over as no histories: {}\n", kinds));
}

ExitCode exit_code_of_run(const CheckRun& run, Severity fail_on) {
  ExitCode code = ExitCode::ok;
  for (std::size_t i = 0; i < run.result.histories.size(); ++i) {
    const auto& findings = run.result.histories[i].findings;
    const bool fails = std::any_of(findings.begin(), findings.end(), [&](const auto& finding) {
      return finding.severity >= fail_on && !finding.is_consequence;
    });
    if (fails) code = worse(code, ExitCode::failed);
    if (run.troubles[i] == CheckTrouble::not_run) {
      code = worse(code, ExitCode::not_run);
    } else if (run.troubles[i] != CheckTrouble::none) {
      code = worse(code, ExitCode::usage);
    }
  }
  return code;
}

ExitCode run(const Arguments& arguments, Console& console) {
  Request request;
  request.check.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, 64U);
  CLI::App app("Replays every history of a corpus against the code, and says which of them break.",
               "yieldscope check");
  add_options(app, request);
  if (const auto code = parse(app, arguments, console)) return *code;
  apply_color(request.color, console);
  request.check.is_strict = !request.is_platform;
  request.check.paths.assign(request.paths.begin(), request.paths.end());
  if (request.check.paths.empty() || request.check.code.target.empty()) {
    console.complain("check needs histories and code", "For example: yieldscope check histories "
                                                       "--orchestrator function_app.py");
    return ExitCode::usage;
  }
  auto checked = run_work<CheckRun>(console, "checking", [&](const core::base::WorkContext& work) {
    return core::session::check(request.check, work, jobs::run_crew);
  });
  if (!checked.ok()) {
    console.complain(checked.error());
    return exit_code_of(checked.error());
  }
  note_passed_over(checked.value(), console);
  for (const core::base::Error& error : checked->errors) console.complain(error);
  console.print(check_text(checked.value(), console));
  return exit_code_of_run(checked.value(),
                      request.fail_on == "error" ? Severity::error : Severity::warning);
}

}  // namespace

Command check_command() {
  return {"check", "PATH… --orchestrator TARGET [--format FORM]",
          "replay a folder of histories against the code", run};
}

}  // namespace app::cli
