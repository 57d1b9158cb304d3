#include "core/orchestrators/process/messages.h"

#include "core/base/json_writer.h"

namespace core::orchestrators {
namespace {

using base::JsonWriter;

void write_payload(JsonWriter& out, const model::Payload& payload) {
  if (payload.has_value()) {
    out.string(payload.text);
  } else {
    out.null();
  }
}

/// null, {"text": …} for serialised text, {"json": …} for a value that stood there unserialised.
void write_input(JsonWriter& out, const model::Payload& input) {
  if (input.kind == model::PayloadKind::absent || input.kind == model::PayloadKind::null) {
    out.null();
    return;
  }
  out.begin_object();
  out.key(input.kind == model::PayloadKind::json ? "json" : "text").string(input.text);
  out.end_object();
}

void write_begin(JsonWriter& out, const Begin& begin) {
  out.begin_object();
  out.key("number").number(std::int64_t{begin.pass});
  out.key("instance").string(begin.instance_id);
  out.key("parent");
  if (begin.parent_instance_id) {
    out.string(*begin.parent_instance_id);
  } else {
    out.null();
  }
  out.key("input");
  write_input(out, begin.input);
  out.key("clock").number(begin.clock.ticks);
  out.key("replaying").boolean(begin.is_replaying);
  out.key("schema").number(std::int64_t{begin.schema});
  if (begin.longest_timer_ticks > 0) out.key("longest_timer").number(begin.longest_timer_ticks);
  if (begin.has_plain_output) out.key("plain_output").boolean(true);
  out.key("plain").boolean(begin.is_plain_generator);
  out.key("arguments").string(begin.arguments);
  out.end_object();
}

void write_handles(JsonWriter& out, const std::vector<model::TaskHandle>& handles) {
  out.begin_array();
  for (const model::TaskHandle handle : handles) out.number(std::int64_t{handle.value});
  out.end_array();
}

void write_event(JsonWriter& out, model::EventIndex event) {
  if (event == model::kNoEvent) {
    out.null();
  } else {
    out.number(std::int64_t{event.value});
  }
}

void write_settled(JsonWriter& out, const model::Settled& settled) {
  out.begin_array();
  out.number(std::int64_t{settled.handle.value});
  write_event(out, settled.event);
  out.boolean(settled.ok);
  write_payload(out, settled.value);
  write_handles(out, settled.children);
  out.end_array();
}

constexpr std::string_view name_of(model::ResumeKind kind) {
  switch (kind) {
    case model::ResumeKind::start: return "start";
    case model::ResumeKind::send: return "send";
    case model::ResumeKind::raise: return "raise";
  }
  return "";
}

void write_resume(JsonWriter& out, const model::Resume& resume) {
  out.begin_array();
  out.string(name_of(resume.kind));
  out.boolean(resume.is_replaying);
  if (resume.awaited == model::kNoTask) {
    out.null();
  } else {
    out.number(std::int64_t{resume.awaited.value});
  }
  write_event(out, resume.cause);
  out.number(resume.clock.ticks);
  out.begin_array();
  for (const model::Settled& settled : resume.settled) write_settled(out, settled);
  out.end_array();
  out.end_array();
}

void write_reply_members(JsonWriter& out, const Reply& reply) {
  out.key("settled");
  if (reply.settled && reply.raise_message.empty()) {
    write_settled(out, *reply.settled);
  } else {
    out.null();
  }
  out.key("raise").string(reply.raise_message);
}

void write_retry(JsonWriter& out, const model::Op& op) {
  out.number(std::int64_t{op.max_attempts}).string(op.options);
}

void write_target(JsonWriter& out, const model::Op& op) {
  if (op.target) {
    out.string(*op.target);
  } else {
    out.null();
  }
}

/// The members behind kind and handle.
void write_make_members(JsonWriter& out, const model::Op& op) {
  using model::ActionKind;
  switch (op.kind) {
    case ActionKind::activity: out.string(op.name).string(op.input.text); break;
    case ActionKind::activity_with_retry:
      out.string(op.name).string(op.input.text);
      write_retry(out, op);
      break;
    case ActionKind::sub_orchestration:
      out.string(op.name).string(op.input.text);
      write_target(out, op);
      break;
    case ActionKind::sub_orchestration_with_retry:
      out.string(op.name).string(op.input.text);
      write_target(out, op);
      write_retry(out, op);
      break;
    case ActionKind::timer:
      out.string(base::format_python(op.fire_at.value_or(base::Timestamp())));
      if (op.utc_offset_seconds != 0) out.number(std::int64_t{op.utc_offset_seconds});
      break;
    case ActionKind::external_event: out.string(op.name); break;
    case ActionKind::entity_call:
    case ActionKind::entity_signal:
      out.string(op.name);
      write_target(out, op);
      out.string(op.input.text);
      break;
    case ActionKind::http:
      out.string(op.name);
      write_target(out, op);
      out.string(op.options);
      break;
    case ActionKind::any:
    case ActionKind::all: write_handles(out, op.children); break;
    case ActionKind::value: out.string(op.input.text); break;
  }
}

void write_op(JsonWriter& out, const model::Op& op) {
  out.begin_array();
  switch (op.verb) {
    case model::OpVerb::make:
      out.string(model::name_of(op.kind)).number(std::int64_t{op.handle.value});
      write_make_members(out, op);
      break;
    case model::OpVerb::cancel:
    case model::OpVerb::id:
      out.string(model::name_of(op.verb)).number(std::int64_t{op.handle.value});
      break;
    case model::OpVerb::children:
      out.string(model::name_of(op.verb)).number(std::int64_t{op.handle.value});
      write_handles(out, op.children);
      break;
    case model::OpVerb::custom_status:
    case model::OpVerb::continue_as_new:
      out.string(model::name_of(op.verb));
      if (op.name.empty()) {
        out.string(op.input.text);
      } else {
        out.null().string(op.name).string(op.options);
      }
      break;
  }
  out.end_array();
}

void write_place(JsonWriter& out, const Script& script, model::PlaceIndex index) {
  static const model::Place kNowhere;
  const model::Place& place =
      index == model::kNoPlace ? kNowhere : script.places[index.value];
  out.begin_array();
  out.string(place.file).string(place.function).number(std::int64_t{place.line});
  out.end_array();
}

void write_what(JsonWriter& out, const model::Yield& yield) {
  if (const auto* const task = std::get_if<model::TaskHandle>(&yield.what)) {
    out.number(std::int64_t{task->value});
    return;
  }
  const auto& value = std::get<model::NotATask>(yield.what);
  out.begin_array();
  out.string(value.type_name);
  write_payload(out, value.value);
  out.end_array();
}

constexpr std::string_view name_of(model::LogStream stream) {
  switch (stream) {
    case model::LogStream::print: return "print";
    case model::LogStream::error: return "error";
    case model::LogStream::logging: return "logging";
  }
  return "";
}

base::Status write_asks(JsonWriter& out, const model::RareList<model::AskReply>& asks) {
  out.key("asks").begin_array();
  for (const model::AskReply& ask : asks) {
    const base::Result<Reply> reply = reply_from_text(ask.reply);
    if (!reply) return reply.error();
    out.begin_array();
    out.raw(ask.question);
    out.begin_object();
    write_reply_members(out, *reply);
    out.end_object();
    out.end_array();
  }
  out.end_array();
  return base::success();
}

base::Status write_entry(JsonWriter& out, const Script& script, const model::Yield& yield) {
  const model::Segment& segment = yield.segment;
  out.begin_object();
  out.key("resume");
  write_resume(out, segment.arrived);
  out.key("ops").begin_array();
  for (const model::Op& op : segment.ops) write_op(out, op);
  out.end_array();
  out.key("what");
  write_what(out, yield);
  out.key("place");
  write_place(out, script, yield.place);
  out.key("frames").begin_array();
  for (const model::PlaceIndex frame : yield.frames) write_place(out, script, frame);
  out.end_array();
  out.key("logs").begin_array();
  for (const model::LogLine& line : segment.logs) {
    out.begin_array();
    out.string(name_of(line.stream)).string(line.level).string(line.text);
    write_place(out, script, line.place);
    out.end_array();
  }
  out.end_array();
  base::Status asks = write_asks(out, segment.asks);
  out.end_object();
  return asks;
}

/// Runs [[first yield, value], …] of is_replaying.
void write_runs(JsonWriter& out, const Script& script) {
  out.begin_array();
  for (std::size_t i = 0; i < script.yields.size(); ++i) {
    const bool value = script.resumes[i].is_replaying;
    if (i > 0 && value == script.resumes[i - 1].is_replaying) continue;
    out.begin_array();
    out.number(static_cast<std::int64_t>(i)).boolean(value);
    out.end_array();
  }
  out.end_array();
}

}  // namespace

std::string start_message(const Begin& begin, const model::Resume& first) {
  JsonWriter out;
  out.begin_object();
  out.key("do").string("start");
  out.key("begin");
  write_begin(out, begin);
  out.key("resume");
  write_resume(out, first);
  out.end_object();
  return out.take();
}

std::string resume_message(const model::Resume& resume) {
  JsonWriter out;
  out.begin_object();
  out.key("do").string("resume");
  out.key("resume");
  write_resume(out, resume);
  out.end_object();
  return out.take();
}

std::string ahead_message(std::span<const model::Resume> resumes) {
  JsonWriter out;
  out.begin_object();
  out.key("do").string("ahead");
  out.key("resumes").begin_array();
  for (const model::Resume& resume : resumes) write_resume(out, resume);
  out.end_array();
  out.end_object();
  return out.take();
}

std::string reply_message(const Reply& reply) {
  JsonWriter out;
  out.begin_object();
  out.key("do").string("reply");
  write_reply_members(out, reply);
  out.end_object();
  return out.take();
}

base::Result<std::string> pass_message(const Begin& begin, const Script& script,
                                       std::size_t keep) {
  JsonWriter out;
  out.begin_object();
  out.key("do").string("pass");
  out.key("begin");
  write_begin(out, begin);
  out.key("replay").number(static_cast<std::int64_t>(script.yields.size()));
  out.key("keep").number(static_cast<std::int64_t>(keep));
  out.key("extend").begin_array();
  for (std::size_t i = keep; i < script.yields.size(); ++i) {
    const base::Status written = write_entry(out, script, *script.yields[i]);
    if (!written) return written.error();
  }
  out.end_array();
  out.key("runs");
  write_runs(out, script);
  out.end_object();
  return out.take();
}

}  // namespace core::orchestrators
