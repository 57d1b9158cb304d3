#include "app/commands/project_files.h"

#include "core/session/baseline.h"

namespace app::commands {

namespace {

using core::session::Baseline;
using core::session::FoundIn;

FoundIn found_in(const state::Reading& reading, const std::string& history) {
  return {history, reading.snapshot->instance_id, reading.history().envelope().name};
}

state::Acceptances acceptances_of(const Baseline& baseline, const state::Reading& reading,
                                  const std::string& history) {
  state::Acceptances accepted{baseline.file(), {}};
  const FoundIn where = found_in(reading, history);
  for (const core::model::Finding& finding : reading.findings) {
    const auto* entry = baseline.find(where, finding);
    accepted.reasons.push_back(entry == nullptr ? std::nullopt : std::optional(entry->reason));
  }
  return accepted;
}

}  // namespace

core::base::Result<std::optional<ProjectSettings>> settings_for(const std::string& target,
                                                                const std::string& history) {
  const auto file = target.empty() ? core::session::find_settings(history)
                                   : core::session::find_settings_of_target(target);
  if (!file) return std::optional<ProjectSettings>();
  auto settings = core::session::read_settings(*file);
  if (!settings.ok()) return std::move(settings).error();
  return std::optional<ProjectSettings>(std::move(settings).value());
}

core::session::ReplayRequest filled(core::session::ReplayRequest request,
                                    const std::optional<ProjectSettings>& settings) {
  if (!settings) return request;
  const core::session::ReplayRequest usual;
  core::session::ReplayRequest project = request;
  core::session::apply_settings(*settings, project);
  if (request.python == usual.python) request.python = project.python;
  if (request.flavour == usual.flavour) request.flavour = project.flavour;
  if (request.sdk == usual.sdk) request.sdk = project.sdk;
  if (request.allowances == usual.allowances) request.allowances = project.allowances;
  request.stubs_missing = request.stubs_missing || project.stubs_missing;
  return request;
}

std::filesystem::path baseline_file(const std::optional<ProjectSettings>& settings,
                                    const std::string& history) {
  if (settings && !settings->baseline.empty()) return settings->baseline;
  const std::filesystem::path beside = settings ? settings->file : std::filesystem::path(history);
  return beside.parent_path() / core::session::kBaselineName;
}

core::base::Result<state::Acceptances> read_acceptances(const state::Reading& reading,
                                                        const std::string& history,
                                                        const std::filesystem::path& baseline) {
  const auto read = core::session::read_or_new_baseline(baseline);
  if (!read.ok()) return read.error();
  return acceptances_of(read.value(), reading, history);
}

core::base::Result<state::Acceptances> change_acceptance(
    const state::Reading& reading, const std::string& history,
    const std::filesystem::path& baseline, std::size_t finding,
    const std::optional<std::string>& reason) {
  auto read = core::session::read_or_new_baseline(baseline);
  if (!read.ok()) return std::move(read).error();
  Baseline changed = std::move(read).value();
  const FoundIn where = found_in(reading, history);
  if (reason) {
    changed.accept(where, reading.findings[finding], *reason);
  } else {
    changed.take_back(where, reading.findings[finding]);
  }
  if (const auto written = core::session::write_baseline(changed); !written.ok()) {
    return written.error();
  }
  return acceptances_of(changed, reading, history);
}

}  // namespace app::commands
