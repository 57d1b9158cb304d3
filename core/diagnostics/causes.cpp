#include "core/diagnostics/causes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "core/base/text.h"
#include "core/diagnostics/call_differences.h"
#include "core/diagnostics/cause_candidate.h"
#include "core/diagnostics/cause_kinds.h"
#include "core/diagnostics/evidence_place.h"
#include "core/diagnostics/pass_facts.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::Cause;
using model::Confidence;
using model::Evidence;
using model::Experiment;
using model::Finding;
using model::FindingPlace;
using model::Trace;

constexpr std::size_t kMostCauses = 6;
constexpr std::size_t kMostRemarks = 2;

/// What differs, and between which two.
enum class Between : std::uint8_t {
  calls,   ///< the code's calls and the recorded ones
  values,  ///< a value of a call that fits by kind and name
  ends,    ///< how the code ends and how the history does
  passes,  ///< two passes of this run: a change of the code explains nothing
};
struct Difference {
  std::string_view id;
  Between between;
};
constexpr std::array kDifferences{
    Difference{"YS1002", Between::calls},  Difference{"YS1003", Between::calls},
    Difference{"YS1004", Between::ends},   Difference{"YS1005", Between::ends},
    Difference{"YS1006", Between::passes}, Difference{"YS1007", Between::passes},
    Difference{"YS1008", Between::values}, Difference{"YS1009", Between::values},
    Difference{"YS1013", Between::values}, Difference{"YS1014", Between::values},
    Difference{"YS1015", Between::values}, Difference{"YS1016", Between::values},
    Difference{"YS1018", Between::passes}, Difference{"YS1019", Between::passes},
    Difference{"YS2005", Between::ends},
};

/// "activity Charge" of "activity Charge(42)": what the platform compares.
std::string_view head_of(std::string_view words) {
  constexpr std::string_view kTimer = "timer ";
  if (words.starts_with(kTimer)) return kTimer;
  return words.substr(0, words.find('('));
}

/// "time.time() at flow.py:5".
std::string read_words(const Evidence& evidence, const FindingPlace& place) {
  const std::string line = file_and_line(place);
  return line.empty() ? evidence.detail : fmt::format("{} at {}", evidence.detail, line);
}

/// Collects what may have made one finding's difference.
class Causes {
 public:
  Causes(const Finding& finding, Between between, bool is_parting, const Trace& trace)
      : finding_(finding), between_(between), is_parting_(is_parting), trace_(trace) {
    for (const Evidence& evidence : trace.evidence) {
      if (is_before(evidence)) reads_.push_back(&evidence);
    }
  }

  std::vector<Candidate> collect() {
    add_experiments();
    add_exception();
    add_reads();
    add_code_change();
    add_remarks();
    std::stable_sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(-static_cast<int>(a.cause.confidence), a.distance) <
             std::tuple(-static_cast<int>(b.cause.confidence), b.distance);
    });
    if (found_.size() > kMostCauses) found_.resize(kMostCauses);
    return std::move(found_);
  }

 private:
  bool is_before(const Evidence& evidence) const {
    return !evidence.is_refused && find_cause_kind(evidence.kind) != nullptr &&
           evidence.yield <= *finding_.place.yield;
  }
  std::uint32_t distance_of(model::YieldIndex yield) const {
    return finding_.place.yield->value - yield.value;
  }
  const Experiment* experiment_of(model::Condition condition) const {
    const auto found =
        std::find_if(trace_.experiments.begin(), trace_.experiments.end(),
                     [&](const Experiment& one) { return one.condition == condition; });
    return found == trace_.experiments.end() ? nullptr : &*found;
  }
  /// Whether the condition was varied and made no difference here or before.
  bool is_cleared(model::Condition condition) const {
    const Experiment* made = experiment_of(condition);
    return condition != model::Condition::none && made != nullptr && made->not_made.empty() &&
           (!made->has_changed || made->yield > *finding_.place.yield);
  }
  bool has_confidence(Confidence confidence) const {
    return std::any_of(found_.begin(), found_.end(),
                       [&](const Candidate& one) { return one.cause.confidence >= confidence; });
  }

  /// Says which of two calls is the one that the history has.
  std::string_view as_recorded(std::string_view call) const {
    const bool is_it = between_ == Between::calls && !finding_.expected.empty() &&
                       head_of(call) == head_of(finding_.expected);
    return is_it ? " (as recorded)" : "";
  }

  /// A value read on the line of a call that the history lacks goes into the call: why the call is
  /// made is told by what was read on another line.
  bool is_only_passed_in(const Evidence& read) const {
    if (finding_.kind != difference_kind::kInserted) return false;
    const auto is_on_its_line = [&](const Evidence& one) {
      const model::Place* place = trace_.place(one.place);
      return place != nullptr && place->line == finding_.place.line &&
             place->file == finding_.place.file;
    };
    return is_on_its_line(read) &&
           std::any_of(reads_.begin(), reads_.end(), [&](const Evidence* other) {
             return other->yield == read.yield && !is_on_its_line(*other) &&
                    !is_cleared(find_cause_kind(other->kind)->condition);
           });
  }

  void add_experiments();
  Confidence confidence_of(const Experiment& experiment) const;
  const Evidence* nearest_read(model::Condition condition) const;
  void add_exception();
  void add_reads();
  void add_code_change();
  void add_remarks();

  const Finding& finding_;
  Between between_;
  bool is_parting_;  // two passes of the same code part here as well
  const Trace& trace_;
  std::vector<const Evidence*> reads_;  // before the finding, in the order in which they were noted
  std::vector<Candidate> found_;
};

