#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <set>

#include "app/cli/command.h"
#include "app/cli/input.h"
#include "app/cli/options.h"
#include "app/cli/work.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "core/session/convert.h"
#include "core/session/instance_file_names.h"

namespace app::cli {
namespace {

using core::base::printable;
using core::session::ConvertedFile;
using core::session::ConvertFormat;
using core::session::SnapshotPtr;

constexpr std::size_t kShownIds = 5;

struct Request {
  std::string file, instance, output;
  core::session::ConvertRequest convert;
  core::session::OpenOptions beside;
  bool takes_all = false;
};

void add_options(CLI::App& app, Request& request) {
  std::vector<std::string> names;
  for (const ConvertFormat& format : core::session::convert_formats()) {
    names.emplace_back(format.name);
  }
  app.add_option("FILE", request.file, "history, trace or recording; - reads standard input")
      ->required();
  app.add_option("--to", request.convert.format, "the format to write")
      ->required()
      ->type_name("FORMAT")
      ->check(CLI::IsMember(names));
  auto* instance =
      app.add_option("--instance", request.instance, "the instance, where the file holds several")
          ->type_name("ID");
  app.add_flag("--all", request.takes_all,
               "every instance as a file of its own, in the folder that --output names")
      ->excludes(instance);
  app.add_option("--output", request.output,
                 "file to write, whole or not at all; - or none: standard output")
      ->type_name("OUT");
  add_payloads_option(app, request.beside);
  app.add_flag("--reconstructed", request.convert.allows_reconstructed,
               "write also what was worked out, into a format that cannot mark it");
}

std::string_view ending_of(const Request& request) {
  for (const ConvertFormat& format : core::session::convert_formats()) {
    if (format.name == request.convert.format) return format.ending;
  }
  return {};
}

/// Says what was lost, by the importer and by the format; every sentence once.
class LossNotes {
 public:
  explicit LossNotes(Console& console) : console_(console) {}

  /// `subject` names the instance where there are several.
  void tell(const core::session::Snapshot& snapshot, const ConvertedFile& converted,
            const std::string& subject) {
    for (const auto& remark : snapshot.report->remarks) {
      const bool is_loss = remark.code.ends_with("not_kept");
      if (remark.severity == core::model::Severity::information && !is_loss) continue;
      note(core::model::name_of(remark.severity),
           core::base::to_text({remark.code, printable(remark.message), remark.where, ""}));
    }
    for (const std::string& loss : converted.losses) {
      note("warning", subject.empty() ? loss : subject + ": " + loss);
    }
  }

 private:
  void note(std::string_view severity, const std::string& text) {
    // Remarks about the file are repeated by each of its instances.
    if (told_.insert(text).second) {
      console_.note(fmt::format("yieldscope: {}: {}\n", severity, text));
    }
  }

  Console& console_;
  std::set<std::string> told_;
};

/// One instance, loaded and converted; errors are written to the console.
class Conversion {
 public:
  Conversion(const Request& request, Console& console)
      : request_(request), console_(console), notes_(console) {}

  std::optional<ConvertedFile> run(OpenedFile& opened, const std::string& subject, ExitCode& code) {
    auto converted = run_work<ConvertedFile>(
        console_, "converting", [&](const core::base::WorkContext& work) {
          return convert(opened, work);
        });
    if (!converted.ok()) {
      core::base::Error error = converted.error();
      if (!subject.empty()) error.message = subject + ": " + error.message;
      console_.complain(error);
      code = worse(code, exit_code_of(error));
      return std::nullopt;
    }
    notes_.tell(*snapshot_, converted.value(), subject);
    snapshot_ = nullptr;
    return std::move(converted).value();
  }

 private:
  core::base::Result<ConvertedFile> convert(OpenedFile& opened,
                                            const core::base::WorkContext& work) {
    auto loaded = core::session::load(*opened.document, opened.instance, work);
    if (!loaded.ok()) return loaded.error();
    snapshot_ = std::move(loaded).value();
    return core::session::convert(*snapshot_, request_.convert, work);
  }

