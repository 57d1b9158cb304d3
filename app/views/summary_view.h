// One line at the top: what this file is and what is wrong with it; and the line at the bottom.
#pragma once

#include <string>
#include <vector>

#include "app/state/app_state.h"

namespace app::views {

namespace model = core::model;

struct SummaryView {
  std::uint64_t version = 0;     ///< key
  /// "HelloCities completed after 4 passes": what this is.
  std::string headline;
  /// "The code leaves the history at p5.y4: …", "Waits for external event Approval since …",
  /// "The code was not run: attach an orchestrator to see its passes", or empty: nothing is wrong.
  std::string verdict;
  model::Severity severity = model::Severity::information;
  bool is_clean = false;         ///< code was run and nothing was found: draw it in green
};

SummaryView build_summary_view(const state::Reading& reading);

/// What ran the code, for badges: "Python 3.11.7", "SDK shim", the flavour.
std::vector<std::string> code_marks(const model::Trace& trace);

/// The parts of the status bar, left to right; empty ones left out.
struct StatusView {
  std::vector<std::string> parts;
};
/// Format, fidelity, events, passes, orchestrator and SDK, memory. Key: the reading's version.
StatusView build_status_view(const state::Reading& reading);

/// "pass 5/9 · yield 4/12 · event 23", for the tool bar; made when focus_version changes.
std::string position_text(const state::AppState& state);

}  // namespace app::views
