#include "app/views/finding_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "app/views/finding_calls.h"
#include "core/base/text.h"
#include "core/base/text_difference.h"

namespace app::views {

namespace {

using core::base::printable;
using model::Finding;

/// Bytes of one side on the card; comparing shows the whole.
constexpr std::size_t kMaxSide = 480;
/// Characters of a sentence on the card, of the platform's message, and consequences listed.
constexpr std::size_t kMaxSentence = 1'200;
constexpr std::size_t kMaxPlatform = 4'000;
constexpr std::size_t kMaxFollowers = 20;
/// Lines of an edit on the card.
constexpr std::size_t kMaxEditLines = 40;
/// Bytes kept before the first difference when a side is cut.
constexpr std::size_t kLead = 60;

std::string sentence(const std::string& text) {
  return core::base::shorten(printable(text), kMaxSentence);
}

bool is_inside(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U;
}

MarkedText marked(const std::vector<core::base::TextPart>& parts, bool is_marked) {
  MarkedText side;
  for (const core::base::TextPart& part : parts) {
    const std::size_t begin = side.text.size();
    side.text += part.text;
    if (part.is_changed && is_marked && !part.text.empty()) {
      side.marks.emplace_back(begin, side.text.size());
    }
  }
  return side;
}

/// A part of the side around its first mark, with … where something is missing.
void cut(MarkedText& side, std::size_t max_bytes) {
  if (side.text.size() <= max_bytes) return;
  const std::size_t first = side.marks.empty() ? 0 : side.marks.front().first;
  std::size_t begin = first > max_bytes / 2 ? first - kLead : 0;
  while (is_inside(side.text, begin)) --begin;
  std::size_t end = std::min(begin + max_bytes, side.text.size());
  while (is_inside(side.text, end)) --end;
  constexpr std::string_view kDots = "…";
  const std::size_t shift = begin > 0 ? kDots.size() : 0;
  std::vector<std::pair<std::size_t, std::size_t>> marks;
  for (const auto& [from, to] : side.marks) {
    const std::size_t low = std::max(from, begin);
    const std::size_t high = std::min(to, end);
    if (low < high) marks.emplace_back(low - begin + shift, high - begin + shift);
  }
  std::string text = begin > 0 ? std::string(kDots) : "";
  text.append(side.text, begin, end - begin);
  if (end < side.text.size()) text += kDots;
  side = {std::move(text), std::move(marks), true};
}

std::vector<CardPlace> places_of(const state::Reading& reading, const Finding& finding) {
  std::vector<CardPlace> places;
  places.push_back({"", place_links(reading, finding.place), source_line(reading, finding.place)});
  if (finding.raised_at) {
    places.front().name = "Code leaves";
    places.push_back({"Platform raises", place_links(reading, *finding.raised_at), ""});
  }
  std::erase_if(places, [](const CardPlace& place) { return place.links.empty(); });
  return places;
}

std::vector<CardCause> causes_of(const state::Reading& reading, const Finding& finding) {
  std::vector<CardCause> causes;
  for (const model::Cause& cause : finding.causes) {
    causes.push_back({cause.confidence, sentence(cause.text), place_links(reading, cause.place)});
  }
  return causes;
}

CardExperiment experiment_row(const state::Reading& reading, const model::Experiment& experiment) {
  using Result = CardExperiment::Result;
  CardExperiment row;
  const bool is_as_it_is = experiment.condition == model::Condition::none;
  row.condition = is_as_it_is ? "run once more" : std::string(name_of(experiment.condition));
  if (!experiment.not_made.empty()) {
    row.result = Result::not_made;
    row.text = "not made: " + printable(experiment.not_made);
    return row;
  }
  row.text = "nothing changes";
  if (!experiment.has_changed) return row;
  row.result = Result::changed;
  model::FindingPlace place{experiment.pass, experiment.yield, model::kNoEvent,
                            experiment.place.file, experiment.place.function,
                            experiment.place.line};
  row.links = place_links(reading, place);
  row.text = sentence(fmt::format("y{} changes from {} to {}", experiment.yield.value + 1,
                                  experiment.before, experiment.after));
  return row;
}

/// What happened under changed conditions speaks about what the code does, not about its texts.
std::vector<CardExperiment> experiments_of(const state::Reading& reading, const Finding& finding) {
  std::vector<CardExperiment> rows;
  const model::Trace* trace = reading.trace();
  const bool is_led = finding.is_consequence || finding.is_from_source;
  if (trace == nullptr || is_led || finding.severity == model::Severity::information) return rows;
  for (const model::Experiment& experiment : trace->experiments) {
    rows.push_back(experiment_row(reading, experiment));
  }
  return rows;
}

void add_lines(std::vector<EditLine>& lines, std::string_view text, char sign,
               std::uint32_t number) {
  while (true) {
    const std::size_t end = text.find('\n');
    lines.push_back({sign, number, printable(text.substr(0, end))});
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
    if (number != 0) ++number;
  }
}

/// Takes off the blanks that every line begins with.
void dedent(std::vector<EditLine>& lines) {
  std::size_t indent = std::string::npos;
  for (const EditLine& line : lines) {
    const std::size_t blanks = line.text.find_first_not_of(' ');
    if (blanks != std::string::npos) indent = std::min(indent, blanks);
  }
  if (indent == std::string::npos) return;
  for (EditLine& line : lines) line.text.erase(0, indent);
}

std::optional<CardEdit> edit_of(const Finding& finding) {
  if (!finding.edit) return std::nullopt;
  const model::Edit& edit = *finding.edit;
  CardEdit card;
  card.place.to.file = edit.file;
  card.place.to.line = edit.line;
  card.place.text = line_text(card.place.to);
  if (!edit.before.empty()) add_lines(card.lines, edit.before, '-', edit.line);
  if (!edit.after.empty()) add_lines(card.lines, edit.after, '+', 0);
  if (card.lines.size() > kMaxEditLines) card.lines.resize(kMaxEditLines);
  dedent(card.lines);
  return card;
}

void add_followers(const state::Reading& reading, std::size_t position, FindingCard& card) {
  std::size_t left = 0;
  std::vector<std::string> leaders{reading.findings[position].id};
  for (std::size_t i = position + 1; i < reading.findings.size(); ++i) {
    const Finding& finding = reading.findings[i];
    const bool follows = finding.is_consequence && std::find(leaders.begin(), leaders.end(),
                                                             finding.follows_from) != leaders.end();
    if (!follows) continue;
    leaders.push_back(finding.id);
    if (card.followers.size() >= kMaxFollowers) {
      ++left;
      continue;
    }
    card.followers.push_back({i, finding.id, sentence(finding.message)});
  }
  if (left > 0) card.followers_left = fmt::format("and {} more", left);
}

void append_field(std::string& text, std::string_view name, const std::string& value) {
  if (!value.empty()) text += fmt::format("{}: {}\n", name, value);
}

std::string whole_text(const state::Reading& reading, const FindingCard& card,
                       const Finding& finding) {
  std::string text = fmt::format("{} {}\n{}\n", card.id, name_of(card.severity),
                                 printable(finding.message));
  append_field(text, "Where", place_text(reading, finding.place));
  append_field(text, "History", printable(finding.expected));
  append_field(text, "Code", printable(finding.actual));
  append_field(text, "Kind", card.kind);
  for (const CardCause& cause : card.causes) {
    append_field(text, fmt::format("Cause ({})", name_of(cause.confidence)), cause.text);
  }
  append_field(text, "Cause", card.cause);
  for (const CardExperiment& row : card.experiments) {
    append_field(text, "Experiment", row.condition + ": " + row.text);
  }
  append_field(text, "Fix", card.fix);
  append_field(text, "Platform says", printable(finding.platform_message));
  return text;
}

}  // namespace

std::pair<MarkedText, MarkedText> marked_sides(const std::string& expected,
                                               const std::string& actual, std::size_t max_bytes) {
  const auto difference = core::base::difference_of(expected, actual);
  auto left = marked(difference.left, difference.is_worth_marking);
  auto right = marked(difference.right, difference.is_worth_marking);
  cut(left, max_bytes);
  cut(right, max_bytes);
  return {std::move(left), std::move(right)};
}

FindingCard build_finding_card(const state::Reading& reading, std::size_t position) {
  const Finding& finding = reading.findings[position];
  FindingCard card;
  card.id = finding.id;
  card.severity = finding.severity;
  card.message = sentence(finding.message);
  card.places = places_of(reading, finding);
  std::tie(card.expected, card.actual) =
      marked_sides(printable(finding.expected), printable(finding.actual), kMaxSide);
  card.kind = printable(finding.kind);
  card.has_two_sides = state::has_two_sides(finding);
  card.cause = sentence(finding.cause);
  card.causes = causes_of(reading, finding);
  const bool is_told = std::any_of(card.causes.begin(), card.causes.end(),
                                   [&](const CardCause& one) { return one.text == card.cause; });
  if (is_told) card.cause.clear();
  card.experiments = experiments_of(reading, finding);
  card.fix = sentence(finding.fix);
  card.edit = edit_of(finding);
  add_followers(reading, position, card);
  card.platform_message =
      core::base::shorten(printable(finding.platform_message), kMaxPlatform);
  card.is_from_source = finding.is_from_source;
  card.is_consequence = finding.is_consequence;
  card.follows_from = finding.follows_from;
  if (shows_alignment(reading, finding)) add_calls(reading, card);
  card.text = whole_text(reading, card, finding);
  return card;
}

}  // namespace app::views
