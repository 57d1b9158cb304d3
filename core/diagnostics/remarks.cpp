#include "core/diagnostics/remarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

constexpr std::size_t kMaxFindings = 20;
constexpr std::string_view kSeen = " Reading the source shows it too.";
constexpr std::string_view kOwnValue =
    "The value is not in the history, so each pass sees its own.";
constexpr std::string_view kEachPass =
    "An orchestrator runs once for every answer; each run does it again.";

constexpr RemarkRule kRules[] = {
    {"YS7001", "clock", {"YS3001"}, "The source reads the clock: {}.", kOwnValue, true},
    {"YS7002", "random", {"YS3002"}, "The source draws a random number: {}.", kOwnValue, true},
    {"YS7003", "uuid", {"YS3003"}, "The source makes a random id: {}.", kOwnValue, true},
    {"YS7004", "environment", {"YS3004", "YS3006"}, "The source reads the environment: {}.",
     "A setting can change between two passes of one instance.", true},
    {"YS7005", "file", {"YS3005", "YS3007", "YS3006"}, "The source uses a file: {}.",
     "What a file holds is not in the history.", true},
    {"YS7006", "network", {"YS3006", "YS3007", "YS3005"}, "The source uses the network: {}.",
     kEachPass, true},
    {"YS7007", "process", {"YS3006", "YS3007"}, "The source uses another process: {}.", kEachPass,
     true},
    {"YS7008", "sleep", {"YS3006"}, "The source waits without a timer: {}.",
     "The time passes again in every pass, and holds up the worker.", true},
    {"YS7009", "thread", {"YS3006"}, "The source uses threads or locks: {}.",
     "What another thread does, and when, is not in the history.", false},
    {"YS7010", "async", {"YS3006", "YS2003"}, "The source awaits: {}.",
     "Only what is yielded to the platform is recorded; each pass awaits again.", false},
    {"YS7011", "binding", {}, "The source uses a binding beside the orchestration's own: {}.",
     "What a client or another binding does is not recorded, so each pass does it again.", false},
    {"YS7012", "global", {"YS3009", "YS3006"}, "The source changes what outlives the pass: {}.",
     "It lives as long as the worker's process, over all passes and instances in it.", false},
    {"YS7013", "order", {"YS3008", "YS3005"}, "A call follows from {} as it happens to be.",
     "Sets of texts and folders come in another order in every process.", false},
    {"YS7014", "log", {}, "The log line is written again in every pass: {}.",
     "Each pass runs the function from its first line, so the line is written once for every "
     "answer that follows it.", false},
    {"YS7015", "loop", {"YS4013"}, "The loop never ends, and nothing calls continue_as_new: {}.",
     "The history grows for ever, and every pass goes through all of it.", false},
    {"YS7016", "replaying", {}, "A call is made only where nothing is replayed: {}.",
     "The next pass replays and leaves the call out, so the history holds one that the code does "
     "not make: the platform stops the instance.", false},
    {"YS7017", "unyielded", {"YS2009"}, "The task is made and nothing yields it: {}.",
     "Calling the context only makes a task. The platform hears of it when the code yields it.",
     false},
    {"YS7018", "wait", {"YS5013", "YS5007"}, "Each round of the loop waits for the event anew: {}.",
     "The waits of earlier rounds stay open beside it. Here the newest takes the event, which is "
     "what the loop wants; an event that comes between two rounds goes to a wait that was left.",
     false},
    {"YS7019", "swallow", {}, "The handler keeps GeneratorExit from ending the code: {}.",
     "A generator that waits is closed by an exception at its yield. A handler that goes on from "
     "it runs the rest of the function where no platform listens.", false},
    {"YS7020", "catch_type", {}, "No failed task is caught by its class: {}.",
     "A failed activity arrives as a plain Exception whose text tells what happened; the class "
     "that the activity raised is not recorded.", false},
    {"YS7021", "unread", {}, "The source could not be read for static findings: {}.",
     "Files above 1 MiB are not parsed.", false},
    {"YS7021", "more", {}, "{} more places of the source are not listed.",
     "At most 200 are told.", false},
};

