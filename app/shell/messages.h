// Errors and remarks that are shown once, in the lower right corner, until they are dismissed.
#pragma once

#include "app/commands/queue.h"
#include "app/state/app_state.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

/// Newest at the bottom; the oldest give way when there are too many for the window.
void draw_messages(widgets::Ui& ui, const widgets::Box& area, const state::AppState& state,
                   commands::CommandQueue& queue);

}  // namespace app::shell
