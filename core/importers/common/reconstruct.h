// Rebuilds a history from a list in which the platform has merged every call with its answer and
// left out ids and the borders of passes: the HTTP status and the Durable Functions Monitor. What
// is worked out is marked on the single value (model::Inferable). Source: SEMANTICS 2b. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/importers/common/remark_log.h"
#include "core/model/history_builder.h"

namespace core::importers {

class Pace;

/// One element of such a list.
struct MergedEvent {
  model::EventType type = model::EventType::unknown;
  std::optional<base::Timestamp> timestamp;
  /// Of an answer: when the call merged into it was scheduled.
  std::optional<base::Timestamp> scheduled;
  std::optional<base::Timestamp> fire_at;
  /// Of the call, where the list says it.
  std::optional<std::int32_t> id;
  std::string name;
  std::string version;
  std::string instance_id;
  /// As in EventView::payload; `input` is of the call merged into an answer.
  model::Payload payload, input, details, failure_details;
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
  /// The type as the list spells it and the element as JSON, where it was translated or is unknown.
  std::string raw_type;
  model::Payload raw;
  EventPlace place;
};

/// What the list's own order means.
enum class ListOrder {
  history,  ///< the history's, calls left out
  by_call   ///< an answer stands where its call stood: times say what came first
};

struct ReconstructOptions {
  ListOrder order = ListOrder::history;
  /// Id of the first call: 0 for DTFx, .NET and Go; 1 for the SDKs that count before they schedule.
  std::int32_t first_id = 0;
};

/// Appends the whole history to `builder`, marks it as reconstructed, and says in `remarks` what
/// was worked out and what stayed ambiguous. `where` is the list as a whole. `pace` is told row by
/// row, and may throw.
void reconstruct(std::vector<MergedEvent> events, const ReconstructOptions& options,
                 model::HistoryBuilder& builder, RemarkLog& remarks, const base::Location& where,
                 Pace* pace = nullptr);

}  // namespace core::importers
