// What is being worked on, how far it is, and how to stop it, before the panels: shown when the
// work takes longer than a moment. The status bar says the same in small.
#pragma once

#include "app/commands/queue.h"
#include "app/state/app_state.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

/// Work that is done sooner shows no card: it would only flicker.
inline constexpr std::uint64_t kCardAfterMilliseconds = 300;

/// In the middle of the upper part of `area`.
void draw_progress_card(widgets::Ui& ui, const widgets::Box& area, const state::AppState& state,
                        commands::CommandQueue& queue);

}  // namespace app::shell
