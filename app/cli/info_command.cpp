#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/cli/command.h"
#include "app/cli/info_text.h"
#include "app/cli/input.h"
#include "app/cli/options.h"
#include "core/session/replayable.h"

namespace app::cli {
namespace {

/// Code is listed by reading it; whatever else there is, is opened.
bool is_code(const std::string& file) {
  std::error_code failed;
  const std::filesystem::path path(file);
  return (std::filesystem::is_directory(path, failed) && !core::session::holds_recordings(path)) ||
         (path.extension() == ".py" && std::filesystem::is_regular_file(path, failed));
}

ExitCode run(const Arguments& arguments, Console& console) {
  std::string file, instance, python, color = "auto";
  bool as_json = false;
  CLI::App app("Says what a file is: format, instances, events, fidelity, what was lost.",
               "yieldscope info");
  app.add_option("FILE", file, "history or trace; - reads standard input; or a .py file or folder")
      ->required();
  app.add_option("--instance", instance, "the instance to describe")->type_name("ID");
  app.add_option("--python", python, "interpreter for Python code")->type_name("PATH");
  app.add_flag("--json", as_json, "one stable JSON document instead of text");
  add_color_option(app, color);
  if (const auto code = parse(app, arguments, console)) return *code;
  apply_color(color, console);

  if (is_code(file)) {
    const std::string interpreter = core::session::interpreter_for(file, python);
    console.print(as_json ? code_json(file, interpreter) : code_text(file, interpreter, console));
    return ExitCode::ok;
  }
  ExitCode code = ExitCode::ok;
  auto opened = open_file(file, instance, console, code);
  if (!opened) return code;
  const auto& rows = core::session::instances(*opened->document);
  InfoSubject subject{*opened->document, file, nullptr, rows[opened->instance], std::nullopt,
                      {}, {}};
  if (rows.size() == 1 || !instance.empty()) {
    subject.snapshot = load_file(*opened, Remarks::without_findings, console, code);
    if (!subject.snapshot) return code;
    subject.not_replayable = core::session::why_not_replayable(*subject.snapshot);
    if (!subject.not_replayable) {
      subject.beside = core::session::find_orchestrator_beside(
          file, subject.snapshot->history->envelope().name);
    }
    if (subject.beside) {
      subject.interpreter = core::session::interpreter_for(*subject.beside, python);
    }
  }
  console.print(as_json ? info_json(subject) : info_text(subject, console));
  return ExitCode::ok;
}

}  // namespace

Command info_command() {
  return {"info", "FILE [--instance ID] [--json]", "what a file is and what it holds", run};
}

}  // namespace app::cli
