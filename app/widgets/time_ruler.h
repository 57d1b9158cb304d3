// The scale above the timeline: steps of 1, 2 and 5 of a unit that fits the zoom, with labels that
// never overlap.
#pragma once

#include <cstdint>

#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::widgets {

/// Which part of time is on screen: ticks of 100 ns relative to the first event.
struct TimeSpan {
  double begin = 0;
  double end = 1;

  double length() const { return end - begin; }
};

/// Distance between two labelled marks, in ticks, so that labels are at least `min_pixels` apart.
double ruler_step(const TimeSpan& span, float width, float min_pixels);
/// Draws marks and labels into the box, and faint lines down to `grid_bottom`.
void draw_time_ruler(ImDrawList& list, const Ui& ui, const Box& box, const TimeSpan& span,
                     float grid_bottom);

}  // namespace app::widgets
