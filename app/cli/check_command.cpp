#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/cli/check_text.h"
#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/project_settings.h"
#include "app/cli/work.h"
#include "app/jobs/crew.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/session/check/check.h"
#include "core/session/check/formats.h"

namespace app::cli {
namespace {

namespace fs = std::filesystem;
using core::model::Severity;
using core::session::CheckRun;
using core::session::CheckTrouble;
using core::session::ProjectSettings;

constexpr unsigned kMostJobs = 64;

struct Request {
  std::vector<std::string> paths;
  core::session::CheckRequest check;
  std::string format = "text", output, color = "auto", fail_on = "error", baseline, status;
  bool is_platform = false, is_strict = false, is_agreed = false;
};

void add_report_options(CLI::App& app, Request& request, CLI::Option* accept) {
  std::vector<std::string> formats(core::session::kCheckFormats.begin(),
                                   core::session::kCheckFormats.end());
  formats.insert(formats.begin(), "text");
  app.add_option("--format", request.format, "of the report")
      ->type_name("FORM")
      ->check(CLI::IsMember(formats));
  app.add_option("--output", request.output, "file for the report, written whole or not at all")
      ->type_name("FILE");
  app.add_flag("--redact", request.check.is_redacted,
               "leave inputs, results and other values out of all that is written")
      ->excludes(accept);
  app.add_option("--fail-on", request.fail_on, "error, or warning as well")
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"error", "warning"}));
  add_color_option(app, request.color);
}

void add_options(CLI::App& app, Request& request) {
  app.add_option("PATH", request.paths,
                 "histories, folders of them, or patterns such as 'exports/*.json'");
  app.add_option("--name", request.check.filter.name,
                 "check histories of orchestrators with this in their name, or with * as a pattern")
      ->type_name("NAME");
  app.add_option("--status", request.status, "check histories that stand so, e.g. Failed,Running")
      ->type_name("STATUS");
  add_code_options(app, request.check.code);
  add_payloads_option(app, request.check.beside);
  app.add_flag("--yes", request.is_agreed,
               "run the code that .yieldscope.json names, or that stands beside each history");
  auto* strict =
      app.add_flag("--strict", request.is_strict,
                   "also what the platform lets through: inputs, due times, … (the default)");
  app.add_flag("--platform", request.is_platform, "only what the platform itself would raise")
      ->excludes(strict);
  app.add_option("--jobs", request.check.jobs, "histories at the same time (one a core)")
      ->type_name("N")
      ->check(CLI::Range(1U, kMostJobs));
  app.add_option("--against", request.check.against,
                 "another version of the code, as git names it: which histories break that did not")
      ->type_name("REF")
      ->check([](const std::string& ref) { return ref.empty() ? "a version is needed" : ""; });
  app.add_flag("--prove", request.check.is_proving,
               "look for the cause of what breaks by experiment");
  app.add_option("--baseline", request.baseline, "findings that were accepted before")
      ->type_name("FILE");
  auto* accept = app.add_option("--accept", request.check.accept_reason,
                                "write all that is found to the baseline, for this reason");
  accept->type_name("REASON")->check([](const std::string& reason) {
    return core::base::trim(reason).empty() ? "a reason is needed" : "";
  });
  add_report_options(app, request, accept);
}

/// The nearest settings: of the target when one is named, else of the histories, else from here.
std::optional<fs::path> settings_file(const Request& request) {
  const std::string& target = request.check.code.target;
  if (!target.empty()) return core::session::find_settings_of_target(target);
  if (!request.paths.empty()) {
    if (auto file = core::session::find_settings(request.paths.front())) return file;
  }
  return core::session::find_settings(".");
}

/// What the options left open, from the settings. False: the command ends with `code`.
bool use_settings(const CLI::App& app, Request& request, Console& console, ExitCode& code) {
  const auto settings = load_settings(settings_file(request), console, code);
  if (!settings) return code == ExitCode::ok;
  if (request.check.code.target.empty() && !settings->target.empty()) {
    if (!agree_to_settings(*settings, request.is_agreed, console)) {
      code = ExitCode::usage;
      return false;
    }
    request.check.code.target = settings->target;
  }
  if (!request.check.code.target.empty()) {
    fill_from_settings(*settings, app, request.check.code, console);
  }
  if (request.paths.empty()) {
    for (const fs::path& path : settings->histories) request.paths.push_back(path.string());
  }
  if (!request.is_strict && !request.is_platform) {
    request.is_platform = !settings->is_strict.value_or(true);
  }
  if (app.count("--fail-on") == 0 && settings->fail_on == Severity::warning) {
    request.fail_on = "warning";
  }
  // One that is not there yet accepts nothing; one that an option names must be there.
  const fs::path baseline = core::session::baseline_of(*settings);
  std::error_code failed;
  const bool is_wanted = !request.check.accept_reason.empty() || fs::exists(baseline, failed);
  if (request.baseline.empty() && is_wanted) request.baseline = baseline.string();
  return true;
}

