// Texts, values and times of events as several formats write them. Used by the writers of
// convert.h; one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json_writer.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/exporters/convert_losses.h"
#include "core/model/history.h"

namespace core::exporters {

/// Whether a JSON string holds the text byte for byte; lone surrogates have their escapes.
bool is_string_text(std::string_view text);
/// Whether the text can stand where a JSON value stands: well-formed (NaN as Python writes it
/// included) and UTF-8.
bool is_value_text(std::string_view text);
/// A JSON string; bytes that are no text become U+FFFD, which is a loss of the event's `member`.
void write_string(base::JsonWriter& out, std::string_view text, const model::EventView& event,
                  std::string_view member, ConvertLosses& losses);

/// Whether the time lies in the years 1 to 9999, which is what both platforms can write.
bool is_calendar_time(base::Timestamp time);

/// Counts the events that were written, and says when nobody waits for the rest.
class ConvertWork {
 public:
  ConvertWork(const model::History& history, const base::WorkContext& work);
  /// False when it was stopped.
  bool go_on(std::size_t written) const;

 private:
  const base::WorkContext& work_;
};
base::Error conversion_cancelled();

/// Why no platform's format can hold this history: a value that lies elsewhere, an event of a
/// plain generator. Errors: convert.offloaded with the first blobs, convert.own_event.
std::optional<base::Error> why_not_writable(const model::History& history, std::string_view title);

/// What an importer worked out of the event, which the formats of other programs cannot say.
void add_inferred(const model::EventView& event, ConvertLosses& losses);

/// What events of the type never have, and a trace can say all the same.
void add_misplaced(const model::EventView& event, ConvertLosses& losses);

/// The row as another format wrote it, where more stands in it than the event that we make of it.
void add_row_lost(const model::EventView& event, ConvertLosses& losses);

/// "Input", "Result", "Reason", "Data": where DTFx keeps the payload of a type; empty: nowhere.
std::string_view payload_member_of(model::EventType type);

/// The input that the worker was given where ExecutionStarted alone says it: an envelope without
/// the worker's own members repeats the recorded text.
bool is_input_repeated(const model::History& history);
/// An execution id and a name that have no place where there is no ExecutionStarted.
void add_without_start(std::string_view execution_id, std::string_view name,
                       ConvertLosses& losses);
/// The first ExecutionStarted.
std::optional<model::EventView> start_of(const model::History& history);

}  // namespace core::exporters
