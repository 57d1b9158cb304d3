#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/cli/command.h"
#include "app/cli/info_text.h"
#include "app/cli/input.h"
#include "app/cli/options.h"
#include "core/session/replayable.h"

namespace app::cli {
namespace {

struct Request {
  std::vector<std::string> files;
  std::string instance, python, color = "auto", status;
  core::session::InstanceFilter filter;
  core::session::OpenOptions beside;
  bool as_json = false;
};

void add_options(CLI::App& app, Request& request) {
  app.add_option("FILE", request.files,
                 "histories or traces, folders of them, or patterns such as 'exports/*.json'; - "
                 "reads standard input; or a .py file or folder of code")
      ->required();
  auto* instance = app.add_option("--instance", request.instance, "the instance to describe");
  instance->type_name("ID");
  app.add_option("--name", request.filter.name,
                 "list instances of orchestrators with this in their name, or with * as a pattern")
      ->type_name("NAME")
      ->excludes(instance);
  app.add_option("--status", request.status, "list instances that stand so, e.g. Failed,Running")
      ->type_name("STATUS")
      ->excludes(instance);
  app.add_option("--python", request.python, "interpreter for Python code")->type_name("PATH");
  add_payloads_option(app, request.beside);
  app.add_flag("--json", request.as_json, "one stable JSON document instead of text");
  add_color_option(app, request.color);
}

bool is_folder(const std::string& path) {
  std::error_code failed;
  return std::filesystem::is_directory(path, failed);
}

/// Code is listed by reading it; whatever else there is, is opened.
bool is_code_file(const std::string& path) {
  std::error_code failed;
  return std::filesystem::path(path).extension() == ".py" &&
         std::filesystem::is_regular_file(path, failed);
}

void print_code(const std::string& path, const Request& request, Console& console) {
  const std::string interpreter = core::session::interpreter_for(path, request.python);
  console.print(request.as_json ? code_json(path, interpreter)
                                : code_text(path, interpreter, console));
}

/// The one that was asked for, or the only one. False: it cannot be read.
bool describe_one(OpenedFile& opened, const Request& request, InfoSubject& subject,
                  Console& console, ExitCode& code) {
  const auto& rows = core::session::instances(*opened.document);
  // A row of an Instances table has nothing more to be described.
  const bool has_events = core::session::format_of(*opened.document) != "instances-table";
  const bool is_listed = rows.size() > 1 || !request.filter.is_empty() || !has_events;
  if (is_listed && request.instance.empty()) return true;
  note_choice(opened, request.instance, console);
  subject.row = rows[opened.instance];
  subject.snapshot = load_file(opened, Remarks::without_findings, console, code);
  if (!subject.snapshot) return false;
  subject.file = subject.snapshot->file;
  subject.not_replayable = core::session::why_not_replayable(*subject.snapshot);
  if (!subject.not_replayable) {
    subject.beside = core::session::find_orchestrator_beside(
        subject.file, subject.snapshot->history->envelope().name);
  }
  if (subject.beside) {
    subject.interpreter = core::session::interpreter_for(*subject.beside, request.python);
  }
  return true;
}

ExitCode describe(const Request& request, Console& console) {
  std::vector<InfoSubject::Code> code_beside;
  for (const std::string& path : request.files) {
    if (!is_folder(path) || !has_code(path)) continue;
    code_beside.push_back({path, core::session::interpreter_for(path, request.python)});
  }
  ExitCode code = ExitCode::ok;
  auto opened = open_files(request.files, request.instance, console, code,
                           code_beside.empty() ? NoHistory::is_error : NoHistory::is_fine,
                           request.beside);
  if (!opened && code == ExitCode::ok) {
    for (const auto& one : code_beside) print_code(one.path, request, console);
    return code;
  }
  if (!opened) return code;
  std::string named;
  for (const std::string& file : request.files) named += (named.empty() ? "" : ", ") + file;
  InfoSubject subject{*opened->document, named, request.filter, nullptr, {}, {}, {}, {},
                      std::move(code_beside)};
  if (!describe_one(*opened, request, subject, console, code)) return code;
  console.print(request.as_json ? info_json(subject) : info_text(subject, console));
  if (request.as_json) return ExitCode::ok;
  for (const auto& one : subject.code) {
    console.print("\n");
    print_code(one.path, request, console);
  }
  return ExitCode::ok;
}

ExitCode run(const Arguments& arguments, Console& console) {
  Request request;
  CLI::App app("Says what a file is, or many: format, instances, events, fidelity, what was lost.",
               "yieldscope info");
  add_options(app, request);
  if (const auto code = parse(app, arguments, console)) return *code;
  apply_color(request.color, console);
  auto statuses = core::session::parse_statuses(request.status);
  if (!statuses.ok()) {
    console.complain(statuses.error());
    return ExitCode::usage;
  }
  request.filter.statuses = std::move(statuses).value();
  if (request.files.size() == 1 && is_code_file(request.files.front())) {
    print_code(request.files.front(), request, console);
    return ExitCode::ok;
  }
  return describe(request, console);
}

}  // namespace

Command info_command() {
  return {"info", "FILE… [--instance ID] [--json]", "what files are and what they hold", run};
}

}  // namespace app::cli
