#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/consent.h"
#include "app/cli/input.h"
#include "app/cli/options.h"
#include "app/cli/project_settings.h"
#include "app/cli/report_format.h"
#include "app/cli/work.h"
#include "core/session/prove.h"
#include "core/session/redact.h"
#include "core/session/replayable.h"

namespace app::cli {
namespace {

struct Request {
  std::string file, instance, format = "text", color = "auto";
  core::session::ReplayRequest code;
  core::session::OpenOptions beside;
  bool is_agreed = false, is_proven = false, is_redacted = false;
};

void add_options(CLI::App& app, Request& request) {
  app.add_option("FILE", request.file, "history or trace; - reads standard input")->required();
  add_code_options(app, request.code);
  app.add_option("--instance", request.instance, "the instance, where the file holds several")
      ->type_name("ID");
  add_payloads_option(app, request.beside);
  app.add_option("--passes", request.code.passes, "auto, all, last, or one pass number")
      ->type_name("WHICH");
  app.add_flag("--prove", request.is_proven,
               "run the passes again with another clock, random numbers, hash order and "
               "environment, to prove what makes a difference");
  add_format_option(app, request.format);
  app.add_flag("--redact", request.is_redacted,
               "leave inputs, results and other values out of all that is written");
  app.add_flag("--yes", request.is_agreed, "run the orchestrator found beside the history");
  add_color_option(app, request.color);
}

/// The code to run, and how: what the options name, else what the settings or a look beside the
/// history find, after consent. An empty target runs nothing. False: the settings cannot be read.
bool choose_code(const CLI::App& app, const core::session::Snapshot& snapshot, Request& request,
                 Console& console, ExitCode& code) {
  using core::session::find_settings;
  using core::session::find_settings_of_target;
  std::string& target = request.code.target;
  if (target.empty()) {
    const auto found = load_settings(find_settings(request.file), console, code);
    if (code != ExitCode::ok) return false;
    if (found && !found->target.empty()) {
      if (!agree_to_settings(*found, request.is_agreed, console)) return true;
      target = found->target;
      fill_from_settings(*found, app, request.code, console);
      return true;
    }
    target = choose_target(snapshot, target, request.is_agreed, console);
    if (target.empty()) return true;
  }
  const auto settings = load_settings(find_settings_of_target(target), console, code);
  if (settings) fill_from_settings(*settings, app, request.code, console);
  return code == ExitCode::ok;
}

ExitCode run(const Arguments& arguments, Console& console) {
  using core::session::SnapshotPtr;
  Request request;
  CLI::App app("Replays a history against its orchestrator: every pass and every yield.",
               "yieldscope replay");
  add_options(app, request);
  if (const auto code = parse(app, arguments, console)) return *code;
  apply_color(request.color, console);

  ExitCode code = ExitCode::ok;
  auto opened = open_file(request.file, request.instance, console, code, request.beside);
  if (!opened) return code;
  if (!request.is_redacted) note_choice(*opened, request.instance, console);
  const Remarks remarks = request.format == "text" ? Remarks::without_findings : Remarks::all;
  SnapshotPtr snapshot =
      load_file(*opened, request.is_redacted ? Remarks::none : remarks, console, code);
  if (!snapshot) return code;
  const auto refused = core::session::why_not_replayable(*snapshot);
  if (refused && request.code.target.empty()) console.complain(*refused);
  // A recorded trace is shown as it is unless code is named.
  const bool is_wanted = !snapshot->trace && !refused;
  const bool is_asked = is_wanted || !request.code.target.empty();
  if (is_asked && !choose_code(app, *snapshot, request, console, code)) return code;
  if (!request.code.target.empty()) {
    auto replayed =
        run_work<SnapshotPtr>(console, "replaying", [&](const core::base::WorkContext& work) {
          return core::session::replay(snapshot, request.code, work);
        });
    if (!replayed.ok()) {
      console.complain(replayed.error());
      return exit_code_of(replayed.error());
    }
    snapshot = std::move(replayed).value();
  }
  if (request.is_proven && !request.code.target.empty()) {
    auto proven =
        run_work<SnapshotPtr>(console, "proving", [&](const core::base::WorkContext& work) {
          return core::session::prove(snapshot, request.code, work);
        });
    if (!proven.ok()) {
      console.complain(proven.error());
      return exit_code_of(proven.error());
    }
    snapshot = std::move(proven).value();
  }
  if (request.is_redacted) {
    snapshot = core::session::redacted(*snapshot);
    note_remarks(*snapshot, remarks, console);
  }
  return print_report(*snapshot, request.format, console);
}

}  // namespace

Command replay_command() {
  return {"replay", "FILE [--orchestrator TARGET] [--format FORM]",
          "run the orchestrator again over a history", run};
}

}  // namespace app::cli
