// The alignment of the code's calls with the history's as rows of a card: what differs with a few
// equal calls around it; the equal rest is counted, not listed.
#pragma once

#include "app/views/finding_card.h"

namespace app::views {

/// Whether the finding is about calls that the trace's alignment shows.
bool shows_alignment(const state::Reading& reading, const model::Finding& finding);
/// Fills the card's calls. REQUIRES: the trace has an alignment.
void add_calls(const state::Reading& reading, FindingCard& card);

}  // namespace app::views
