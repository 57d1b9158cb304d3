// What the window shows, as JSON for tests (STYLE 5.12, GUI): written whole, once a settled frame.
#pragma once

#include <cstdint>
#include <string>

#include "app/state/app_state.h"
#include "app/widgets/ui.h"

namespace app::shell {

/// {"frame","settled","window":[w,h],"theme","scale","file","passes","has_trace","focus":"p2.y1",
/// "event","line","finding","dialog","notice","job","messages":[{"id","code","text"}],
/// "widgets":[{"id","rect":[x0,y0,x1,y1],"label","enabled"}]}
std::string ui_map_json(const widgets::Ui& ui, const state::AppState& state, std::uint64_t frame);

}  // namespace app::shell
