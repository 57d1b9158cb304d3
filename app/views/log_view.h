// What the orchestrator printed and logged in the focused pass; lines that an earlier pass had
// already written are marked, to be dimmed or hidden.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/state/app_state.h"

namespace app::views {

namespace model = core::model;

struct LogRow {
  std::string text;
  std::string level;          ///< "INFO"; "stderr" for the error stream; empty for print
  std::string place;          ///< "order.py:31"; empty when not known
  state::Stop stop;           ///< the stop that the code was heading for
  bool is_replayed = false;   ///< an earlier pass had come this far
  bool is_after_end = false;  ///< written while the generator was closed
};

struct LogView {
  std::uint64_t version = 0;  ///< keys: reading, pass, filter
  model::PassIndex pass;
  bool hides_replayed = false;

  std::vector<LogRow> rows;
  std::size_t hidden = 0;
  std::string empty_text;

  bool is_stale(const state::AppState& state) const;
};

LogView build_log_view(const state::AppState& state);

}  // namespace app::views
