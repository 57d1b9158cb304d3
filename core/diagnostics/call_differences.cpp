#include "core/diagnostics/call_differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/base/text.h"
#include "core/diagnostics/execution_end.h"
#include "core/diagnostics/pass_facts.h"
#include "core/model/place_text.h"

namespace core::diagnostics {
namespace {

using model::AlignedCall;
using model::AlignmentKind;
using namespace difference_kind;  // NOLINT: six words of this file's own header

/// "activity", "timer", "sub-orchestration", "entity": what two calls must share to be one renamed.
std::string_view kind_word(std::string_view words) { return words.substr(0, words.find(' ')); }

/// The call without its input: "activity Charge".
std::string_view without_input(std::string_view words) { return words.substr(0, words.find('(')); }

std::string_view kind_of(AlignmentKind kind) {
  switch (kind) {
    case AlignmentKind::inserted:
      return kInserted;
    case AlignmentKind::removed:
      return kRemoved;
    case AlignmentKind::renamed:
      return kRenamed;
    case AlignmentKind::moved:
      return kMoved;
    default:
      return {};
  }
}

/// Walks the rows and folds them.
class Folder {
 public:
  explicit Folder(const model::Trace& trace) : trace_(trace), rows_(trace.alignment->calls) {}

  std::vector<CallDifference> run() {
    for (std::size_t at = 0; at < rows_.size();) at = kind_of(rows_[at].kind).empty() ? at + 1 : take(at);
    return std::move(found_);
  }

 private:
  /// Folds the block that begins here; where the next one begins.
  std::size_t take(std::size_t at) {
    CallDifference difference;
    difference.kind = kind_of(rows_[at].kind);
    difference.call = &rows_[at];
    std::size_t end = difference.kind == kRenamed ? at + 1 : block_end(at);
    difference.calls = end - at;
    const bool is_replaced = difference.kind == kRemoved && end < rows_.size() &&
                             rows_[end].kind == AlignmentKind::inserted;
    if (is_replaced) {
      difference.recorded = &rows_[at];
      difference.call = &rows_[end];
      difference.recorded_calls = difference.calls;
      difference.calls = block_end(end) - end;
      const bool is_one = difference.calls == 1 && difference.recorded_calls == 1;
      difference.kind = is_one && kind_word(difference.recorded->recorded) !=
                                      kind_word(difference.call->code)
                            ? kKindDiffers
                            : kReplaced;
      end = block_end(end);
    }
    note_neighbours(difference, end);
    note_end(difference, end);
    add(difference);
    return end;
  }

  std::size_t block_end(std::size_t at) const {
    std::size_t end = at;
    while (end < rows_.size() && rows_[end].kind == rows_[at].kind) ++end;
    return end;
  }

  void note_neighbours(CallDifference& difference, std::size_t from) const {
    for (std::size_t i = from; i < rows_.size(); ++i) {
      const AlignedCall& row = rows_[i];
      const bool is_moved = row.kind == AlignmentKind::moved;
      if (difference.next_recorded == nullptr && !row.recorded.empty() && !is_moved) {
        difference.next_recorded = &row;
      }
      if (difference.next_code == nullptr && !row.code.empty()) difference.next_code = &row;
      if (difference.next_recorded != nullptr && difference.next_code != nullptr) return;
    }
  }

  /// What the ends of code and history make of the last block.
  void note_end(CallDifference& difference, std::size_t end) const {
    const bool is_cut = !trace_.alignment->stopped.empty();
    if (end < rows_.size() || is_cut || !trace_.divergence) return;
    if (difference.kind == kRemoved && has_code_ended()) difference.kind = kEndedEarly;
    if (difference.kind == kInserted && has_history_ended()) difference.kind = kEndedLate;
  }

  bool has_code_ended() const {
    const model::Divergence& divergence = *trace_.divergence;
    if (divergence.pass.value >= trace_.passes.size()) return false;
    const model::Pass& pass = trace_.passes[divergence.pass.value];
    return divergence.yield.value >= pass.length &&
           !std::holds_alternative<model::Waiting>(pass.outcome.what);
  }

