#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/diagnostics/evidence_place.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

/// One noted place in the source, however often it was passed.
struct Noted {
  const model::Evidence* first;
  std::size_t times = 0;
};

constexpr std::array<std::string_view, 5> kNamedKinds{"clock", "random", "uuid", "environment",
                                                      "file"};

bool same_place(const model::Evidence& a, const model::Evidence& b) {
  return a.kind == b.kind && a.detail == b.detail && a.place == b.place;
}

template <class Wanted>
std::vector<Noted> collect(const model::Trace& trace, Wanted wanted) {
  std::vector<Noted> noted;
  for (const model::Evidence& evidence : trace.evidence) {
    if (!wanted(evidence) || evidence.pass.value >= trace.passes.size()) continue;
    const auto known = std::find_if(noted.begin(), noted.end(), [&](const Noted& one) {
      return same_place(*one.first, evidence);
    });
    if (known == noted.end()) {
      noted.push_back({&evidence, 1});
    } else {
      ++known->times;
    }
  }
  return noted;
}

/// Words for what is used rather than read, by the kind of evidence.
struct UseWords {
  std::string_view kind, message, cause;
};
constexpr std::string_view kOwnResult = "Its result is not in the history, so each pass sees its own.";
constexpr std::array<UseWords, 9> kUses{{
    {"act", "The orchestrator acts on the world, which was allowed: {}.",
     "An orchestrator runs once for every answer; each run does it again, here and on the platform."},
    {"network", "The orchestrator uses the network: {}.", kOwnResult},
    {"process", "The orchestrator uses another process: {}.", kOwnResult},
    {"sleep", "The orchestrator holds up its worker: {}.",
     "The time passes again in every pass, and no timer is recorded."},
    {"thread", "The orchestrator starts a thread: {}.",
     "What the thread does and when is not in the history; the platform stops an orchestrator that "
     "goes on from another thread."},
    {"asyncio", "The orchestrator runs an event loop of its own: {}.",
     "What is awaited there is not in the history, so each pass waits again."},
    {"native", "The orchestrator calls C code: {}.",
     "What C code reads and does can be neither noted nor refused here."},
    {"order", "A call follows from {}, which is another one in every process.",
     "Texts hash by a seed that each process draws, and objects by their address. This replay "
     "fixes the seed, so its own passes agree."},
    {"state", "The orchestrator changes the {}; the next pass starts with what this one left.",
     "Module variables live as long as the worker's process, over all passes and instances in it, "
     "and are gone after a restart."},
}};

void report_use(const Rule& rule, const Subject& subject, const Noted& noted,
                const UseWords& words, std::vector<model::Finding>& out) {
  model::Finding finding =
      finding_of(rule, fmt::format(fmt::runtime(words.message), noted.first->detail));
  finding.place = place_of(*subject.trace, *noted.first);
  finding.actual = noted.times == 1 ? noted.first->detail
                                    : fmt::format("{}, {} times", noted.first->detail, noted.times);
  finding.cause = words.cause;
  out.push_back(std::move(finding));
}

void report_read(const Rule& rule, const Subject& subject, const Noted& noted,
                 std::vector<model::Finding>& out) {
  // A setting or a file stays the same until somebody changes it; the others never do.
  const bool is_kept = noted.first->kind == "environment" || noted.first->kind == "file";
  model::Finding finding =
      finding_of(rule, fmt::format("The orchestrator reads {}; a replay {} another value.",
                                   noted.first->detail, is_kept ? "can get" : "gets"));
  finding.place = place_of(*subject.trace, *noted.first);
  finding.actual = noted.times == 1 ? noted.first->detail
                                    : fmt::format("{}, {} times", noted.first->detail, noted.times);
  finding.cause = is_kept ? "The value is not in the history: it can be another one in a later pass."
                          : "The value is not in the history, so each pass sees its own.";
  out.push_back(std::move(finding));
}

/// The findings of one kind that has words of its own.
void report_uses(const Rule& rule, const Subject& subject, std::string_view kind,
                 std::vector<model::Finding>& out) {
  const auto* const words = std::find_if(kUses.begin(), kUses.end(),
                                         [&](const UseWords& one) { return one.kind == kind; });
  const auto wanted = [&](const model::Evidence& evidence) {
    return !evidence.is_refused && evidence.kind == kind;
  };
  for (const Noted& noted : collect(*subject.trace, wanted)) {
    report_use(rule, subject, noted, *words, out);
  }
}

template <std::size_t Kind>
void run_named(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const auto wanted = [](const model::Evidence& evidence) {
    return !evidence.is_refused && evidence.kind == kNamedKinds.at(Kind);
  };
  for (const Noted& noted : collect(*subject.trace, wanted)) report_read(rule, subject, noted, out);
}

void run_other(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  for (const UseWords& words : kUses) {
    if (words.kind != "order" && words.kind != "state") {
      report_uses(rule, subject, words.kind, out);
    }
  }
  const auto wanted = [](const model::Evidence& evidence) {
    return !evidence.is_refused && is_read(evidence) &&
           std::find(kNamedKinds.begin(), kNamedKinds.end(), evidence.kind) == kNamedKinds.end() &&
           std::none_of(kUses.begin(), kUses.end(),
                        [&](const UseWords& words) { return words.kind == evidence.kind; });
  };
  for (const Noted& noted : collect(*subject.trace, wanted)) report_read(rule, subject, noted, out);
}

void run_order(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace != nullptr) report_uses(rule, subject, "order", out);
}

void run_state(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace != nullptr) report_uses(rule, subject, "state", out);
}

