#include "core/recording/read_history.h"

#include "core/recording/read_segment.h"
#include "core/recording/spelling.h"

namespace core::recording {
namespace {

model::EventType read_type(JsonCursor& in) {
  const std::string_view name = in.string();
  // A type that a later version names is kept as an opaque row, like in every other format.
  return model::event_type_from_name(name).value_or(model::EventType::unknown);
}

model::EventExtra read_extra(JsonCursor& in) {
  model::EventExtra extra;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "version") {
      extra.version = read_text(value);
    } else if (key == "instanceId") {
      extra.instance_id = read_text(value);
    } else if (key == "executionId") {
      extra.execution_id = read_text(value);
    } else if (key == "parentInstanceId") {
      extra.parent_instance_id = read_text(value);
    } else if (key == "rawType") {
      extra.raw_type = read_text(value);
    } else if (key == "details") {
      extra.details = read_payload(value);
    } else if (key == "failureDetails") {
      extra.failure_details = read_payload(value);
    } else if (key == "raw") {
      extra.raw = read_payload(value);
    }
  });
  return extra;
}

std::uint8_t read_inferred(JsonCursor& in) {
  unsigned bits = 0;
  in.each_element([&](JsonCursor& value) {
    const std::string_view name = value.string();
    for (std::size_t bit = 0; bit < kInferables.size(); ++bit) {
      if (kInferables[bit] == name) bits |= 1U << bit;
    }
  });
  return static_cast<std::uint8_t>(bits);
}

void read_event_member(std::string_view key, JsonCursor& value, EventRow& row) {
  model::EventRecord& record = row.record;
  if (key == "type") {
    record.type = read_type(value);
  } else if (key == "id") {
    record.id = model::EventId{value.small_integer()};
  } else if (key == "link") {
    record.link = model::EventId{value.small_integer()};
  } else if (key == "at") {
    record.timestamp = read_time(value);
  } else if (key == "isPlayed") {
    record.is_played = value.boolean();
  } else if (key == "name") {
    row.name = read_text(value);
  } else if (key == "payload") {
    row.payload = read_payload(value);
  } else if (key == "fireAt") {
    record.fire_at = read_time(value);
  } else if (key == "status") {
    record.status = value.name(model::status_from_name);
  } else if (key == "extra") {
    row.extra = read_extra(value);
  } else if (key == "inferred") {
    record.inferred = read_inferred(value);
  }
}

}  // namespace

EventRow read_event(JsonCursor& in) {
  EventRow row;
  in.each_member(
      [&](std::string_view key, JsonCursor& value) { read_event_member(key, value, row); });
  return row;
}

void append(const EventRow& row, model::HistoryBuilder& builder) {
  model::EventRecord record = row.record;
  record.name = row.name;
  record.payload = row.payload.view();
  record.extra = row.extra ? &*row.extra : nullptr;
  builder.append(record);
}

void read_instance(JsonCursor& in, model::Envelope& envelope, model::Trace& trace) {
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "id") {
      envelope.instance_id = read_text(value);
    } else if (key == "executionId") {
      envelope.execution_id = read_text(value);
    } else if (key == "name") {
      envelope.name = read_text(value);
    } else if (key == "parentId") {
      envelope.parent_instance_id = read_text(value);
    } else if (key == "input") {
      envelope.input = read_payload(value);
    } else if (key == "isReplaying") {
      envelope.is_replaying = value.boolean();
    } else if (key == "upperSchemaVersion") {
      envelope.upper_schema_version = value.integer();
    } else if (key == "upperSchemaVersionNew") {
      envelope.upper_schema_version_new = value.integer();
    } else if (key == "longTimerIntervalTicks") {
      envelope.long_timer_interval_ticks = value.integer();
    } else if (key == "maximumShortTimerTicks") {
      envelope.maximum_short_timer_ticks = value.integer();
    } else if (key == "httpPollSleepMs") {
      envelope.http_poll_sleep_ms = value.integer();
    } else if (key == "sourceFile") {
      trace.source_file = read_text(value);
    } else if (key == "format") {
      trace.format = read_text(value);
    } else if (key == "fidelity") {
      trace.fidelity = value.name([](std::string_view name) { return kFidelities.find(name); });
    }
  });
}

void read_history(JsonCursor& in, model::HistoryBuilder& builder) {
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "quality") {
      builder.set_quality(value.name([](std::string_view name) { return kQualities.find(name); }));
    } else if (key == "events") {
      value.each_element([&](JsonCursor& element) { append(read_event(element), builder); });
    }
  });
}

}  // namespace core::recording