  /// An end that the platform wrote because the code had left the history is no end of the code's.
  bool has_history_ended() const {
    const auto end = execution_end({.history = *trace_.history});
    return end && !end->is_platform_verdict;
  }

  void add(const CallDifference& difference) {
    const AlignedCall& call = *difference.call;
    const std::string key = fmt::format("{}|{}:{}|{}|{}", difference.kind, call.place.file,
                                        call.place.line, without_input(call.code),
                                        without_input(call.recorded));
    const auto [known, is_new] = seen_.emplace(key, found_.size());
    if (is_new) {
      found_.push_back(difference);
    } else {
      ++found_[known->second].times;
    }
  }

  const model::Trace& trace_;
  const std::vector<AlignedCall>& rows_;
  std::vector<CallDifference> found_;
  std::map<std::string, std::size_t> seen_;
};

/// The name as a call spells it: what stands between the kind and the input.
std::string_view name_in(std::string_view words) {
  const std::string_view call = without_input(words);
  const std::size_t space = call.find(' ');
  const bool has_name = kind_word(words) == "activity" || kind_word(words) == "event" ||
                        kind_word(words) == "sub-orchestration";
  return !has_name || space == std::string_view::npos ? std::string_view() : call.substr(space + 1);
}

/// Whether the line makes a call by that name, or holds the name as an argument on a line of its own.
bool names(const std::string& line, std::string_view name) {
  const std::size_t text = line.find_first_not_of(" \t");
  const bool is_argument = text != std::string::npos && (line[text] == '"' || line[text] == '\'');
  const bool is_call = line.find("call_") != std::string::npos ||
                       line.find("wait_for_external_event") != std::string::npos;
  if (!is_call && !is_argument) return false;
  for (const char quote : {'"', '\''}) {
    if (line.find(quote + std::string(name) + quote) != std::string::npos) return true;
  }
  return false;
}

/// Whether a line that this run never stood at makes a call of the recorded name: then the other call
/// may as well have been put before it.
bool is_still_written(const AlignedCall& call, const Subject& subject) {
  for (const SourceText& source : subject.sources) {
    for (std::uint32_t i = 0; i < source.lines.size(); ++i) {
      if (!names(source.lines[i], name_in(call.recorded))) continue;
      const auto& places = subject.trace->places;
      const bool was_passed = std::any_of(places.begin(), places.end(), [&](const auto& place) {
        return place.line == i + 1 && place.file == source.file;
      });
      if (!was_passed && source.file == call.place.file && i + 1 > call.place.line) return true;
    }
  }
  return false;
}

/// A fan-out is yielded on one line and made on another: the line that alone names the call.
std::uint32_t line_naming(const model::Place& place, std::string_view name,
                          const Subject& subject) {
  const auto source = std::find_if(subject.sources.begin(), subject.sources.end(),
                                   [&](const SourceText& text) { return text.file == place.file; });
  if (name.empty() || source == subject.sources.end()) return place.line;
  std::uint32_t only = 0, count = 0;
  for (std::uint32_t i = 0; i < source->lines.size(); ++i) {
    if (!names(source->lines[i], name)) continue;
    if (i + 1 == place.line) return place.line;
    only = i + 1;
    ++count;
  }
  return count == 1 ? only : place.line;
}

std::string at_line(const model::FindingPlace& place) {
  const std::string line = file_and_line(place);
  return line.empty() ? line : " at " + line;
}

/// ", 50 times" of a call in a loop.
std::string times_words(const CallDifference& difference) {
  return difference.times < 2 ? std::string() : fmt::format(", {} times", difference.times);
}

/// "activity Audit(1) at flow.py:3 and 2 more calls".
std::string block_words(std::string_view call, const std::string& line, std::size_t calls) {
  std::string words = std::string(call) + line;
  if (calls > 1) words += " and " + base::count_of(calls - 1, "more call");
  return words;
}

bool is_wait(const AlignedCall& call) { return kind_word(call.code) == "event"; }

std::string_view verb(const CallDifference& difference) {
  if (difference.calls > 1) return "Calls were";
  return is_wait(*difference.call) ? "A wait was" : "A call was";
}

/// The recorded call behind it; where the alignment was cut off there, the one that the passes found.
std::string next_recorded(const CallDifference& difference, const model::Trace& trace) {
  if (difference.next_recorded != nullptr) return difference.next_recorded->recorded;
  const bool is_cut = !trace.alignment->stopped.empty() && trace.divergence &&
                      trace.divergence->event != model::kNoEvent;
  return is_cut && trace.divergence->actual == difference.call->code ? trace.divergence->expected
                                                                     : std::string();
}

std::string history_goes_on(const std::string& next) {
  return next.empty() ? std::string("the history has nothing behind it")
                      : "the history goes on with " + next;
}

std::string code_goes_on(const CallDifference& difference) {
  return difference.next_code == nullptr ? std::string("the code makes no further call")
                                         : "the code goes on with " + difference.next_code->code;
}

/// Where the history has a moved call: behind the recorded call before it.
std::string recorded_position(const AlignedCall& call, const model::Trace& trace) {
  const AlignedCall* before = nullptr;
  for (const AlignedCall& row : trace.alignment->calls) {
    if (row.event == model::kNoEvent || row.event >= call.event) continue;
    if (before == nullptr || before->event < row.event) before = &row;
  }
  return before == nullptr ? std::string("first") : "behind " + before->recorded;
}

/// Where the code makes a moved call.
std::string code_position(const AlignedCall& call, const model::Trace& trace) {
  const AlignedCall* before = nullptr;
  for (const AlignedCall& row : trace.alignment->calls) {
    if (&row == &call) break;
    if (!row.code.empty()) before = &row;
  }
  return before == nullptr ? std::string("first") : "behind " + before->code;
}

constexpr const char* kAddFix =
    "Put the new call behind the last recorded one, make it only where a version in the input says "
    "so, or start new instances under a new orchestrator name.";
constexpr const char* kKeepFix =
    "Keep the recorded call for instances in flight: leave it in the code, or behind a version in "
    "the input, until they have finished.";

void describe_inserted(const CallDifference& difference, const model::Trace& trace,
                       const std::string& line, model::Finding& finding) {
  const AlignedCall& call = *difference.call;
  finding.actual = call.code;
  const std::string next = next_recorded(difference, trace);
  finding.expected = next.empty() ? std::string("no further call") : next;
  if (difference.kind == kEndedLate) {
    finding.message = fmt::format("The code goes on where the history ends: {}{}.",
                                  block_words(call.code, line, difference.calls),
                                  times_words(difference));
    finding.expected = "the end";
    finding.cause = "The code goes on although the history ends here: a later return, a longer "
                    "loop, or a new call before the end.";
    finding.fix = "Finished instances are not affected; those in flight get the new call.";
    return;
  }
  finding.message =
      fmt::format("{} inserted: {}{}; {}.", verb(difference),
                  block_words(call.code, line, difference.calls), times_words(difference),
                  history_goes_on(next));
  finding.cause = "The code asks for a call that the instance's history does not hold at this "
                  "place; every answer behind it would go to the wrong call.";
  finding.fix = kAddFix;
}

void describe_removed(const CallDifference& difference, model::Finding& finding) {
  const AlignedCall& call = *difference.call;
  finding.expected = call.recorded;
  finding.actual =
      difference.next_code == nullptr ? std::string("no further call") : difference.next_code->code;
  if (difference.kind == kEndedEarly) {
    finding.message = fmt::format("The code ends where the history goes on with {}.",
                                  block_words(call.recorded, {}, difference.calls));
    finding.actual = "the code ends";
    finding.cause = "An early return, an exception, or a shorter loop.";
    finding.fix = "Let the code take the recorded path for instances in flight.";
    return;
  }
  finding.message = fmt::format("{} removed: the history has {}{}, {}.", verb(difference),
                                block_words(call.recorded, {}, difference.calls), times_words(difference),
                                code_goes_on(difference));
  finding.cause = "The recorded call has no counterpart: it was removed, or a condition that led to "
                  "it came out otherwise.";
  finding.fix = kKeepFix;
}

}  // namespace

std::vector<CallDifference> call_differences(const model::Trace& trace) {
  if (!trace.alignment) return {};
  return Folder(trace).run();
}

model::FindingPlace place_of(const CallDifference& difference, const Subject& subject) {
  const model::Place& at = difference.call->place;
  model::FindingPlace place;
  place.file = at.file;
  place.function = at.function;
  place.line = line_naming(at, name_in(difference.call->code), subject);
  const AlignedCall* recorded =
      difference.recorded != nullptr ? difference.recorded : difference.call;
  place.event = recorded->event;
  if (place.event == model::kNoEvent && difference.next_recorded != nullptr) {
    place.event = difference.next_recorded->event;
  }
  return place;
}

void describe(const CallDifference& difference, const Subject& subject, model::Finding& finding) {
  const AlignedCall& call = *difference.call;
  const std::string line = at_line(place_of(difference, subject));
  finding.kind = difference.kind;
  if (difference.kind == kInserted || difference.kind == kEndedLate) {
    describe_inserted(difference, *subject.trace, line, finding);
    return;
  }
  if (difference.kind == kRemoved || difference.kind == kEndedEarly) {
    describe_removed(difference, finding);
    return;
  }
  finding.expected = difference.recorded != nullptr ? difference.recorded->recorded : call.recorded;
  finding.actual = call.code;
  const std::string sides =
      fmt::format("the history has {}, the code {} {}{}", finding.expected,
                  is_wait(call) ? "waits for" : "asks for", finding.actual, line);
  if (difference.kind == kKindDiffers) {
    finding.message = fmt::format("A call is of another kind: {}{}.", sides,
                                  times_words(difference));
    finding.cause = "A call was replaced by one of another kind, or a retry policy was added or "
                    "taken away.";
    finding.fix = kKeepFix;
  } else if (difference.kind == kReplaced) {
    finding.message = fmt::format(
        "Calls were replaced: the history has {}, the code asks for {}{}.",
        block_words(finding.expected, {}, difference.recorded_calls),
        block_words(finding.actual, line, difference.calls), times_words(difference));
    finding.cause = "Other calls stand where the history has these: the code takes another path, or "
                    "was rewritten at this place.";
    finding.fix = kKeepFix;
  } else if (difference.kind == kMoved) {
    finding.expected = fmt::format("{} {}", call.recorded,
                                   recorded_position(call, *subject.trace));
    finding.actual = fmt::format("{} {}", call.code, code_position(call, *subject.trace));
    finding.message = fmt::format("{} moved: {}{}; the history has {} {}.", verb(difference),
                                  block_words(call.code, line, difference.calls),
                                  times_words(difference),
                                  difference.calls < 2 ? "it" : "the first of them",
                                  recorded_position(call, *subject.trace));
    finding.cause = "The order of calls was changed after the instance had started.";
    finding.fix = "Keep the recorded order of calls for instances in flight.";
  } else if (is_still_written(call, subject)) {
    finding.kind = kReplaced;
    finding.message = fmt::format("Another call stands here: {}{}.", sides, times_words(difference));
    finding.cause = "A call was put before the recorded one, which stands further down in the code, "
                    "or took its place.";
    finding.fix = kAddFix;
  } else {
    finding.message = fmt::format("{} renamed: {}{}.", verb(difference), sides, times_words(difference));
    finding.cause = "The call's name was changed after the instance had started.";
    finding.fix = "Keep the recorded name for instances in flight: register the function under the "
                  "old name as well, or start new instances under a new orchestrator name.";
  }
}

}  // namespace core::diagnostics