bool tells_of(const RemarkRule& row, std::string_view id) {
  return row.id == id || (!id.empty() && std::find(row.seen_as.begin(), row.seen_as.end(), id) !=
                                             row.seen_as.end());
}

bool is_at(const model::FindingPlace& place, const model::SourceRemark& remark) {
  return place.line == remark.place.line && place.line != 0 && place.file == remark.place.file;
}

/// A dropped call has no line of its own in a trace: it is known by its name.
bool is_dropped_call(const model::Finding& finding, const model::SourceRemark& remark) {
  if (finding.id != "YS2009" || finding.place.file != remark.place.file) return false;
  const std::string name = finding.message.substr(0, finding.message.find('('));
  return remark.detail.find('"' + name + '"') != std::string::npos ||
         remark.detail.find('\'' + name + '\'') != std::string::npos;
}

/// Findings about a function rather than a line: one that is async was not run, a loop and its waits
/// are told of at the yield that stands in them.
bool is_of_function(const model::Finding& finding, const model::SourceRemark& remark) {
  constexpr std::array<std::string_view, 4> kOfFunctions{"YS2003", "YS4013", "YS5007", "YS5013"};
  return std::find(kOfFunctions.begin(), kOfFunctions.end(), finding.id) != kOfFunctions.end() &&
         finding.place.file == remark.place.file &&
         finding.place.function == remark.place.function;
}

/// Marks the finding of the watch about the same place; false when there is none.
bool join(const RemarkRule& row, const model::SourceRemark& remark,
          std::vector<model::Finding>& out) {
  for (model::Finding& finding : out) {
    if (finding.is_from_source || finding.id == row.id || !tells_of(row, finding.id)) continue;
    if (is_dropped_call(finding, remark) && !finding.cause.ends_with(kSeen)) {
      finding.place.function = remark.place.function;
      finding.place.line = remark.place.line;
    } else if (!is_at(finding.place, remark) && !is_of_function(finding, remark)) {
      continue;
    }
    if (!finding.cause.ends_with(kSeen)) finding.cause += kSeen;
    return true;
  }
  return false;
}

/// Whether any pass was seen at that line.
bool was_passed(const model::Trace& trace, const model::Place& place) {
  return std::any_of(trace.places.begin(), trace.places.end(), [&](const model::Place& seen) {
    return seen.line == place.line && seen.file == place.file;
  });
}

model::Finding finding_from(const Rule& rule, const RemarkRule& row, const model::Trace& trace,
                            const model::SourceRemark& remark) {
  model::Finding finding =
      finding_of(rule, fmt::format(fmt::runtime(row.message), remark.detail));
  finding.is_from_source = true;
  finding.place.file = remark.place.file;
  finding.place.function = remark.place.function;
  finding.place.line = remark.place.line;
  finding.actual = remark.detail;
  finding.cause = row.cause;
  if (row.is_watched && !was_passed(trace, remark.place)) {
    finding.cause += " Not run in this replay: no pass came past this line.";
  }
  return finding;
}

}  // namespace

std::span<const RemarkRule> remark_rules() { return kRules; }

void report_remarks(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  std::size_t told = 0;
  const std::size_t first = out.size();
  for (const RemarkRule& row : kRules) {
    if (row.id != rule.id) continue;
    for (const model::SourceRemark& remark : subject.trace->source_remarks) {
      if (remark.kind != row.kind || join(row, remark, out)) continue;
      const bool is_told = std::any_of(
          out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
          [&](const model::Finding& finding) { return is_at(finding.place, remark); });
      if (is_told || told++ >= kMaxFindings) continue;
      out.push_back(finding_from(rule, row, *subject.trace, remark));
    }
  }
}

std::vector<const model::SourceRemark*> remarks_of(const model::Finding& finding,
                                                   const model::Trace& trace) {
  std::vector<const model::SourceRemark*> remarks;
  for (const model::SourceRemark& remark : trace.source_remarks) {
    if (!is_at(finding.place, remark)) continue;
    const bool is_its = std::any_of(std::begin(kRules), std::end(kRules), [&](const auto& row) {
      return row.kind == remark.kind && tells_of(row, finding.id);
    });
    if (is_its) remarks.push_back(&remark);
  }
  return remarks;
}

}  // namespace core::diagnostics
