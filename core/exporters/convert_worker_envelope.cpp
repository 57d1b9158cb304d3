#include "core/exporters/convert_worker_envelope.h"

#include <fmt/format.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/exporters/convert_values.h"

namespace core::exporters {
namespace {

using base::JsonWriter;

void write_text(JsonWriter& out, std::string_view text, std::string_view what,
                ConvertLosses& losses) {
  if (!is_string_text(text)) {
    losses.add(fmt::format("bytes of the {} that are not UTF-8 are written as U+FFFD", what));
  }
  out.string(text);
}

/// The extension parses the recorded text once before it sends it.
void write_input(const model::History& history, JsonWriter& out, ConvertLosses& losses) {
  const model::Payload& input = history.envelope().input;
  out.key("input");
  if (!input.has_value()) {
    out.null();
    return;
  }
  if (input.kind == model::PayloadKind::json && is_value_text(input.text)) {
    out.raw(input.text);
    return;
  }
  if (is_input_repeated(history)) {
    const auto outer = base::parse_json(input.text);
    const bool is_text = outer.ok() && outer->is(base::JsonValue::Kind::string);
    if (is_text && base::parse_json(outer->text).ok()) {
      losses.add(
          "the recorded input is JSON text inside JSON text, as the Python client starts "
          "instances: `input` is the inner one");
      out.string(outer->text);
      return;
    }
  }
  write_text(out, input.text, "input", losses);
}

void write_number(JsonWriter& out, std::string_view name,
                  const std::optional<std::int64_t>& number) {
  if (number) out.key(name).number(*number);
}

void write_span(JsonWriter& out, std::string_view name, const std::optional<std::int64_t>& ticks) {
  if (ticks) out.key(name).string(base::format_time_span(*ticks));
}

void write_settings(model::Envelope envelope, JsonWriter& out, ConvertLosses& losses) {
  constexpr std::int64_t kDay = 86'400 * base::kTicksPerSecond;
  if (!envelope.upper_schema_version && !envelope.upper_schema_version_new) {
    envelope.upper_schema_version = 1;
    envelope.upper_schema_version_new = 2;
    if (!envelope.long_timer_interval_ticks) envelope.long_timer_interval_ticks = 3 * kDay;
    if (!envelope.maximum_short_timer_ticks) envelope.maximum_short_timer_ticks = 6 * kDay;
    if (!envelope.http_poll_sleep_ms) envelope.http_poll_sleep_ms = 30'000;
    losses.add(
        "the file does not say the schema versions and timer limits that the host sends beside "
        "the events: they are the extension's own defaults");
  }
  write_number(out, "upperSchemaVersion", envelope.upper_schema_version);
  write_number(out, "upperSchemaVersionNew", envelope.upper_schema_version_new);
  write_span(out, "longRunningTimerIntervalDuration", envelope.long_timer_interval_ticks);
  write_span(out, "maximumShortTimerDuration", envelope.maximum_short_timer_ticks);
  write_number(out, "defaultHttpAsyncRequestSleepTimeMillseconds", envelope.http_poll_sleep_ms);
}

}  // namespace

void write_worker_envelope(const model::History& history, JsonWriter& out, ConvertLosses& losses) {
  const model::Envelope& envelope = history.envelope();
  const auto start = start_of(history);
  write_input(history, out, losses);
  out.key("instanceId");
  envelope.instance_id.empty() ? void(out.null())
                               : write_text(out, envelope.instance_id, "instance id", losses);
  const bool has_own = envelope.upper_schema_version || envelope.upper_schema_version_new;
  const bool is_played = start && start->is_played();
  out.key("isReplaying").boolean(envelope.is_replaying || (!has_own && is_played));
  out.key("parentInstanceId");
  envelope.parent_instance_id
      ? write_text(out, *envelope.parent_instance_id, "parent's id", losses)
      : void(out.null());
  write_settings(envelope, out, losses);
  if (!start) add_without_start(envelope.execution_id, envelope.name, losses);
}

}  // namespace core::exporters
