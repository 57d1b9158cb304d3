// One diagnostic: a stable id, a place, both sides, the cause and the fix (DESIGN 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/ids.h"
#include "core/model/report.h"

namespace core::model {

/// Where a finding points; every part may be absent.
struct FindingPlace {
  std::optional<PassIndex> pass;
  std::optional<YieldIndex> yield;
  EventIndex event = kNoEvent;
  std::string file;
  std::string function;
  std::uint32_t line = 0;

  friend bool operator==(const FindingPlace&, const FindingPlace&) = default;
};

/// How sure it is that something made the difference. Proven: an experiment changed it alone.
enum class Confidence : std::uint8_t { possible, likely, proven };
std::string_view name_of(Confidence confidence);

/// One thing that may have made the difference, with what speaks for it.
struct Cause {
  Confidence confidence = Confidence::possible;
  std::string text;    ///< one sentence
  FindingPlace place;  ///< where it stands in the code; may be empty

  friend bool operator==(const Cause&, const Cause&) = default;
};

/// A small change of the user's source that would mend it. Shown, never applied.
struct Edit {
  std::string file;
  std::uint32_t line = 0;  ///< from 1, of the first line of `before`
  std::string before;      ///< whole lines as they stand, without the last line's end; may be empty
  std::string after;       ///< what to write instead; lines parted by \n

  friend bool operator==(const Edit&, const Edit&) = default;
};

/// One diagnostic about a trace or a history. Ids are never reused for another meaning.
struct Finding {
  std::string id;  ///< "YS1003"
  Severity severity = Severity::information;
  /// One plain sentence.
  std::string message;
  FindingPlace place;
  /// What sort of difference it is, e.g. "renamed", "inserted", "input"; empty for other findings.
  std::string kind;
  std::string expected;
  std::string actual;
  /// What makes this happen, in general or as far as `causes` show it.
  std::string cause;
  /// Ranked: the surest first. Empty where nothing but `cause` is known.
  std::vector<Cause> causes;
  std::string fix;
  std::optional<Edit> edit;
  /// The platform's own text, word for word, where it has one.
  std::string platform_message;
  /// Where the platform raises, if it does so at another place than the code's (DESIGN 5, Passes).
  std::optional<FindingPlace> raised_at;
  /// Found by reading the source, not by running it.
  bool is_from_source = false;
  /// Another finding is what really went wrong; this follows from it.
  bool is_consequence = false;
  /// The id of that finding; empty when it is not one alone.
  std::string follows_from;

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Both sides of a difference in one clause: "the history has activity A, the code asks for
/// activity B"; a side that is a clause of its own ("the code waits") is left as it is.
std::string sides_in_words(const Finding& finding);

}  // namespace core::model
