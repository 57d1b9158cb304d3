// What the project lacked where it was replayed: packages, classes, a registration.
#include <fmt/format.h>

#include <algorithm>

#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

/// Evidence of one kind, each detail and source place once, in the order of its first time.
std::vector<const model::Evidence*> noted_once(const Subject& subject, std::string_view kind) {
  std::vector<const model::Evidence*> out;
  if (subject.trace == nullptr) return out;
  for (const model::Evidence& evidence : subject.trace->evidence) {
    if (evidence.kind != kind || evidence.pass.value >= subject.trace->passes.size()) continue;
    const bool is_known = std::any_of(out.begin(), out.end(), [&](const model::Evidence* known) {
      return known->detail == evidence.detail && known->place == evidence.place;
    });
    if (!is_known) out.push_back(&evidence);
  }
  return out;
}

void report(const Rule& rule, const Subject& subject, const model::Evidence& evidence,
            std::string message, std::string cause, std::vector<model::Finding>& out) {
  model::Finding finding = finding_of(rule, std::move(message));
  finding.place.pass = evidence.pass;
  finding.place.yield = evidence.yield;
  if (const model::Place* place = subject.trace->place(evidence.place)) {
    finding.place.file = place->file;
    finding.place.function = place->function;
    finding.place.line = place->line;
  }
  finding.actual = evidence.detail;
  finding.cause = std::move(cause);
  out.push_back(std::move(finding));
}

void run_stubbed(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (const model::Evidence* evidence : noted_once(subject, "stubbed")) {
    report(rule, subject, *evidence,
           fmt::format("{} is not installed; a stand-in took its place.", evidence->detail),
           "--stub-missing was given.", out);
  }
}

void run_used(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (const model::Evidence* evidence : noted_once(subject, "stub")) {
    report(rule, subject, *evidence,
           fmt::format("The orchestrator uses a stand-in: {}.", evidence->detail),
           "What came out of it is no value of the real package.", out);
  }
}

void run_undecoded(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (const model::Evidence* evidence : noted_once(subject, "undecoded")) {
    report(rule, subject, *evidence,
           fmt::format("The history holds an object of class {}, which the project has not "
                       "imported; the code got a dict.",
                       evidence->detail),
           "A history never causes an import.", out);
  }
}

void run_unregistered(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (const model::Evidence* evidence : noted_once(subject, "unregistered")) {
    report(rule, subject, *evidence,
           fmt::format("The orchestrator {} belongs to a blueprint that no app registers.",
                       evidence->detail),
           "The host finds functions through the one app of the script file.", out);
  }
}

void run_other_name(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  for (const model::Evidence* evidence : noted_once(subject, "other_name")) {
    report(rule, subject, *evidence,
           fmt::format("The history is of {}, but the code that ran is called {}.",
                       evidence->detail, subject.trace->orchestrator.function),
           "It is the only orchestrator of the target, so it was taken.", out);
  }
}

}  // namespace

Rule stubbed_module() {
  return {.id = "YS2016",
          .severity = model::Severity::information,
          .title = "A stand-in took the place of a missing package",
          .explanation =
              "The project imports a package that the chosen interpreter does not have. With "
              "--stub-missing an empty stand-in is imported instead, so that the orchestrator can "
              "be replayed all the same. As long as only activities use it, nothing is lost.",
          .source = "Yieldscope's own --stub-missing, which never stands in silently (DESIGN 6)",
          .example =
              "import pandas  # in requirements.txt, not in this interpreter\n"
              "# better\n"
              "# pip install -r requirements.txt, or --python .venv/bin/python",
          .fix = "Install the package for this interpreter, or choose another one with --python.",
          .run = run_stubbed};
}

Rule stub_used() {
  return {.id = "YS2017",
          .severity = model::Severity::warning,
          .title = "The orchestrator uses a stand-in of a missing package",
          .explanation =
              "A package is not installed here, and the orchestrator itself calls it. The stand-in "
              "knows no values, so this replay can take another way than the real run did. A "
              "package that is needed inside an orchestrator is also worth a second look: its "
              "results are not in the history.",
          .source =
              "Yieldscope's own --stub-missing: what a stand-in gives is not what the package "
              "would (DESIGN 6)",
          .example =
              "rates = money.latest_rates()  # money is a stand-in here\n"
              "# better\n"
              "rates = yield context.call_activity('LatestRates')",
          .fix = "Install the package for this interpreter, or move the call into an activity.",
          .run = run_used};
}

Rule class_not_loaded() {
  return {.id = "YS2018",
          .severity = model::Severity::warning,
          .title = "A custom object stayed a dict",
          .explanation =
              "The history holds an object that was written with to_json, and names the module and "
              "class to read it with. The SDK imports that module; a replay decodes only with "
              "classes that the project's own imports have loaded, because a history must never "
              "cause an import. The code was given the dict as it stands in the history.",
          .source =
              "azure-functions, _durable_functions.py: an object is written with its class and "
              "module (SEMANTICS 1.2; DESIGN 6)",
          .example =
              "order = yield context.call_activity('GetOrder')  # stays a dict\n"
              "# better\n"
              "from models import Order\n"
              "order = yield context.call_activity('GetOrder')",
          .fix = "Import the class in the orchestrator's module, under the module name that the "
                 "history carries.",
          .run = run_undecoded};
}

Rule not_registered() {
  return {.id = "YS2019",
          .severity = model::Severity::warning,
          .title = "The orchestrator's blueprint is not registered",
          .explanation =
              "In the v2 model the host sees the functions of one app: those decorated with it and "
              "those of the blueprints that it registers. This orchestrator was found in a "
              "blueprint that was not, so the host would not know it.",
          .source =
              "Microsoft Learn, Python v2 programming model: register_functions makes a "
              "blueprint's functions known (SEMANTICS 5.2)",
          .example =
              "bp = df.Blueprint()  # holds the orchestrator\n"
              "app = df.DFApp()\n"
              "# better\n"
              "app = df.DFApp()\n"
              "app.register_functions(bp)",
          .fix = "Call app.register_functions(blueprint) in the script file.",
          .run = run_unregistered};
}

Rule other_name() {
  return {.id = "YS2020",
          .severity = model::Severity::warning,
          .title = "The code is called otherwise than the history",
          .explanation =
              "The history names its orchestrator, and the code that was run over it declares "
              "another name. The host would not bring the two together; what differs below may "
              "only say that this is the wrong code.",
          .source = "ExecutionStarted.Name says which orchestrator a history is of (SEMANTICS 5.2)",
          .example =
              "# the history is of 'OrderFlow'\n"
              "@app.orchestration_trigger(context_name='context')\n"
              "def order_flow(context): ...\n"
              "# better\n"
              "@app.orchestration_trigger(context_name='context', orchestration='OrderFlow')\n"
              "def order_flow(context): ...",
          .fix = "Name the orchestrator that the history is of, or this one by file.py:function.",
          .run = run_other_name};
}

}  // namespace core::diagnostics
