#include "app/cli/project_settings.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/base/text.h"

namespace app::cli {

using core::base::printable;
using core::session::ProjectSettings;

std::optional<ProjectSettings> load_settings(const std::optional<std::filesystem::path>& file,
                                             Console& console, ExitCode& code) {
  if (!file) return std::nullopt;
  auto settings = core::session::read_settings(*file);
  if (!settings.ok()) {
    console.complain(settings.error());
    code = ExitCode::usage;
    return std::nullopt;
  }
  for (const auto& remark : settings->remarks) {
    const core::base::Error as_error{remark.code, remark.message, remark.where, ""};
    console.note(fmt::format("yieldscope: {}: {}\n", core::model::name_of(remark.severity),
                             core::base::to_text(as_error)));
  }
  return std::move(settings).value();
}

void fill_from_settings(const ProjectSettings& settings, const CLI::App& options,
                        core::session::ReplayRequest& request, Console& console) {
  const auto is_given = [&](const char* name) { return options.count(name) > 0; };
  core::session::ReplayRequest project = request;
  core::session::apply_settings(settings, project);
  if (!is_given("--python")) request.python = project.python;
  if (!is_given("--stub-missing")) request.stubs_missing = project.stubs_missing;
  if (!is_given("--sdk")) request.sdk = project.sdk;
  if (!is_given("--flavour")) request.flavour = project.flavour;
  if (is_given("--allow") || project.allowances == request.allowances) return;
  request.allowances = project.allowances;
  std::string list;
  for (const std::string& one : request.allowances) list += (list.empty() ? "" : ", ") + one;
  console.note(fmt::format("yieldscope: {} allows the code to use {}\n",
                           printable(settings.file.string()), printable(list)));
}

bool agree_to_settings(const ProjectSettings& settings, bool is_agreed, Console& console) {
  const std::string what = printable(core::session::describe_target(settings));
  const std::string file = printable(settings.file.string());
  if (is_agreed || console.ask(fmt::format("Run {}, named by {}?", what, file))) return true;
  console.note(fmt::format("yieldscope: {} names {}, which was not run; --yes runs it.\n", file,
                           what));
  return false;
}

}  // namespace app::cli
