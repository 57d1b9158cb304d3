// Code that is found beside a history runs only when the person says so (DESIGN 6).
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/session/session.h"

namespace app::cli {

/// The TARGET to run: the named one; else the one found beside the file, after consent (`is_agreed`
/// is --yes, a terminal asks); empty when nothing may be run, with a note saying why.
std::string choose_target(const core::session::Snapshot& snapshot, const std::string& named,
                          bool is_agreed, Console& console);

}  // namespace app::cli
