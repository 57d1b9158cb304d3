#include "app/cli/experiment_text.h"

#include <fmt/format.h>

#include "app/cli/text_layout.h"
#include "core/base/text.h"
#include "core/model/place_text.h"

namespace app::cli {
namespace {

using core::base::printable;
using core::model::Experiment;
using core::model::Trace;

std::string result_of(const Trace& trace, const Experiment& experiment) {
  if (experiment.has_changed) {
    const bool is_control = experiment.condition == core::model::Condition::none;
    return fmt::format("{} {}: {} → {}", is_control ? "differs by itself at" : "changes",
                       locator_of(trace, experiment.pass, experiment.yield),
                       printable(experiment.before), printable(experiment.after));
  }
  if (!experiment.not_made.empty()) return "not told: " + printable(experiment.not_made);
  return experiment.condition == core::model::Condition::none ? "runs alike" : "changes nothing";
}

}  // namespace

std::string experiment_text(const core::session::Snapshot& snapshot, const Console& console) {
  if (!snapshot.trace || snapshot.trace->experiments.empty()) return {};
  constexpr std::size_t kNameColumns = 20;
  std::string text = "\n" + console.ink(Ink::bold, "experiments") + "\n";
  for (const Experiment& experiment : snapshot.trace->experiments) {
    const std::string name(core::model::name_of(experiment.condition));
    text += labelled("", fit(name, kNameColumns) + result_of(*snapshot.trace, experiment),
                     console.width());
  }
  return text;
}

}  // namespace app::cli
