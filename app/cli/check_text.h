// `check --format text`: a table of the histories, one card for each finding that breaks some of
// them, and one line of totals.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/session/check/check.h"

namespace app::cli {

std::string check_text(const core::session::CheckRun& run, const Console& console);

/// "12 histories: 10 safe, 2 break", the last line.
std::string check_totals(const core::session::CheckRun& run);

}  // namespace app::cli
