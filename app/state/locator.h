// The text form of a focus: "p5.y4", "p5.y4/2.1" (child), "p5.start", "p5.end", or "p5" for its
// start. Used on the command line (--focus), in the clipboard and in titles.
#pragma once

#include <string>
#include <string_view>

#include "app/state/focus.h"
#include "app/state/stops.h"
#include "core/base/result.h"

namespace app::state {

/// A locator as written; it may name a place that does not exist.
struct Locator {
  std::uint32_t pass_number = 1;
  Stop stop;
  std::vector<std::uint32_t> child;

  friend bool operator==(const Locator&, const Locator&) = default;
};

/// Errors: locator.malformed.
core::base::Result<Locator> parse_locator(std::string_view text);
std::string to_text(const Locator& locator);
/// REQUIRES: stops has the pass. Without passes: "p1.start".
std::string locator_of(const Stops& stops, const Focus& focus);
/// Errors: locator.no_such_pass, locator.no_such_yield.
core::base::Result<Focus> resolve(const Stops& stops, const Locator& locator,
                                  std::uint32_t instance);

}  // namespace app::state