  const Request& request_;
  Console& console_;
  LossNotes notes_;
  SnapshotPtr snapshot_;
};

bool write(const std::filesystem::path& file, const std::string& text, Console& console,
           ExitCode& code) {
  const auto written = core::base::write_file(file, text);
  if (written.ok()) return true;
  console.complain(written.error());
  code = worse(code, ExitCode::usage);
  return false;
}

/// The first few ids, each once.
std::string ids_text(const std::vector<core::session::InstanceRow>& rows) {
  std::set<std::string_view> ids;
  std::string text;
  for (const auto& row : rows) {
    if (!ids.insert(row.id).second || ids.size() > kShownIds) continue;
    text += fmt::format("{}'{}'", text.empty() ? "" : ", ", printable(row.id));
  }
  return ids.size() > kShownIds ? text + fmt::format(" and {} more", ids.size() - kShownIds) : text;
}

ExitCode refuse_several(const Request& request, std::size_t count, const std::string& ids,
                        Console& console) {
  console.complain(
      fmt::format("{}: it holds {} and a converted file holds one", printable(request.file),
                  core::base::count_of(count, "instance")),
      fmt::format("Name one with --instance ({}), or write each as a file of its own with --all "
                  "--output FOLDER.",
                  ids));
  return ExitCode::usage;
}

/// Files of a folder can hold one instance several times.
void note_same_id(const Request& request, const OpenedFile& opened, Console& console) {
  const auto& rows = core::session::instances(*opened.document);
  const auto& taken = rows[opened.instance];
  const auto count = std::count_if(rows.begin(), rows.end(),
                                   [&](const auto& row) { return row.id == request.instance; });
  if (count < 2) return;
  console.note(fmt::format(
      "yieldscope: {} are named '{}'; the first{} is taken, --all writes each\n",
      core::base::count_of(static_cast<std::size_t>(count), "instance"), printable(taken.id),
      taken.file.empty() ? "" : " (" + printable(taken.file) + ")"));
}

ExitCode convert_one(const Request& request, OpenedFile& opened, Console& console) {
  const auto& rows = core::session::instances(*opened.document);
  if (rows.size() > 1 && request.instance.empty()) {
    return refuse_several(request, rows.size(), ids_text(rows), console);
  }
  note_same_id(request, opened, console);
  ExitCode code = ExitCode::ok;
  const auto converted = Conversion(request, console).run(opened, {}, code);
  if (!converted) return code;
  if (request.output.empty() || request.output == "-") {
    console.print(converted->text);
  } else {
    write(request.output, converted->text, console, code);
  }
  return code;
}

ExitCode convert_all(const Request& request, OpenedFile& opened, Console& console) {
  const std::filesystem::path folder(request.output);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    console.complain(fmt::format("cannot make the folder: {}: {}", failed.message(),
                                 printable(request.output)));
    return ExitCode::usage;
  }
  const auto& rows = core::session::instances(*opened.document);
  ExitCode code = ExitCode::ok;
  Conversion conversion(request, console);
  core::session::InstanceFileNames names;
  std::size_t written = 0;
  for (opened.instance = 0; opened.instance < rows.size(); ++opened.instance) {
    if (was_interrupted()) {
      code = worse(code, ExitCode::cancelled);
      break;
    }
    const std::string& id = rows[opened.instance].id;
    const std::filesystem::path file = folder / names.next(id, ending_of(request));
    const auto converted =
        conversion.run(opened, fmt::format("instance '{}'", printable(id)), code);
    if (!converted || !write(file, converted->text, console, code)) continue;
    ++written;
    console.print(fmt::format("{}\t{}\n", printable(file.string()), printable(id)));
  }
  console.note(fmt::format("yieldscope: {} of {} written to {}\n", written,
                           core::base::count_of(rows.size(), "instance"),
                           printable(request.output)));
  return code;
}

ExitCode run(const Arguments& arguments, Console& console) {
  Request request;
  CLI::App app(
      "Writes a history in another format: trace (Yieldscope's own, with all that is known),\n"
      "worker (the JSON that the Durable Functions host sends to a Python or JavaScript worker) or\n"
      "protobuf-json (the request of the Durable Task SDKs as JSON). What a format cannot hold is\n"
      "named on standard error, event by event (counted from 0); where a file says too little for\n"
      "it, nothing is written and the exit code is 2.",
      "yieldscope convert");
  add_options(app, request);
  if (const auto code = parse(app, arguments, console)) return *code;
  if (request.takes_all && (request.output.empty() || request.output == "-")) {
    console.complain("--all writes several files and needs a folder for them",
                     "Name it with --output FOLDER.");
    return ExitCode::usage;
  }
  ExitCode code = ExitCode::ok;
  auto opened = open_file(request.file, request.instance, console, code, request.beside);
  if (!opened) return code;
  return request.takes_all ? convert_all(request, *opened, console)
                           : convert_one(request, *opened, console);
}

}  // namespace

Command convert_command() {
  return {"convert", "FILE --to FORMAT [--instance ID] [--output OUT]",
          "write a history in another format", run};
}

}  // namespace app::cli
