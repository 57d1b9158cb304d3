// What every drawing function is given: the look, the typefaces, the scale, and the recorder of
// marked widgets. Made by the shell, one for a window; used on the window's thread only.
#pragma once

#include <cmath>

#include "app/widgets/fonts.h"
#include "app/widgets/theme.h"
#include "app/widgets/tooltip_timer.h"
#include "app/widgets/ui_map.h"

namespace app::widgets {

struct Ui {
  const Theme* look = nullptr;
  Fonts fonts;
  float scale = 1;
  UiMap map;
  TooltipTimer tips;

  const Theme& theme() const { return *look; }
  /// A length on the 4 px grid at scale 1, in whole pixels of the screen.
  float px(float length) const { return std::round(length * scale); }
};

}  // namespace app::widgets
