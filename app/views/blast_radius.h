// Which other histories break the same way, as far as this window knows without running anything:
// those it has replayed with the same code. Rebuilt when another reading came.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/state/app_state.h"

namespace app::views {

struct BlastRow {
  enum class Fate : std::uint8_t { same_way, spared, not_checked };
  Fate fate = Fate::not_checked;
  std::string name;  ///< instance id or file name
  std::string text;  ///< "breaks the same way"
  std::string path;  ///< to be opened
  std::optional<std::uint32_t> instance;  ///< of the open file, instead of a path
};

struct BlastRadius {
  /// "1 other history breaks the same way, 2 do not, 4 not checked".
  std::string summary;
  std::vector<BlastRow> rows;  ///< the worst first, at most kMaxBlastRows
};
inline constexpr std::size_t kMaxBlastRows = 12;

/// REQUIRES: the finding exists.
BlastRadius build_blast_radius(const state::AppState& state, std::size_t finding);

}  // namespace app::views
