// Histories in the formats of other programs. Each format is one function that writes a whole
// history and says what it could not keep; nothing is lost without a sentence. Used by
// core/session/convert. Formats: FORMAT.md, "Converted histories". Any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/history.h"

namespace core::exporters {

/// A history as a file of another format.
struct Converted {
  std::string text;
  /// What the format could not hold, a sentence each: "events 3 and 5-9 (TaskFailed): …". Events
  /// count from 0.
  std::vector<std::string> losses;
};

/// One row of the table: --to NAME. To add a format: a file, its declaration below, a row in
/// convert.cpp.
struct HistoryFormat {
  std::string_view name;    ///< "worker"
  std::string_view title;   ///< "worker payload", in sentences
  std::string_view ending;  ///< of a file's name: ".worker.json"
  /// Errors: convert.offloaded, convert.own_event, cancelled.
  base::Result<Converted> (*write)(const model::History& history, const base::WorkContext& work);
};
std::span<const HistoryFormat> history_formats();

/// What the Durable Functions extension sends to the language worker (SEMANTICS 2a).
base::Result<Converted> worker_payload(const model::History& history,
                                       const base::WorkContext& work);
/// OrchestratorRequest of the Durable Task protobuf as proto3 JSON (SEMANTICS 2f).
base::Result<Converted> protobuf_json(const model::History& history,
                                      const base::WorkContext& work);

}  // namespace core::exporters
