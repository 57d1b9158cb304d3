#include "app/cli/report_format.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/cli/pass_text.h"
#include "app/cli/staircase.h"
#include "app/cli/verdict_line.h"
#include "core/base/text.h"
#include "core/session/save_trace.h"

namespace app::cli {
namespace {

void print_states(const core::session::Snapshot& snapshot, Console& console) {
  for (std::uint32_t i = 0; i < snapshot.trace->passes.size(); ++i) {
    const std::string line = core::session::state_line(snapshot, core::model::PassIndex{i});
    if (!line.empty()) console.print(line + "\n");
  }
}

/// The forms for programs say nothing about code that stopped; standard error does.
void note_not_run(const core::session::Snapshot& snapshot, Console& console) {
  for (const auto& pass : snapshot.trace->passes) {
    if (const auto* not_run = std::get_if<core::model::NotRun>(&pass.outcome.what)) {
      console.complain(not_run->error);
    }
  }
}

}  // namespace

void add_format_option(CLI::App& app, std::string& format) {
  app.add_option("--format", format,
                 "text, trace (our file format), states (one JSON line a pass), staircase")
      ->type_name("FORM")
      ->check(CLI::IsMember({"text", "trace", "states", "staircase"}));
}

ExitCode print_report(const core::session::Snapshot& snapshot, const std::string& format,
                      Console& console) {
  if (!snapshot.trace && format != "text") {
    console.complain(fmt::format("--format {} needs code to run over the history", format),
                     "Name it with --orchestrator file.py:function.");
    return ExitCode::usage;
  }
  if (format == "states") {
    print_states(snapshot, console);
  } else if (format == "trace") {
    console.print(core::session::trace_text(snapshot));
  } else if (format == "staircase") {
    console.print(staircase(snapshot, console));
  } else {
    console.print(replay_text(snapshot, console));
  }
  if (!has_not_run(snapshot)) return ExitCode::ok;
  if (format != "text") note_not_run(snapshot, console);
  return ExitCode::not_run;
}

}  // namespace app::cli
