#include "app/views/place_text.h"

#include "app/views/event_text.h"
#include "core/base/text.h"
#include "core/model/place_text.h"

namespace app::views {

namespace {

void append_part(std::string& text, const std::string& part) {
  if (part.empty()) return;
  if (!text.empty()) text += " · ";
  text += part;
}

}  // namespace

std::string stop_text(const state::Reading& reading, const model::FindingPlace& place) {
  if (!place.pass || !reading.stops.has(*place.pass)) return "";
  const state::PassStops& pass = reading.stops[*place.pass];
  std::string text = "p" + std::to_string(pass.number);
  if (!place.yield) return text;
  if (place.yield->value >= pass.length) return text + ".end";
  return text + ".y" + std::to_string(place.yield->value + 1);
}

std::string line_text(const model::FindingPlace& place) {
  return core::base::printable(file_and_line(place));
}

std::string place_text(const state::Reading& reading, const model::FindingPlace& place) {
  std::string text = stop_text(reading, place);
  append_part(text, line_text(place));
  if (place.event != model::kNoEvent)
    append_part(text, event_number(reading.history(), place.event));
  return text;
}

std::vector<PlaceLink> place_links(const state::Reading& reading,
                                   const model::FindingPlace& place) {
  std::vector<PlaceLink> links;
  if (!place.file.empty()) {
    PlaceLink link{line_text(place), {}};
    if (!place.function.empty()) link.text += " in " + core::base::printable(place.function);
    link.to.file = place.file;
    link.to.line = place.line;
    links.push_back(std::move(link));
  }
  if (std::string stop = stop_text(reading, place); !stop.empty()) {
    PlaceLink link{std::move(stop), {}};
    link.to.pass = place.pass;
    link.to.yield = place.yield;
    links.push_back(std::move(link));
  }
  if (place.event.value < reading.history().size()) {
    PlaceLink link{event_title(reading.history(), place.event), {}};
    link.to.event = place.event;
    links.push_back(std::move(link));
  }
  return links;
}

std::string source_line(const state::Reading& reading, const model::FindingPlace& place) {
  for (const auto& source : reading.snapshot->sources) {
    if (source.file != place.file || place.line == 0 || place.line > source.lines.size()) continue;
    return core::base::printable(core::base::trim(source.lines[place.line - 1]));
  }
  return "";
}

}  // namespace app::views