/// Proven only where exactly this was changed: the same yield, and the same about it.
Confidence Causes::confidence_of(const Experiment& experiment) const {
  if (experiment.yield != *finding_.place.yield) return Confidence::likely;
  const bool is_other_call = head_of(experiment.before) != head_of(experiment.after);
  if (between_ == Between::calls && !is_other_call) return Confidence::possible;
  if (between_ == Between::values && is_other_call) return Confidence::likely;
  return Confidence::proven;
}

const Evidence* Causes::nearest_read(model::Condition condition) const {
  const Evidence* nearest = nullptr;
  for (const Evidence* read : reads_) {
    const bool is_its = find_cause_kind(read->kind)->condition == condition;
    if (is_its && (nearest == nullptr || read->yield >= nearest->yield)) nearest = read;
  }
  return nearest;
}

void Causes::add_experiments() {
  for (const Experiment& experiment : trace_.experiments) {
    if (experiment.condition == model::Condition::none || !experiment.has_changed ||
        experiment.yield > *finding_.place.yield) {
      continue;
    }
    const ConditionWords& words = words_of(experiment.condition);
    Candidate candidate;
    candidate.rule = words.rule;
    candidate.cause.confidence = confidence_of(experiment);
    candidate.distance = distance_of(experiment.yield);
    std::string subject(words.subject);
    if (const Evidence* read = nearest_read(experiment.condition)) {
      candidate.cause.place = place_of(trace_, *read);
      candidate.rule = find_cause_kind(read->kind)->rule;
      subject += ", by " + read_words(*read, candidate.cause.place);
    } else {
      candidate.cause.place.file = experiment.place.file;
      candidate.cause.place.function = experiment.place.function;
      candidate.cause.place.line = experiment.place.line;
    }
    const std::string where = candidate.distance == 0
                                  ? std::string()
                                  : " at y" + std::to_string(experiment.yield.value + 1);
    candidate.cause.text =
        fmt::format("{}: {}{} the code does \"{}\"{} instead of \"{}\"{}.", subject, words.changed,
                    where, experiment.after, as_recorded(experiment.after), experiment.before,
                    as_recorded(experiment.before));
    found_.push_back(std::move(candidate));
  }
}

/// The first exception of the pass is what really went wrong where the code ends by it.
void Causes::add_exception() {
  if (between_ == Between::passes || finding_.id == "YS2005") return;
  const model::Pass& pass = trace_.passes[finding_.place.pass->value];
  const auto* raised = std::get_if<model::Raised>(&pass.outcome.what);
  if (raised == nullptr || finding_.place.yield->value < pass.length) return;
  // A retry that was taken away is why the failure got through to the code at all.
  if (finding_.kind == difference_kind::kRemoved) return;
  Candidate candidate;
  candidate.cause.confidence = Confidence::likely;
  if (const model::Place* place = trace_.place(raised->place)) {
    candidate.cause.place = {.pass = finding_.place.pass,
                             .yield = finding_.place.yield,
                             .file = place->file,
                             .function = place->function,
                             .line = place->line};
  }
  const std::string line = file_and_line(candidate.cause.place);
  const std::string what =
      raised->message.empty() ? raised->type : raised->type + ": " + raised->message;
  candidate.cause.text = fmt::format(
      "The code raised {}{}, and that ended it: {}", what, line.empty() ? "" : " at " + line,
      ended_by_refusal(trace_, *finding_.place.pass)
          ? "it had tried to act on the world, which this replay refused."
          : "the exception is what really went wrong, the rest follows from it.");
  found_.push_back(std::move(candidate));
}

