// Which characters the open file needs beyond those that are always there.
#pragma once

#include <vector>

#include "app/state/app_state.h"
#include "app/widgets/fonts.h"

namespace app::shell {

/// Adds the code points of names, payloads, sources, findings and messages to `wanted`; true when
/// it grew. Looks at the first megabytes of payload only; what comes after shows as a box.
bool collect_glyphs(const state::AppState& state, std::vector<ImWchar>& wanted);

}  // namespace app::shell
