#include "core/diagnostics/verdict_text.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <iterator>

#include "core/base/text.h"

namespace core::diagnostics {
namespace {

/// One sentence of a platform. The pattern's named groups fill the members of VerdictText.
struct Form {
  std::string_view rule;
  std::string_view kind;
  const char* pattern;
};

constexpr std::string_view kPrefix = "Non-Deterministic workflow detected";
constexpr std::string_view kSdkPrefix = "A previous execution called ";

constexpr std::array kForms{
    Form{"D1", "activity",
         "an activity task with sequence ID (?P<id>-?\\d+) and name '(?P<old>.*?)' \\(version "
         "'.*?'\\), but the current replay execution hasn't"},
    Form{"D2", "activity",
         "an activity task with sequence number (?P<id>-?\\d+) named '(?P<old>.*?)', but the "
         "current orchestration replay instead produced a (?P<action>\\w+) action"},
    Form{"D3", "activity",
         "an activity task with sequence number (?P<id>-?\\d+) named '(?P<old>.*?)', but the "
         "current orchestration replay instead scheduled an activity task named '(?P<new>.*?)' "
         "with this sequence number"},
    Form{
        "D4", "timer",
        "a timer task with sequence number (?P<id>-?\\d+) but the current replay execution hasn't"},
    Form{
        "D5", "timer",
        "a timer task with sequence number (?P<id>-?\\d+) (?:named )?but the current orchestration "
        "replay instead produced a (?P<action>\\w+) action"},
    Form{"D6", "sub-orchestration",
         "a sub-orchestration task with sequence ID (?P<id>-?\\d+) and name '(?P<old>.*?)' "
         "\\(version '.*?', instance ID '.*?'\\), but the current replay execution hasn't"},
    Form{"D7", "sub-orchestration",
         "a sub-orchestration task with sequence ID (?P<id>-?\\d+) and name '(?P<old>.*?)' "
         "\\(version '.*?', instance ID '.*?'\\), but the current orchestration replay instead "
         "produced a (?P<action>\\w+) action"},
    Form{"D8", "sub-orchestration",
         "a sub-orchestration task with sequence ID (?P<id>-?\\d+) and name '(?P<old>.*?)' "
         "\\(version '.*?', instance ID '.*?'\\), but the current orchestration replay instead "
         "scheduled a sub-orchestration task with name (?P<new>.*?) at this sequence number"},
    Form{"D9", "sent event",
         "a send event task with sequence ID (?P<id>-?\\d+), type '.*?' name '(?P<old>.*?)', "
         "instance ID '.*?', but the current replay execution hasn't"},
    Form{"D11", "sent event",
         "a send event task with sequence ID (?P<id>-?\\d+), type '.*?' name '(?P<old>.*?)', "
         "instance ID '.*?', but the current orchestration replay instead scheduled a send event "
         "task with name (?P<new>.*?) ?at this sequence number"},
    Form{"D10", "sent event",
         "a send event task with sequence ID (?P<id>-?\\d+), type '.*?' name '(?P<old>.*?)', "
         "instance ID '.*?', but the current orchestration replay instead scheduled a "
         "(?P<action>\\w+) task at this sequence number"},
    Form{"short", "", "(?P<event>\\w+)Event: (?P<id>-?\\d+) \\w+(?: (?P<old>[^\\s]+))?"},
    Form{"sdk", "",
         "A previous execution called (?P<method>\\w+) with (?:\\w+=(?P<old>.*?) and sequence "
         "number |ID=)(?P<id>-?\\d+), but the current execution (?:is instead trying to call "
         "(?P<call>[^.]*)|doesn't have this action)"},
};

/// DTFx's class names and event names in the words of this program.
std::string_view kind_in_words(std::string_view platform_word) {
  struct Word {
    std::string_view platform, ours;
  };
  static constexpr std::array kWords{
      Word{"ScheduleTaskOrchestratorAction", "activity"},
      Word{"CreateTimerOrchestratorAction", "timer"},
      Word{"CreateSubOrchestrationAction", "sub-orchestration"},
      Word{"SendEventOrchestratorAction", "sent event"},
      Word{"TaskScheduled", "activity"},
      Word{"TimerCreated", "timer"},
      Word{"SubOrchestrationInstanceCreated", "sub-orchestration"},
      Word{"EventSent", "sent event"},
      Word{"call_activity", "activity"},
      Word{"callActivity", "activity"},
      Word{"create_timer", "timer"},
      Word{"createTimer", "timer"},
      Word{"call_sub_orchestrator", "sub-orchestration"},
      Word{"callSubOrchestrator", "sub-orchestration"},
  };
  for (const Word& word : kWords) {
    if (word.platform == platform_word) return word.ours;
  }
  return platform_word;
}

/// Fills the verdict from a form's named groups; false when the form does not fit.
bool read_form(const Form& form, VerdictText& out) {
  const re2::RE2 pattern(form.pattern, re2::RE2::Quiet);
  std::array<re2::StringPiece, 8> groups;
  const int count = pattern.NumberOfCapturingGroups() + 1;
  const re2::StringPiece text(out.sentence);
  if (!pattern.Match(text, 0, text.size(), re2::RE2::UNANCHORED, groups.data(), count))
    return false;

  out.rule = form.rule;
  out.kind = form.kind;
  for (const auto& [name, number] : pattern.NamedCapturingGroups()) {
    const std::string value(groups.at(static_cast<std::size_t>(number)));
    if (name == "id") {
      std::int64_t id = 0;
      if (re2::RE2::FullMatch(value, "(-?\\d+)", &id)) out.sequence_id = id;
    } else if (name == "old") {
      out.recorded_name = value;
    } else if (name == "new") {
      out.replayed_name = value;
    } else if (name == "action") {
      out.replayed_kind = kind_in_words(value);
    } else if (name == "call") {
      out.replayed_kind = value;
    } else {
      out.kind = kind_in_words(value);
    }
  }
  return true;
}

/// The platform's sentence: one line, with the escapes of a JSON string inside JSON undone.
std::string sentence_from(std::string_view text) {
  std::string line(text.substr(0, std::min(text.find('\n'), text.find("\\n"))));
  re2::RE2::GlobalReplace(&line, "\\\\u0027", "'");
  re2::RE2::GlobalReplace(&line, "\\\\u0022|\\\\\"", "\"");
  re2::RE2::GlobalReplace(&line, "[‘’]", "'");
  return std::string(base::trim(line));
}

}  // namespace

std::optional<VerdictText> find_verdict_text(std::string_view text) {
  std::size_t at = text.find(kPrefix);
  if (at == std::string_view::npos) at = text.find(kSdkPrefix);
  if (at == std::string_view::npos) return std::nullopt;

  VerdictText verdict;
  verdict.rule = "unknown";
  verdict.sentence = sentence_from(text.substr(at));
  for (const Form& form : kForms) {
    if (read_form(form, verdict)) break;
  }
  return verdict;
}

std::string recorded_call(const VerdictText& verdict) {
  std::string words = verdict.kind.empty() ? "a call" : verdict.kind;
  if (!verdict.recorded_name.empty()) words += fmt::format(" '{}'", verdict.recorded_name);
  if (verdict.sequence_id) words += fmt::format(" with sequence id {}", *verdict.sequence_id);
  return words;
}

std::string replayed_call(const VerdictText& verdict) {
  if (!verdict.replayed_name.empty()) {
    return fmt::format("{} '{}' with that sequence id", verdict.kind, verdict.replayed_name);
  }
  if (!verdict.replayed_kind.empty()) {
    const bool has_vowel = verdict.replayed_kind.find_first_of("aeiou") == 0;
    return fmt::format("{} {} with that sequence id", has_vowel ? "an" : "a",
                       verdict.replayed_kind);
  }
  return verdict.rule == "short" || verdict.rule == "unknown"
             ? "another call, which the text does not name"
             : "no call with that sequence id";
}

}  // namespace core::diagnostics
