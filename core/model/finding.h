// One diagnostic: a stable id, a place, both sides, the cause and the fix (DESIGN 2).
#pragma once

#include <optional>
#include <string>
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

/// One diagnostic about a trace or a history. Ids are never reused for another meaning.
struct Finding {
  std::string id;  ///< "YS1003"
  Severity severity = Severity::information;
  /// One plain sentence.
  std::string message;
  FindingPlace place;
  std::string expected;
  std::string actual;
  std::string cause;
  std::string fix;
  /// The platform's own text, word for word, where it has one.
  std::string platform_message;
  /// Another finding is what really went wrong; this follows from it.
  bool is_consequence = false;

  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Both sides of a difference in one clause: "the history has activity A, the code asks for
/// activity B"; a side that is a clause of its own ("the code waits") is left as it is.
std::string sides_in_words(const Finding& finding);

}  // namespace core::model
