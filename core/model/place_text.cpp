#include "core/model/place_text.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace core::model {
namespace {

std::string file_and_line(const std::string& file, std::uint32_t line) {
  return file.empty() || line == 0 ? file : fmt::format("{}:{}", file, line);
}

std::string event_words(EventIndex event, const History* history) {
  if (event == kNoEvent) return {};
  if (history == nullptr) return fmt::format("event {}", event.value);
  if (event.value >= history->size()) return {};
  return fmt::format("event {} ({})", event.value,
                     base::printable(history->at(event).type_name()));
}

}  // namespace

std::string locator_of(const Trace& trace, PassIndex pass, YieldIndex yield) {
  const Pass& of = trace.passes[pass.value];
  return yield.value < of.length ? fmt::format("p{}.y{}", of.number, yield.value + 1)
                                 : fmt::format("p{}.end", of.number);
}

std::string locator_of(const FindingPlace& place, const Trace* trace) {
  if (!place.pass) return {};
  if (trace == nullptr) {
    const std::uint32_t number = place.pass->value + 1;
    return place.yield ? fmt::format("p{}.y{}", number, place.yield->value + 1)
                       : fmt::format("p{}", number);
  }
  if (place.pass->value >= trace->passes.size()) return {};
  return place.yield ? locator_of(*trace, *place.pass, *place.yield)
                     : fmt::format("p{}", trace->passes[place.pass->value].number);
}

std::string file_and_line(const FindingPlace& place) {
  return file_and_line(place.file, place.line);
}

std::string file_and_line(const Place& place) { return file_and_line(place.file, place.line); }

std::string where_words(const FindingPlace& place, const Trace* trace, const History* history) {
  std::string words;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) words += (words.empty() ? "" : ", ") + part;
  };
  std::string source = base::printable(file_and_line(place));
  if (!source.empty() && !place.function.empty()) source += " " + base::printable(place.function);
  add(source);
  add(locator_of(place, trace));
  add(event_words(place.event, history));
  return words;
}

}  // namespace core::model
