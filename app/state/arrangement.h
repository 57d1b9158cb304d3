// Where the panels stand: the borders that a person dragged and the tabs that were moved. Made by
// the shell, kept between runs, reset by a command. Plain values.
#pragma once

#include <map>
#include <string>

namespace app::state {

/// Shares of the window, 0 to 1.
struct LayoutShares {
  float left = 0.16F;
  float right = 0.36F;
  float right_split = 0.48F;
  float bottom = 0.38F;
  float bottom_split = 0.54F;

  friend bool operator==(const LayoutShares&, const LayoutShares&) = default;
};

/// Share of the lower regions when they are made tall to read in them.
inline constexpr float kTallBottom = 0.68F;

struct Arrangement {
  LayoutShares shares;
  /// Region by panel, both as ids ("panel.log": "region.left"); only panels that left their home.
  std::map<std::string, std::string> moved;

  friend bool operator==(const Arrangement&, const Arrangement&) = default;
};

}  // namespace app::state
