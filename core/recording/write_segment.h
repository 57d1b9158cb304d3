// The writer's small parts: text, payloads, times, ops and segments. Used by write_history and
// trace_writer; every member is named in FORMAT.md.
#pragma once

#include <string_view>

#include "core/base/json_writer.h"
#include "core/model/trace.h"

namespace core::recording {

void write_text(base::JsonWriter& out, std::string_view text);
/// An absent payload is left out by its owner; here it would be {"absent":true}.
void write_payload(base::JsonWriter& out, model::PayloadView payload);
void write_time(base::JsonWriter& out, base::Timestamp time);

/// The members below are left out when they hold what the reader assumes.
void write_member(base::JsonWriter& out, std::string_view key, std::string_view text);
void write_member(base::JsonWriter& out, std::string_view key, model::PayloadView payload);
void write_member(base::JsonWriter& out, std::string_view key, std::uint32_t number,
                  std::uint32_t assumed);
/// Written only when true.
void write_flag(base::JsonWriter& out, std::string_view key, bool value);

void write_settled(base::JsonWriter& out, std::string_view key,
                   const model::SettledList& settled);
void write_logs(base::JsonWriter& out, std::string_view key,
                const std::vector<model::LogLine>& logs);
/// The members of a segment, into an object that is open.
void write_segment_members(base::JsonWriter& out, const model::Segment& segment);
/// The same as an object of its own.
void write_segment(base::JsonWriter& out, std::string_view key, const model::Segment& segment);

}  // namespace core::recording
