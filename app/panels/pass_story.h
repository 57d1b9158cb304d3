// One pass told in two or three plain sentences, for people who have never heard of replay.
#pragma once

#include <string>

#include "app/state/app_state.h"
#include "app/views/matrix_view.h"

namespace app::panels {

/// "Pass 3 ran the function again from its first line, woken by Hello done. y1 was answered from
/// history, y2 got its answer for the first time. It stopped at y3, which has no answer yet."
/// REQUIRES: the row is that of the pass in a reading with a trace.
std::string pass_story(const state::Reading& reading, core::model::PassIndex pass,
                       const views::MatrixRow& row);

}  // namespace app::panels
