#include "core/session/simulate.h"

#include "core/base/file.h"
#include "core/session/snapshot.h"
#include "core/session/targets.h"
#include "core/simulator/scenario.h"
#include "core/simulator/simulate.h"

namespace core::session {
namespace {

Snapshot snapshot_of(model::Trace trace, const std::filesystem::path& scenario_file,
                     const TargetName& name) {
  Snapshot snapshot;
  snapshot.file = scenario_file.string();
  snapshot.format = "scenario";
  snapshot.reason = "the history was made by the answers of the scenario";
  snapshot.history = trace.history;
  snapshot.instance_id = trace.history->envelope().instance_id;
  snapshot.report = std::make_shared<const model::Report>();
  trace.source_file = scenario_file.filename().string();
  trace.format = snapshot.format;
  snapshot.findings = findings_of(snapshot, &trace);
  trace.findings = snapshot.findings;
  snapshot.sources = read_sources(trace, name.folder(), SourceScope::all);
  snapshot.trace = std::make_shared<const model::Trace>(std::move(trace));
  return snapshot;
}

}  // namespace

base::Result<SimulationRun> simulate(const std::filesystem::path& scenario_file,
                                     const ReplayRequest& request, const base::WorkContext& work) {
  const auto text = base::read_file(scenario_file);
  if (!text.ok()) return text.error();
  auto scenario = simulator::parse_scenario(text.value(), scenario_file);
  if (!scenario.ok()) return scenario.error();
  if (!request.flavour.empty()) scenario->flavour = request.flavour;

  const bool is_overridden = !request.target.empty();
  const auto name = is_overridden ? parse_target(request.target, {})
                                  : parse_target(scenario->orchestrator, scenario->folder);
  if (!name.ok()) return name.error();
  auto target =
      open_target(name.value(), {request, engine::find_flavour(scenario->flavour), {}, {}, {}},
                  work);
  if (!target.ok()) return target.error();
  auto run = target.value()->open_run(work);
  if (!run.ok()) return run.error();
  auto simulation = simulator::simulate(scenario.value(), *run.value(), work);
  if (!simulation.ok()) return simulation.error();

  SimulationRun result;
  for (const simulator::Failure& failure : simulation->failures) {
    result.failures.push_back({failure.what, failure.expected, failure.actual});
  }
  result.snapshot = seal(snapshot_of(std::move(simulation->trace), scenario_file, name.value()));
  return result;
}

}  // namespace core::session
