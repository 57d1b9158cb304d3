// A place of a finding in words, and as links that a click follows: source line, stop, event.
#pragma once

#include <string>
#include <vector>

#include "app/state/reading.h"

namespace app::views {

namespace model = core::model;

/// A part of a place to be clicked: what it says, and where it leads (state::focus_of_place).
struct PlaceLink {
  std::string text;
  model::FindingPlace to;

  friend bool operator==(const PlaceLink&, const PlaceLink&) = default;
};

/// "p2.y2", "p2.end", "p2"; empty without a pass.
std::string stop_text(const state::Reading& reading, const model::FindingPlace& place);
/// "order.py:31", "order.py"; empty without a file.
std::string line_text(const model::FindingPlace& place);
/// "p5.y4 · order.py:31 · event 23"; empty parts left out.
std::string place_text(const state::Reading& reading, const model::FindingPlace& place);
/// "order.py:31 in process_order", "p5.y4", "event 23 TaskScheduled".
std::vector<PlaceLink> place_links(const state::Reading& reading,
                                   const model::FindingPlace& place);
/// The line of the source as it was read, without its indentation; empty when it was not.
std::string source_line(const state::Reading& reading, const model::FindingPlace& place);

}  // namespace app::views
