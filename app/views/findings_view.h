// The findings as a list like a compiler's; what follows from one stands under it. The card of one
// is finding_card.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/state/acceptances.h"
#include "app/state/reading.h"

namespace app::views {

namespace model = core::model;

struct FindingRow {
  model::Severity severity = model::Severity::information;
  std::string id;       ///< "YS1001"
  std::string message;
  std::string place;    ///< "p5.y4 · order.py:31 · event 23"; empty parts left out
  bool is_consequence = false;
  std::uint32_t depth = 0;  ///< how many leaders it stands under in the list
  std::string follows;      ///< "follows from YS1003"; empty for what leads
  bool is_accepted = false;
  std::string accepted;     ///< "accepted: known until Friday"
};

/// A remark of the import, for the fidelity banner and the list below the findings.
struct RemarkRow {
  model::Severity severity = model::Severity::information;
  std::string code, message, place;
};

struct FindingsView {
  std::uint64_t version = 0;       ///< key
  std::uint64_t accepted_version = 0;  ///< key, set by who builds it
  std::vector<FindingRow> rows;    ///< as Reading::findings
  std::vector<RemarkRow> remarks;
  std::size_t errors = 0, warnings = 0, notes = 0;  ///< without accepted ones
  std::string heading;             ///< "1 error, 2 warnings"; "No findings"
};

FindingsView build_findings_view(const state::Reading& reading,
                                 const state::Acceptances& accepted = {});

}  // namespace app::views
