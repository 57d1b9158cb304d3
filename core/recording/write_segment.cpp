#include "core/recording/write_segment.h"

#include "core/base/text.h"
#include "core/recording/escaped_bytes.h"
#include "core/recording/spelling.h"

namespace core::recording {
namespace {

using base::JsonWriter;

// The years that a timestamp's text can hold.
constexpr base::Timestamp kFirstWritable{-621672192000000000};
constexpr base::Timestamp kLastWritable{2534023007999999999};

void write_handles(JsonWriter& out, std::string_view key,
                   const std::vector<model::TaskHandle>& handles) {
  if (handles.empty()) return;
  out.key(key).begin_array();
  for (const model::TaskHandle handle : handles) out.number(std::int64_t{handle.value});
  out.end_array();
}

void write_op(JsonWriter& out, const model::Op& op) {
  out.begin_object();
  out.key("do").string(name_of(op.verb));
  if (op.verb == model::OpVerb::make || op.kind != model::ActionKind::activity) {
    out.key("kind").string(name_of(op.kind));
  }
  write_member(out, "task", op.handle.value, model::kNoTask.value);
  write_member(out, "name", op.name);
  if (op.max_attempts != 0) out.key("maxAttempts").number(std::int64_t{op.max_attempts});
  if (op.target) write_text(out.key("target"), *op.target);
  write_member(out, "input", op.input.view());
  if (op.fire_at) write_time(out.key("fireAt"), *op.fire_at);
  if (op.utc_offset_seconds != 0) {
    out.key("utcOffset").number(std::int64_t{op.utc_offset_seconds});
  }
  write_member(out, "options", op.options);
  write_handles(out, "children", op.children);
  out.end_object();
}

void write_resume(JsonWriter& out, const model::Resume& resume) {
  out.begin_object();
  out.key("kind").string(kResumeKinds.of(resume.kind));
  write_flag(out, "isReplaying", resume.is_replaying);
  write_member(out, "awaited", resume.awaited.value, model::kNoTask.value);
  write_member(out, "cause", resume.cause.value, model::kNoEvent.value);
  if (resume.clock != base::Timestamp()) write_time(out.key("clock"), resume.clock);
  write_settled(out, "settled", resume.settled);
  out.end_object();
}

}  // namespace

void write_text(JsonWriter& out, std::string_view text) {
  if (base::is_utf8(text)) {
    out.string(text);
  } else {
    out.begin_object().key("bytes").string(escape_bytes(text)).end_object();
  }
}

void write_payload(JsonWriter& out, model::PayloadView payload) {
  switch (payload.kind) {
    case model::PayloadKind::absent:
      out.begin_object().key("absent").boolean(true).end_object();
      break;
    case model::PayloadKind::null:
      out.null();
      break;
    case model::PayloadKind::text:
      write_text(out, payload.text);
      break;
    case model::PayloadKind::json:
      write_text(out.begin_object().key("json"), payload.text);
      out.end_object();
      break;
    case model::PayloadKind::offloaded:
      write_text(out.begin_object().key("offloaded"), payload.text);
      out.end_object();
      break;
  }
}

void write_time(JsonWriter& out, base::Timestamp time) {
  if (time >= kFirstWritable && time <= kLastWritable) {
    out.string(base::format_round_trip(time));
  } else {
    out.number(time.ticks);
  }
}

void write_member(JsonWriter& out, std::string_view key, std::string_view text) {
  if (!text.empty()) write_text(out.key(key), text);
}

void write_member(JsonWriter& out, std::string_view key, model::PayloadView payload) {
  if (payload.kind != model::PayloadKind::absent) write_payload(out.key(key), payload);
}

void write_member(JsonWriter& out, std::string_view key, std::uint32_t number,
                  std::uint32_t assumed) {
  if (number != assumed) out.key(key).number(std::int64_t{number});
}

void write_flag(JsonWriter& out, std::string_view key, bool value) {
  if (value) out.key(key).boolean(true);
}

void write_settled(JsonWriter& out, std::string_view key,
                   const model::SettledList& settled) {
  if (settled.empty()) return;
  out.key(key).begin_array();
  for (const model::Settled& one : settled) {
    out.begin_object();
    write_member(out, "task", one.handle.value, model::kNoTask.value);
    write_member(out, "event", one.event.value, model::kNoEvent.value);
    write_flag(out, "failed", !one.ok);
    write_member(out, "value", one.value.view());
    write_handles(out, "children", one.children);
    out.end_object();
  }
  out.end_array();
}

void write_logs(JsonWriter& out, std::string_view key, const std::vector<model::LogLine>& logs) {
  out.key(key).begin_array();
  for (const model::LogLine& line : logs) {
    out.begin_object();
    out.key("stream").string(kLogStreams.of(line.stream));
    write_member(out, "level", line.level);
    write_text(out.key("text"), line.text);
    write_member(out, "place", line.place.value, model::kNoPlace.value);
    out.end_object();
  }
  out.end_array();
}

void write_segment_members(JsonWriter& out, const model::Segment& segment) {
  write_resume(out.key("arrived"), segment.arrived);
  if (!segment.ops.empty()) {
    out.key("ops").begin_array();
    for (const model::Op& op : segment.ops) write_op(out, op);
    out.end_array();
  }
  if (!segment.asks.empty()) {
    out.key("asks").begin_array();
    for (const model::AskReply& ask : segment.asks) {
      write_text(out.begin_object().key("question"), ask.question);
      write_text(out.key("reply"), ask.reply);
      out.end_object();
    }
    out.end_array();
  }
  if (!segment.logs.empty()) write_logs(out, "logs", segment.logs);
  write_member(out, "locals", segment.locals);
}

void write_segment(JsonWriter& out, std::string_view key, const model::Segment& segment) {
  out.key(key).begin_object();
  write_segment_members(out, segment);
  out.end_object();
}

}  // namespace core::recording
