#include "core/recording/read_segment.h"

#include "core/recording/escaped_bytes.h"
#include "core/recording/spelling.h"

namespace core::recording {
namespace {

std::vector<model::TaskHandle> read_handles(JsonCursor& in) {
  std::vector<model::TaskHandle> handles;
  in.each_element([&](JsonCursor& one) { handles.emplace_back(one.index()); });
  return handles;
}

std::string read_bytes(JsonCursor& in) {
  std::optional<std::string> bytes = unescape_bytes(in.string());
  if (!bytes) in.fail("expected \\xHH or \\\\ after each backslash here");
  return *std::move(bytes);
}

model::Op read_op(JsonCursor& in) {
  model::Op op;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "do") {
      op.verb = value.name(model::op_verb_from_name);
    } else if (key == "kind") {
      op.kind = value.name(model::action_kind_from_name);
    } else if (key == "task") {
      op.handle = model::TaskHandle{value.index()};
    } else if (key == "name") {
      op.name = read_text(value);
    } else if (key == "maxAttempts") {
      op.max_attempts = value.small_integer();
    } else if (key == "target") {
      op.target = read_text(value);
    } else if (key == "input") {
      op.input = read_payload(value);
    } else if (key == "fireAt") {
      op.fire_at = read_time(value);
    } else if (key == "utcOffset") {
      op.utc_offset_seconds = value.small_integer();
    } else if (key == "options") {
      op.options = read_text(value);
    } else if (key == "children") {
      op.children = read_handles(value);
    }
  });
  return op;
}

model::Resume read_resume(JsonCursor& in) {
  model::Resume resume;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "kind") {
      resume.kind = value.name([](std::string_view name) { return kResumeKinds.find(name); });
    } else if (key == "isReplaying") {
      resume.is_replaying = value.boolean();
    } else if (key == "awaited") {
      resume.awaited = model::TaskHandle{value.index()};
    } else if (key == "cause") {
      resume.cause = model::EventIndex{value.index()};
    } else if (key == "clock") {
      resume.clock = read_time(value);
    } else if (key == "settled") {
      resume.settled = read_settled(value);
    }
  });
  return resume;
}

model::AskReply read_ask(JsonCursor& in) {
  model::AskReply ask;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "question") {
      ask.question = read_text(value);
    } else if (key == "reply") {
      ask.reply = read_text(value);
    }
  });
  return ask;
}

}  // namespace

std::string read_text(JsonCursor& in) {
  if (in.is_string()) return std::string(in.string());
  std::string text;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "bytes") text = read_bytes(value);
  });
  return text;
}

model::Payload read_payload(JsonCursor& in) {
  if (in.is_string()) return model::Payload::of_text(std::string(in.string()));
  if (in.is_null()) return {model::PayloadKind::null, ""};
  model::Payload payload;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "bytes") {
      payload = model::Payload::of_text(read_bytes(value));
    } else if (key == "json") {
      payload = {model::PayloadKind::json, read_text(value)};
    } else if (key == "offloaded") {
      payload = {model::PayloadKind::offloaded, read_text(value)};
    }
  });
  return payload;
}

base::Timestamp read_time(JsonCursor& in) {
  if (in.is_number()) return {in.integer()};
  const std::optional<base::Timestamp> time = base::parse_timestamp(in.string());
  if (!time) in.fail("expected a time like \"2024-05-01T10:00:01.1370000Z\" here");
  return *time;
}

model::SettledList read_settled(JsonCursor& in) {
  model::SettledList settled;
  in.each_element([&](JsonCursor& element) {
    model::Settled& one = settled.emplace_back();
    element.each_member([&](std::string_view key, JsonCursor& value) {
      if (key == "task") {
        one.handle = model::TaskHandle{value.index()};
      } else if (key == "event") {
        one.event = model::EventIndex{value.index()};
      } else if (key == "failed") {
        one.ok = !value.boolean();
      } else if (key == "value") {
        one.value = read_payload(value);
      } else if (key == "children") {
        one.children = read_handles(value);
      }
    });
  });
  return settled;
}

std::vector<model::LogLine> read_logs(JsonCursor& in) {
  std::vector<model::LogLine> logs;
  in.each_element([&](JsonCursor& element) {
    model::LogLine& line = logs.emplace_back();
    element.each_member([&](std::string_view key, JsonCursor& value) {
      if (key == "stream") {
        line.stream = value.name([](std::string_view name) { return kLogStreams.find(name); });
      } else if (key == "level") {
        line.level = read_text(value);
      } else if (key == "text") {
        line.text = read_text(value);
      } else if (key == "place") {
        line.place = model::PlaceIndex{value.index()};
      }
    });
  });
  return logs;
}

bool read_segment_member(std::string_view key, JsonCursor& value, model::Segment& segment) {
  if (key == "arrived") {
    segment.arrived = read_resume(value);
  } else if (key == "ops") {
    value.each_element([&](JsonCursor& op) { segment.ops.push_back(read_op(op)); });
  } else if (key == "asks") {
    value.each_element([&](JsonCursor& ask) { segment.asks.push_back(read_ask(ask)); });
  } else if (key == "logs") {
    segment.logs = read_logs(value);
  } else if (key == "locals") {
    segment.locals = read_text(value);
  } else {
    return false;
  }
  return true;
}

model::Segment read_segment(JsonCursor& in) {
  model::Segment segment;
  in.each_member(
      [&](std::string_view key, JsonCursor& value) { read_segment_member(key, value, segment); });
  return segment;
}

}  // namespace core::recording