void Causes::add_reads() {
  const bool is_proven = has_confidence(Confidence::proven);
  std::uint32_t nearest = 0xffffffffU;
  for (const Evidence* read : reads_) {
    if (!is_cleared(find_cause_kind(read->kind)->condition)) {
      nearest = std::min(nearest, distance_of(read->yield));
    }
  }
  std::vector<std::string> told;
  for (auto at = reads_.rbegin(); at != reads_.rend(); ++at) {
    const Evidence& read = **at;
    const CauseKind& kind = *find_cause_kind(read.kind);
    const Experiment* made = experiment_of(kind.condition);
    const bool is_told_by_experiment = made != nullptr && made->has_changed &&
                                       made->yield <= *finding_.place.yield &&
                                       kind.condition != model::Condition::none;
    if (is_told_by_experiment) continue;
    Candidate candidate;
    candidate.cause.place = place_of(trace_, read);
    const std::string words = read_words(read, candidate.cause.place);
    if (std::find(told.begin(), told.end(), words) != told.end()) continue;
    told.push_back(words);
    candidate.rule = kind.rule;
    candidate.distance = distance_of(read.yield);
    candidate.cause.text = fmt::format(fmt::runtime(kind.words), words);
    const bool is_cleared_read = is_cleared(kind.condition);
    if (is_cleared_read) {
      candidate.cause.text.back() = ',';
      candidate.cause.text +=
          fmt::format(" but nothing changed {}.", words_of(kind.condition).changed);
    }
    candidate.cause.confidence = !is_proven && !is_cleared_read && candidate.distance == nearest &&
                                         !is_only_passed_in(read)
                                     ? Confidence::likely
                                     : Confidence::possible;
    found_.push_back(std::move(candidate));
  }
}

/// The same code with the same input and answers asks for the same, unless it reads something else.
void Causes::add_code_change() {
  const bool is_exception = finding_.id == "YS2005";  // it says by itself what went wrong
  if (between_ == Between::passes || is_parting_ || is_exception) return;
  if (has_confidence(Confidence::proven)) return;
  Candidate candidate;
  candidate.is_code_change = true;
  candidate.cause.place = finding_.place;
  candidate.distance = 0xffffffffU;
  const bool has_other = has_confidence(Confidence::likely);
  std::string why;
  if (!has_other) {
    candidate.cause.confidence = Confidence::likely;
    why = reads_.empty() ? ": nothing from outside was read before this place, and the same code "
                           "asks for the same again."
                         : ": no read before this place made a difference.";
    const bool is_tried = std::any_of(
        trace_.experiments.begin(), trace_.experiments.end(), [](const Experiment& one) {
          return one.condition != model::Condition::none && one.not_made.empty();
        });
    if (is_tried && reads_.empty()) {
      why = ": nothing from outside was read before this place, and no experiment changed it.";
    }
  }
  candidate.cause.text =
      "The code was changed after the instance had started" + (why.empty() ? "." : why);
  found_.push_back(std::move(candidate));
}

/// What stands in the source of the same function and was not noted as read.
void Causes::add_remarks() {
  if (has_confidence(Confidence::proven)) return;
  std::size_t count = 0;
  for (const model::SourceRemark& remark : trace_.source_remarks) {
    const bool is_known =
        std::any_of(trace_.evidence.begin(), trace_.evidence.end(), [&](const Evidence& evidence) {
          const model::Place* place = trace_.place(evidence.place);
          return place != nullptr && place->file == remark.place.file &&
                 place->line == remark.place.line;
        });
    if (is_known || remark.kind == "replaying" || find_cause_kind(remark.kind) == nullptr ||
        remark.place.file != finding_.place.file ||
        remark.place.function != finding_.place.function || count == kMostRemarks) {
      continue;
    }
    ++count;
    Candidate candidate;
    candidate.cause.place.file = remark.place.file;
    candidate.cause.place.function = remark.place.function;
    candidate.cause.place.line = remark.place.line;
    candidate.distance = 0xfffffffeU;
    candidate.rule = find_cause_kind(remark.kind)->rule;
    candidate.cause.text =
        fmt::format("{} at {}, found by reading the source; this run did not note it.",
                    remark.detail, file_and_line(candidate.cause.place));
    found_.push_back(std::move(candidate));
  }
}

/// What follows from something else has its cause there; a divergence names the exception itself. A
/// failure that the history has as well is no difference.
bool is_ranked(const Finding& finding, const Trace& trace) {
  if (!finding.place.pass || !finding.place.yield ||
      finding.place.pass->value >= trace.passes.size()) {
    return false;
  }
  if (finding.id == "YS2005") return finding.severity == model::Severity::error;
  return !finding.is_consequence || (finding.id == "YS1003" && finding.follows_from == "YS2005");
}

bool is_parting(const Finding& finding, const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& other) {
    return other.id == "YS1006" && other.place.yield == finding.place.yield;
  });
}

}  // namespace

void rank_causes(std::vector<Finding>& findings, const Subject& subject) {
  if (subject.trace == nullptr) return;
  for (Finding& finding : findings) {
    const auto* const row =
        std::find_if(kDifferences.begin(), kDifferences.end(),
                     [&](const Difference& one) { return one.id == finding.id; });
    if (row == kDifferences.end() || !is_ranked(finding, *subject.trace)) continue;
    std::vector<Candidate> ranked =
        Causes(finding, row->between, is_parting(finding, findings), *subject.trace).collect();
    add_other_wait(findings, finding, ranked);
    for (const Candidate& candidate : ranked) finding.causes.push_back(candidate.cause);
    if (!ranked.empty()) lead(ranked.front(), findings, finding);
  }
}

}  // namespace core::diagnostics