bool is_complete(const Request& request, Console& console) {
  if (request.check.code.target.empty() && !request.is_agreed) {
    console.complain("check needs the code that the histories are of",
                     "Name it with --orchestrator, or as \"target\" in .yieldscope.json; --yes runs "
                     "the code that stands beside each history.");
  } else if (request.paths.empty()) {
    console.complain("check needs histories",
                     "Name their folder, or write it as \"histories\" in .yieldscope.json.");
  } else if (!request.check.accept_reason.empty() && request.baseline.empty()) {
    console.complain("--accept needs a file to write to", "Name it with --baseline.");
  } else {
    return true;
  }
  return false;
}

void note_passed_over(const CheckRun& run, Console& console) {
  std::string kinds;
  for (const auto& [what, files] : run.passed_over) {
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", files, core::base::printable(what));
  }
  if (!kinds.empty()) {
    console.note(fmt::format("yieldscope: passed over, being no histories: {}\n", kinds));
  }
  if (run.left_out > 0) {
    console.note(fmt::format("yieldscope: left out by --name or --status: {}\n",
                             core::base::count_of(run.left_out, "history")));
  }
}

void note_baseline(const CheckRun& run, const std::string& file, Console& console) {
  if (run.newly_accepted > 0) {
    console.note(fmt::format("yieldscope: {} accepted in {}\n",
                             core::base::count_of(run.newly_accepted, "finding"),
                             core::base::printable(file)));
  }
  for (const std::string& stale : run.result.stale_baseline) {
    console.note(fmt::format("yieldscope: stale in the baseline: {}\n",
                             core::base::printable(stale)));
  }
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

ExitCode report(const Request& request, const CheckRun& run, Console& console) {
  note_passed_over(run, console);
  note_baseline(run, request.baseline, console);
  for (const core::base::Error& error : run.errors) console.complain(error);
  const std::string text =
      request.format == "text"
          ? check_text(run, console)
          : core::session::check_document(run.result, request.format, YIELDSCOPE_VERSION);
  const ExitCode code = exit_code_of_run(run, request.check.fail_on);
  if (request.output.empty()) {
    console.print(text);
    return code;
  }
  if (const auto written = core::base::write_file(request.output, text); !written.ok()) {
    console.complain(written.error());
    return worse(code, ExitCode::usage);
  }
  // Whoever reads the log of a build sees what it came to.
  console.note("yieldscope: " + check_totals(run) + "\n");
  return code;
}

ExitCode run(const Arguments& arguments, Console& console) {
  Request request;
  request.check.jobs = std::min(jobs::cores(), kMostJobs);
  CLI::App app("Replays every history of a corpus against the code, and says which of them break.",
               "yieldscope check");
  add_options(app, request);
  if (const auto code = parse(app, arguments, console)) return *code;
  apply_color(request.color, console);
  if (!request.output.empty()) console.set_color(request.color == "always");
  ExitCode code = ExitCode::ok;
  if (!use_settings(app, request, console, code)) return code;
  if (!is_complete(request, console)) return ExitCode::usage;
  auto statuses = core::session::parse_statuses(request.status);
  if (!statuses.ok()) {
    console.complain(statuses.error());
    return ExitCode::usage;
  }
  request.check.filter.statuses = std::move(statuses).value();
  request.check.is_strict = !request.is_platform;
  request.check.fail_on = request.fail_on == "error" ? Severity::error : Severity::warning;
  request.check.baseline = request.baseline;
  request.check.paths.assign(request.paths.begin(), request.paths.end());
  auto checked = run_work<CheckRun>(console, "checking", [&](const core::base::WorkContext& work) {
    return core::session::check(request.check, work, jobs::run_crew);
  });
  if (checked.ok()) return report(request, checked.value(), console);
  console.complain(checked.error());
  return exit_code_of(checked.error());
}

}  // namespace

Command check_command() {
  return {"check", "PATH… --orchestrator TARGET [--format FORM]",
          "replay a folder of histories against the code", run};
}

}  // namespace app::cli
