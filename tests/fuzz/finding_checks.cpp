#include "tests/fuzz/finding_checks.h"

#include "core/base/check.h"
#include "core/diagnostics/rule.h"
#include "core/engine/replay.h"

namespace tests::fuzz {

namespace diagnostics = core::diagnostics;
namespace model = core::model;
using core::base::check;

namespace {

void check_place(const model::FindingPlace& place, const diagnostics::Subject& subject) {
  check(place.event == model::kNoEvent || place.event.value < subject.history.size(),
        "a finding's event is in the history");
  if (!place.pass) return;
  check(subject.trace != nullptr && place.pass->value < subject.trace->passes.size(),
        "a finding's pass is in the trace");
}

void run_rules(const diagnostics::Subject& subject) {
  for (const model::Finding& finding : diagnostics::diagnose(subject)) {
    check(diagnostics::find_rule(finding.id) != nullptr, "a finding has a rule");
    check(!finding.message.empty(), "a finding says something");
    check_place(finding.place, subject);
  }
}

}  // namespace

void check_findings(const model::History& history, const model::Report& report) {
  run_rules({history, &report});
}

void check_findings(const model::Trace& trace, const model::Report& report) {
  diagnostics::Subject subject{*trace.history, &report, &trace};
  model::Ledger ledger;
  for (std::size_t i = trace.passes.size(); i > 0; --i) {
    if (trace.passes[i - 1].is_confirming) continue;
    ledger = core::engine::ledger(trace, model::PassIndex{static_cast<std::uint32_t>(i - 1)});
    subject.ledger = &ledger;
    break;
  }
  run_rules(subject);
}

}  // namespace tests::fuzz
