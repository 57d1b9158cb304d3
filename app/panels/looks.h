// From the words of the model to the looks of the theme.
#pragma once

#include "app/views/timeline_view.h"
#include "app/widgets/theme.h"
#include "core/model/action.h"
#include "core/model/report.h"
#include "core/model/trace.h"

namespace app::panels {

widgets::CellLook look_of(core::model::CellState state);
widgets::KindLook look_of(core::model::ActionKind kind);
widgets::KindLook look_of(views::LaneKind kind);
widgets::Tone tone_of(core::model::Severity severity);
ImU32 color_of(const widgets::Theme& theme, core::model::Severity severity);

}  // namespace app::panels
