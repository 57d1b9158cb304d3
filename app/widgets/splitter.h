// A draggable border between two regions: a hairline with a wider grip.
#pragma once

#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::widgets {

enum class Axis { horizontal, vertical };

/// Draws and handles the border that fills `box`. `axis` is the way it moves. Returns how far it
/// was dragged in this frame, in pixels.
float splitter(Ui& ui, const char* id, const Box& box, Axis axis);

}  // namespace app::widgets
