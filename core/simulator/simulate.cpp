#include "core/simulator/simulate.h"

#include "core/base/text.h"
#include "core/engine/direct.h"
#include "core/simulator/scenario_answers.h"
#include "core/simulator/verify.h"

namespace core::simulator {
namespace {

base::Error unknown_flavour(const Scenario& scenario) {
  std::vector<std::string_view> names;
  std::string list;
  for (const engine::Flavour& flavour : engine::flavours()) {
    names.push_back(flavour.name);
    list += (list.empty() ? "" : ", ") + std::string(flavour.name);
  }
  const std::optional<std::string> meant = base::did_you_mean(scenario.flavour, names);
  return {"scenario.flavour",
          "scenario '" + scenario.name + "' names an unknown flavour '" +
              base::printable(scenario.flavour) + "'",
          {},
          meant ? "Did you mean '" + *meant + "'?" : "There are: " + list + "."};
}

}  // namespace

base::Result<Simulation> simulate(const Scenario& scenario,
                                  orchestrators::Orchestrator& orchestrator,
                                  const base::WorkContext& work) {
  engine::DirectOptions options;
  if (!scenario.flavour.empty()) {
    options.flavour = engine::find_flavour(scenario.flavour);
    if (options.flavour == nullptr) {
      return unknown_flavour(scenario);
    }
  }
  options.instance_id = scenario.instance_id;
  options.parent_instance_id = scenario.parent_instance_id;
  options.name = orchestrator.identity().function;
  options.input = scenario.input;
  options.arguments = scenario.arguments;

  ScenarioAnswers answers(scenario);
  base::Result<model::Trace> trace =
      engine::execute_directly(orchestrator, options, answers, work);
  if (!trace) {
    return trace.error();
  }
  Simulation simulation;
  simulation.trace = std::move(trace).value();
  simulation.failures = verify(scenario, simulation.trace);
  return simulation;
}

}  // namespace core::simulator
