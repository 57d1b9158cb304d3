#include "core/recording/write_history.h"

#include "core/recording/spelling.h"
#include "core/recording/write_segment.h"

namespace core::recording {
namespace {

using base::JsonWriter;

void write_optional(JsonWriter& out, std::string_view key,
                    const std::optional<std::int64_t>& number) {
  if (number) out.key(key).number(*number);
}

void write_envelope(JsonWriter& out, const model::Envelope& envelope) {
  write_member(out, "id", envelope.instance_id);
  write_member(out, "executionId", envelope.execution_id);
  write_member(out, "name", envelope.name);
  if (envelope.parent_instance_id) write_text(out.key("parentId"), *envelope.parent_instance_id);
  write_member(out, "input", envelope.input.view());
  write_flag(out, "isReplaying", envelope.is_replaying);
  write_optional(out, "upperSchemaVersion", envelope.upper_schema_version);
  write_optional(out, "upperSchemaVersionNew", envelope.upper_schema_version_new);
  write_optional(out, "longTimerIntervalTicks", envelope.long_timer_interval_ticks);
  write_optional(out, "maximumShortTimerTicks", envelope.maximum_short_timer_ticks);
  write_optional(out, "httpPollSleepMs", envelope.http_poll_sleep_ms);
}

void write_extra(JsonWriter& out, const model::EventExtra& extra) {
  out.key("extra").begin_object();
  write_member(out, "version", extra.version);
  write_member(out, "instanceId", extra.instance_id);
  write_member(out, "executionId", extra.execution_id);
  write_member(out, "parentInstanceId", extra.parent_instance_id);
  write_member(out, "rawType", extra.raw_type);
  write_member(out, "details", extra.details.view());
  write_member(out, "failureDetails", extra.failure_details.view());
  write_member(out, "raw", extra.raw.view());
  out.end_object();
}

void write_inferred(JsonWriter& out, const model::EventView& event) {
  const auto is_inferred = [&](std::size_t bit) {
    return event.is_inferred(static_cast<model::Inferable>(1U << bit));
  };
  bool has_any = false;
  // Of an inferred event every value is: that one word says so.
  for (std::size_t bit = 0; bit < (is_inferred(0) ? 1 : kInferables.size()); ++bit) {
    if (!is_inferred(bit)) continue;
    if (!has_any) out.key("inferred").begin_array();
    has_any = true;
    out.string(kInferables[bit]);
  }
  if (has_any) out.end_array();
}

void write_event(JsonWriter& out, const model::EventView& event) {
  out.begin_object().set_indent(0);
  out.key("type").string(name_of(event.type()));
  if (event.id() != model::kNoEventId) out.key("id").number(std::int64_t{event.id().value});
  if (event.link() != model::kNoEventId) out.key("link").number(std::int64_t{event.link().value});
  write_time(out.key("at"), event.timestamp());
  write_flag(out, "isPlayed", event.is_played());
  write_member(out, "name", event.name());
  write_member(out, "payload", event.payload());
  if (const auto fire_at = event.fire_at()) write_time(out.key("fireAt"), *fire_at);
  if (event.status() != model::RuntimeStatus::unknown) {
    out.key("status").string(name_of(event.status()));
  }
  if (event.extra() != nullptr) write_extra(out, *event.extra());
  write_inferred(out, event);
  out.end_object().set_indent(2);
}

}  // namespace

void write_instance(JsonWriter& out, const model::Trace& trace) {
  out.key("instance").begin_object();
  if (trace.history != nullptr) write_envelope(out, trace.history->envelope());
  write_member(out, "sourceFile", trace.source_file);
  write_member(out, "format", trace.format);
  out.key("fidelity").string(kFidelities.of(trace.fidelity));
  out.end_object();
}

bool write_history(JsonWriter& out, const model::History* history, const base::WorkContext* work) {
  out.key("history");
  if (history == nullptr) {
    out.null();
    return true;
  }
  out.begin_object();
  out.key("quality").string(kQualities.of(history->quality()));
  out.key("events").begin_array();
  if (work != nullptr) work->progress.set_total(history->size());
  for (std::size_t i = 0; i < history->size(); ++i) {
    if (work != nullptr && i % 1024 == 0) {
      work->progress.set_done(i);
      if (work->stop.stop_requested()) return false;
    }
    write_event(out, (*history)[i]);
  }
  out.end_array();
  out.end_object();
  return true;
}

}  // namespace core::recording
