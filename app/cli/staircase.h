// The signature picture in a terminal: a row a pass, a column a yield (UX 4.4). Rows and columns
// that do not fit are left out with their count.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/session/session.h"

namespace app::cli {

std::string staircase(const core::session::Snapshot& snapshot, const Console& console);

}  // namespace app::cli
