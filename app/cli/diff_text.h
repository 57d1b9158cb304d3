// What `diff` prints: text for people, json for programs.
#pragma once

#include <cstddef>
#include <string>

#include "app/cli/console.h"
#include "core/session/compare.h"

namespace app::cli {

/// Both sides, the first difference, the others, counts. At most `most` differences; 0: all.
std::string diff_text(const core::session::RunComparison& comparison, std::size_t most,
                      const Console& console);
/// One stable document with every difference.
std::string diff_json(const core::session::RunComparison& comparison);

}  // namespace app::cli
