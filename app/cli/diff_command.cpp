#include <CLI/CLI.hpp>
#include <string_view>

#include "app/cli/command.h"
#include "app/cli/diff_text.h"
#include "app/cli/input.h"
#include "app/cli/options.h"
#include "app/cli/work.h"
#include "core/base/file.h"

namespace app::cli {
namespace {

using core::model::Severity;
using core::session::RunComparison;

constexpr std::size_t kMostShown = 100;

struct Request {
  std::string a, b, instance_a, instance_b;
  std::string format = "text", output, color = "auto", fail_on = "error";
  core::session::OpenOptions beside;
  std::size_t most = kMostShown;
  bool is_redacted = false;
};

void add_options(CLI::App& app, Request& request) {
  app.add_option("A", request.a, "history, trace or recording; - reads standard input")->required();
  app.add_option("B", request.b, "the other one")->required();
  app.add_option("--instance-a", request.instance_a, "the instance of A, where it holds several")
      ->type_name("ID");
  app.add_option("--instance-b", request.instance_b, "the instance of B")->type_name("ID");
  add_payloads_option(app, request.beside);
  app.add_option("--format", request.format, "text, or json with every difference")
      ->type_name("FORM")
      ->check(CLI::IsMember({"text", "json"}));
  app.add_option("--most", request.most, "differences that the text shows; 0: all")->type_name("N");
  app.add_option("--output", request.output, "file for the report, written whole or not at all")
      ->type_name("FILE");
  app.add_flag("--redact", request.is_redacted,
               "leave inputs, results and other values out of all that is written");
  app.add_option("--fail-on", request.fail_on,
                 "error (calls and how they end), or warning as well (values)")
      ->type_name("SEVERITY")
      ->check(CLI::IsMember({"error", "warning"}));
  add_color_option(app, request.color);
}

core::session::SnapshotPtr load_side(const Request& request, const std::string& file,
                                     const std::string& instance, std::string_view option,
                                     Console& console, ExitCode& code) {
  auto opened = open_file(file, instance, console, code, request.beside);
  if (!opened) return nullptr;
  const bool is_redacted = request.is_redacted;
  if (!is_redacted) note_choice(*opened, instance, console, option);
  return load_file(*opened, is_redacted ? Remarks::none : Remarks::all, console, code);
}

ExitCode write_report(const std::string& report, const Request& request, Console& console) {
  if (request.output.empty()) {
    console.print(report);
    return ExitCode::ok;
  }
  if (auto written = core::base::write_file(request.output, report); !written.ok()) {
    console.complain(written.error());
    return ExitCode::usage;
  }
  return ExitCode::ok;
}

ExitCode run(const Arguments& arguments, Console& console) {
  Request request;
  CLI::App app(
      "Lays two instances beside one another and says where they part.\n"
      "Yields are compared where both files are traces, else the recorded calls: kind, name, order,\n"
      "input and answer, then external events and the end. Times and ids are not compared. Ends with\n"
      "1 when calls or their end differ; other inputs and answers alone are warnings.",
      "yieldscope diff");
  add_options(app, request);
  if (const auto code = parse(app, arguments, console)) return *code;
  apply_color(request.color, console);
  if (!request.output.empty()) console.set_color(false);
  if (request.a == "-" && request.b == "-") {
    console.complain("standard input can be one side only", "Write a file for the other one.");
    return ExitCode::usage;
  }
  ExitCode code = ExitCode::ok;
  const bool is_redacted = request.is_redacted;
  const auto a = load_side(request, request.a, request.instance_a, "--instance-a", console, code);
  const auto b =
      a ? load_side(request, request.b, request.instance_b, "--instance-b", console, code)
        : nullptr;
  if (!b) return code;
  auto comparison = run_work<RunComparison>(
      console, "comparing", [&](const core::base::WorkContext&) -> core::base::Result<RunComparison> {
        return RunComparison(a, b, is_redacted ? core::session::DifferenceValues::redacted
                                               : core::session::DifferenceValues::shown);
      });
  if (!comparison.ok()) {
    console.complain(comparison.error());
    return exit_code_of(comparison.error());
  }
  if (is_redacted) {
    note_remarks(comparison->a(), Remarks::all, console);
    note_remarks(comparison->b(), Remarks::all, console);
  }
  const std::string report = request.format == "json"
                                 ? diff_json(comparison.value())
                                 : diff_text(comparison.value(), request.most, console);
  code = write_report(report, request, console);
  const bool has_failed = comparison->has(Severity::error) ||
                          (request.fail_on == "warning" && comparison->has(Severity::warning));
  return worse(code, has_failed ? ExitCode::failed : ExitCode::ok);
}

}  // namespace

Command diff_command() {
  return {"diff", "A B [--format FORM]", "where two histories or traces part", run};
}

}  // namespace app::cli
