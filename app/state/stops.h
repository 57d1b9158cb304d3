// Where the focus can stand: the passes of a trace and how many yields each reached; of a history
// without code, its episodes with no yields. Built once a snapshot, then only read.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/state/focus.h"
#include "core/session/session.h"

namespace app::state {

/// One pass, as far as stepping needs it.
struct PassStops {
  std::uint32_t number = 1;      ///< what people see: p1
  std::uint32_t length = 0;      ///< yields reached
  std::uint32_t first_fresh = 0; ///< yields before it were gone past in an earlier pass
  std::uint32_t answered = 0;    ///< yields gone past: length, less the one it waits at
  std::uint32_t known = 0;       ///< yields reached by an earlier pass
  bool is_confirming = false;

  friend bool operator==(const PassStops&, const PassStops&) = default;
};

struct Stops {
  std::vector<PassStops> passes;
  /// No code was run: the passes are the history's episodes, without yields.
  bool is_inferred = false;
  /// Pass and column of the divergence.
  struct Divergence {
    model::PassIndex pass;
    std::uint32_t column = 0;
  };
  std::optional<Divergence> divergence;

  bool has(model::PassIndex pass) const { return pass.value < passes.size(); }
  const PassStops& operator[](model::PassIndex pass) const { return passes[pass.value]; }
  /// Position of the pass with that number; empty when it was not run.
  std::optional<model::PassIndex> find(std::uint32_t number) const;
};

Stops build_stops(const core::session::Snapshot& snapshot);

/// Columns: 0 is start, 1 … length are yields, length + 1 is end.
inline std::uint32_t end_column(const PassStops& pass) { return pass.length + 1; }
std::uint32_t column_of(const PassStops& pass, const Stop& stop);
/// REQUIRES: column <= end_column(pass).
Stop stop_at(const PassStops& pass, std::uint32_t column);

/// The focus moved to the nearest place that exists; what was picked is dropped where it moved.
Focus nearest(const Stops& stops, const Focus& focus);
/// Where a newly opened snapshot begins: at its divergence, else p1.start.
Focus first_focus(const Stops& stops, std::uint32_t instance);

}  // namespace app::state