void run_refused(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  const auto wanted = [](const model::Evidence& evidence) { return evidence.is_refused; };
  for (const Noted& noted : collect(*subject.trace, wanted)) {
    model::Finding finding = finding_of(
        rule, fmt::format("The orchestrator tried to act on the world, which was refused: {}.",
                          noted.first->detail));
    finding.place = place_of(*subject.trace, *noted.first);
    finding.actual = noted.first->detail;
    finding.cause =
        "An orchestrator runs once for every answer; each run would do it again. Here "
        "it got a PermissionError instead.";
    out.push_back(std::move(finding));
  }
}

Rule read_rule(std::string_view id, model::Severity severity, std::string_view title,
               std::string_view explanation, std::string_view example, std::string_view fix,
               decltype(Rule::run) run) {
  return {.id = id,
          .severity = severity,
          .title = title,
          .explanation = explanation,
          .source =
              "Microsoft Learn, Orchestrator function code constraints (SEMANTICS 4.3)",
          .example = example,
          .fix = fix,
          .run = run};
}

}  // namespace

Rule reads_clock() {
  return read_rule("YS3001", model::Severity::warning, "The orchestrator reads the clock",
                   "The wall clock gives another time in every replay pass. A due time or a branch "
                   "that follows from it changes under the platform's feet. The context's clock is "
                   "taken from the history and stays the same in every pass.",
                   "due = datetime.utcnow() + timedelta(hours=1)\n"
                   "# better\n"
                   "due = context.current_utc_datetime + timedelta(hours=1)",
                   "Use context.current_utc_datetime.", run_named<0>);
}

Rule reads_random() {
  return read_rule("YS3002", model::Severity::warning, "The orchestrator draws a random number",
                   "A random number is another one in every replay pass. A branch, an input or an "
                   "id that follows from it differs from what the history recorded.",
                   "lot = random.randint(1, 6)\n"
                   "# better\n"
                   "lot = random.Random(context.instance_id).randint(1, 6)",
                   "Draw it in an activity, or seed a generator of your own from the instance id.",
                   run_named<1>);
}

Rule reads_uuid() {
  return read_rule("YS3003", model::Severity::warning, "The orchestrator makes a random id",
                   "uuid1 and uuid4 give another id in every replay pass, so what was created "
                   "under the first one is never found again.",
                   "order_id = str(uuid.uuid4())\n"
                   "# better\n"
                   "order_id = context.new_uuid()",
                   "Use context.new_guid() or context.new_uuid().", run_named<2>);
}

Rule reads_environment() {
  return read_rule("YS3004", model::Severity::information, "The orchestrator reads the environment",
                   "Settings can change between two passes of one instance, with a deployment or a "
                   "restart. A branch that follows from one then takes another way in the middle "
                   "of a run.",
                   "region = os.environ['REGION']\n"
                   "# better: given by whoever starts the instance\n"
                   "region = context.get_input()['region']",
                   "Read the setting in the client and pass it in as input, or read it in an "
                   "activity.",
                   run_named<3>);
}

Rule reads_file() {
  return read_rule("YS3005", model::Severity::information, "The orchestrator reads a file",
                   "A file can change between two passes, and can be missing on the next worker. "
                   "What the orchestrator does must follow from its input and its answers alone.",
                   "rates = json.load(open('rates.json'))\n"
                   "# better\n"
                   "rates = yield context.call_activity('ReadRates')",
                   "Read the file in an activity.", run_named<4>);
}

Rule reads_other() {
  return read_rule("YS3006", model::Severity::warning,
                   "The orchestrator reads something outside the replay",
                   "The orchestrator used something whose result is not recorded: the network, a "
                   "process, a thread, or the like. Each replay pass may see another result.",
                   "state = subprocess.check_output(['git', 'status'])\n"
                   "# better\n"
                   "state = yield context.call_activity('GitStatus')",
                   "Move it into an activity.", run_other);
}

Rule refused_act() {
  return {.id = "YS3007",
          .severity = model::Severity::error,
          .title = "The orchestrator acts on the world",
          .explanation =
              "Replayed code must not open connections, start processes or change files: it runs "
              "once for every answer, and this program runs it again while you look. The act was "
              "refused with a PermissionError at its line, which the code may have seen as a "
              "failure.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, I/O; an orchestrator runs "
              "once for every answer (DESIGN 6)",
          .example =
              "requests.post(url, json=order)\n"
              "# better\n"
              "yield context.call_activity('PostOrder', order)",
          .fix =
              "Move it into an activity. To let it happen during this replay: --allow "
              "net,files,processes.",
          .run = run_refused};
}

Rule set_order() {
  return read_rule("YS3008", model::Severity::warning, "A call follows from the order of a set",
                   "The order of a set of texts or objects differs from process to process. Two "
                   "passes on two workers then ask for the same calls in another order, and each "
                   "answer goes to the wrong one.",
                   "for city in {'Tokyo', 'Seattle'}:\n"
                   "    yield context.call_activity('Hello', city)\n"
                   "# better\n"
                   "for city in sorted({'Tokyo', 'Seattle'}):\n"
                   "    yield context.call_activity('Hello', city)",
                   "Sort it first: for name in sorted(names).", run_order);
}

Rule module_state() {
  return read_rule("YS3009", model::Severity::information,
                   "The orchestrator changes a module variable",
                   "Each pass runs the function from its first line, but module variables keep what "
                   "the pass before left there, and instances share them. What the code does must "
                   "follow from its input and its answers alone.",
                   "seen = []\n"
                   "def flow(context):\n"
                   "    seen.append(context.instance_id)\n"
                   "# better\n"
                   "def flow(context):\n"
                   "    seen = [context.instance_id]",
                   "Keep it in a local variable, or set it once when the module is imported.",
                   run_state);
}

}  // namespace core::diagnostics
