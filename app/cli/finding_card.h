// A finding for the terminal: what, where, expected, actual, cause, fix (UX 4.7).
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/session/session.h"

namespace app::cli {

/// The card of one finding, several lines.
std::string finding_card(const core::session::Snapshot& snapshot,
                         const core::model::Finding& finding, const Console& console);

/// All cards, leading findings first; empty text when there are none.
std::string finding_cards(const core::session::Snapshot& snapshot, const Console& console);

}  // namespace app::cli
