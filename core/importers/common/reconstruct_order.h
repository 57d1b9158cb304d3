// The order of a rebuilt history: where the calls stood that were merged into their answers, and
// where passes began. Part of reconstruct; see there.
#pragma once

#include <cstddef>
#include <vector>

#include "core/importers/common/reconstruct.h"

namespace core::importers {

/// One row of the rebuilt history, without the marks of passes.
struct RebuiltRow {
  std::size_t source = 0;  ///< index of the MergedEvent
  bool is_call = false;    ///< the call merged into it rather than the element itself
  bool begins_pass = false;
};

/// The type of the call that was merged into an answer.
model::EventType merged_call_of(model::EventType answer);
/// Whether a call was merged into this element.
bool has_merged_call(const MergedEvent& event);
/// When the row happened.
base::Timestamp time_of(const RebuiltRow& row, const std::vector<MergedEvent>& events);
bool is_inbound(const RebuiltRow& row, const std::vector<MergedEvent>& events);

/// All rows in order. REQUIRES: `events` are in the order in which they happened, calls left out.
std::vector<RebuiltRow> rebuild_order(const std::vector<MergedEvent>& events);

}  // namespace core::importers
