// Expected above actual with the parts marked in which they differ: coloured on a terminal, else
// with a line of carets under what changed.
#pragma once

#include <string>
#include <string_view>

#include "app/cli/console.h"

namespace app::cli {

/// What the two sides are called.
struct SideLabels {
  std::string_view expected = "expected", actual = "actual";
};

/// Both sides as labelled lines; texts come as they are and are made printable here. An empty side
/// has no line.
std::string marked_sides(std::string_view expected, std::string_view actual,
                         const Console& console, const SideLabels& labels = {});

}  // namespace app::cli
