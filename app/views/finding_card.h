// The card of one finding (UX 4.7): everything that is known about it, as rows to draw. Built once
// for a reading and a finding; texts from outside are made printable here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/state/app_state.h"
#include "app/views/place_text.h"

namespace app::views {

/// Where something happens. Two where the platform raises elsewhere than the code leaves.
struct CardPlace {
  std::string name;  ///< "Code leaves" and "Platform raises"; empty for the only one
  std::vector<PlaceLink> links;
  std::string line;  ///< of the source; may be empty
};

/// One side of a difference: the parts that differ as byte ranges of the text.
struct MarkedText {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> marks;
  bool is_cut = false;  ///< the whole is longer: comparing shows it
};

struct CardCause {
  model::Confidence confidence = model::Confidence::possible;
  std::string text;
  std::vector<PlaceLink> links;
};

struct CardExperiment {
  enum class Result : std::uint8_t { unchanged, changed, not_made };
  Result result = Result::unchanged;
  std::string condition;  ///< "clock shifted"
  std::string text;       ///< "y3 changes from A to B", "nothing changes"
  std::vector<PlaceLink> links;
};

/// A line of an edit: '-' goes, '+' comes. What all lines are indented by is left out.
struct EditLine {
  char sign = '-';
  std::uint32_t number = 0;  ///< of the file as it is; 0 for a line that comes
  std::string text;
};
struct CardEdit {
  PlaceLink place;
  std::vector<EditLine> lines;
};

/// Another finding that only follows from this one, or from one that does.
struct CardFollower {
  std::size_t finding = 0;  ///< position in Reading::findings
  std::string id, message;
};

/// A row of the alignment: calls side by side, or so many equal ones left out.
struct CardCall {
  model::AlignmentKind kind = model::AlignmentKind::same;
  std::string recorded, code;
  std::string word;  ///< "inserted"; "12 equal calls" for those left out
  bool is_gap = false;
  std::vector<PlaceLink> links;
};

struct FindingCard {
  std::string id;
  model::Severity severity = model::Severity::information;
  std::string message;
  std::vector<CardPlace> places;
  MarkedText expected, actual;
  /// What was recorded and what the code does, beside each other; else one text alone.
  bool has_two_sides = false;
  std::string kind;
  std::string cause;  ///< in general; beside `causes` only where it says more than they do
  std::vector<CardCause> causes;
  std::vector<CardExperiment> experiments;
  std::string fix;
  std::optional<CardEdit> edit;
  std::vector<CardFollower> followers;
  std::string followers_left;  ///< "and 12 more"; empty when all are listed
  std::string platform_message;
  std::vector<CardCall> calls;
  std::string calls_end;  ///< why the code could not be led to its end
  bool is_from_source = false;
  bool is_consequence = false;
  std::string follows_from;
  /// Why it was accepted, and in which file; both empty when it was not.
  std::string accepted, baseline;
  /// The whole card as text, for the clipboard.
  std::string text;
};

/// REQUIRES: position < reading.findings.size().
FindingCard build_finding_card(const state::Reading& reading, std::size_t position);

/// Both sides, cut to at most `max_bytes` each around their first difference.
std::pair<MarkedText, MarkedText> marked_sides(const std::string& expected,
                                               const std::string& actual, std::size_t max_bytes);

}  // namespace app::views
