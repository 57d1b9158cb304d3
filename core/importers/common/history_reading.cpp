#include "core/importers/common/history_reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

using model::Severity;

HistoryReading::HistoryReading(std::string_view text, const std::string& file)
    : text_(text), lines_(text), file_(file), remarks_(report_), intake_(builder_, remarks_) {
  intake_.leave_repetitions();
  remarks_.set_locator([this](const EventPlace& place) {
    return place_of(place.byte, path_ + "/" + std::to_string(place.number));
  });
}

base::Location HistoryReading::place_of(std::uint64_t byte, std::string path) const {
  return {file_, byte, lines_.line_of(static_cast<std::size_t>(byte)), 0, std::move(path)};
}

void HistoryReading::watch(const JsonSpan& element, const EventPlace& place) {
  if (element.raw == last_element_) {
    remarks_.add(Severity::warning, "history.repeated_event",
                 fmt::format("Element {} of the history is the same as the one before it, byte for "
                             "byte: it stands twice in the file, or two calls were alike to the "
                             "last digit of their times. Both are kept.",
                             place.number),
                 place);
  }
  last_element_ = element.raw;
  if (!has_lone_surrogate(element.raw)) return;
  remarks_.add(Severity::error, "history.text_repaired",
               fmt::format("Event {} holds half of a surrogate pair; the places are shown as "
                           "U+FFFD.",
                           place.number),
               place);
}

void HistoryReading::not_an_event(const EventPlace& place, std::string_view why) {
  remarks_.add(
      Severity::error, "import.not_an_event",
      fmt::format("Element {} of the history is no event: {}; it is left out.", place.number, why),
      place);
}

void HistoryReading::remark_damage(const JsonFault& fault, std::size_t gone_past) {
  const std::string read = base::count_of(gone_past, "event");
  remarks_.add_at(Severity::error, "import.damaged",
                  fault.at_end
                      ? fmt::format("The file ends in the middle of the history, where {} was "
                                    "expected: it was cut there. Read: {} before it.",
                                    fault.expected, read)
                      : fmt::format("The history is no JSON here: {} was expected. Read: {} before "
                                    "it; what the damage covers was not.",
                                    fault.expected, read),
                  place_of(fault.byte, path_ + "/" + std::to_string(gone_past)));
}

void HistoryReading::remark_outline(const JsonOutline& outline, std::size_t gone_past) {
  const auto is_damage = [](const model::Remark& one) { return one.code == "import.damaged"; };
  if (!outline.fault || std::any_of(report_.remarks.begin(), report_.remarks.end(), is_damage)) {
    return;
  }
  const JsonFault& fault = *outline.fault;
  const std::string read = base::count_of(gone_past, "event");
  remarks_.add_at(Severity::error, "import.damaged",
                  fault.at_end
                      ? fmt::format("The file ends where {} was expected: it was cut there. Read: "
                                    "{} before it.",
                                    fault.expected, read)
                      : fmt::format("The file is no JSON from here on: {} was expected. Read: {} "
                                    "before it; nothing behind it was.",
                                    fault.expected, read),
                  place_of(fault.byte, ""));
}

void HistoryReading::member_not_kept(const OutlinedValue& value) {
  // Counting lines to each of thousands of members would cost more than reading the file.
  constexpr std::size_t kPlaced = 20;
  const bool is_placed = ++members_not_kept_ <= kPlaced;
  remarks_.add_at(Severity::information, "import.member_not_kept",
                  fmt::format("The member `{}` around the events has no meaning for a replay and "
                              "was not kept.",
                              base::printable(base::shorten(value.path.substr(1), 60))),
                  is_placed ? place_of(value.byte, value.path) : base::Location{});
}

Loaded HistoryReading::finish(const base::Location& where) {
  intake_.finish(where);
  remarks_.finish();
  return {builder_.finish(), std::move(report_)};
}

Loaded HistoryReading::finish_rebuilt() {
  remarks_.finish();
  return {builder_.finish(), std::move(report_)};
}

base::Result<std::unique_ptr<Import>> HistoryReading::finish_single() {
  const bool is_empty = intake_.taken() == 0;
  Loaded loaded = finish({file_, std::nullopt, 0, 0, {}});
  if (is_empty) return no_event_error(loaded.report, file_);
  return std::unique_ptr<Import>(std::make_unique<SingleImport>(
      std::move(loaded.history), std::move(loaded.report), text_.size()));
}

base::Error unreadable_error(const std::exception& error, const std::string& file) {
  if (const auto* format = dynamic_cast<const base::FormatError*>(&error)) return format->error();
  return base::Error{"import.malformed",
                     fmt::format("The file could not be read: {}.", error.what()),
                     {file, std::nullopt, 0, 0, {}},
                     ""};
}

}  // namespace core::importers
