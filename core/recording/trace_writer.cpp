#include "core/base/match.h"
#include "core/recording/spelling.h"
#include "core/recording/trace_file.h"
#include "core/recording/write_diagnosis.h"
#include "core/recording/write_history.h"
#include "core/recording/write_segment.h"

namespace core::recording {
namespace {

using base::JsonWriter;

void write_orchestrator(JsonWriter& out, const model::Trace& trace) {
  out.key("orchestrator").begin_object();
  write_member(out, "language", trace.orchestrator.language);
  write_member(out, "file", trace.orchestrator.file);
  write_member(out, "function", trace.orchestrator.function);
  write_member(out, "sdk", trace.orchestrator.sdk);
  write_member(out, "flavour", trace.flavour);
  write_member(out, "sha256", trace.orchestrator.sha256);
  out.end_object();
}

void write_places(JsonWriter& out, const std::vector<model::Place>& places) {
  out.key("places").begin_array();
  for (const model::Place& place : places) {
    out.begin_object().set_indent(0);
    write_member(out, "file", place.file);
    write_member(out, "function", place.function);
    write_member(out, "line", place.line, 0);
    out.end_object().set_indent(2);
  }
  out.end_array();
}

void write_yield(JsonWriter& out, const model::Yield& yield) {
  out.begin_object().set_indent(0);
  write_segment_members(out, yield.segment);
  if (const auto* task = std::get_if<model::TaskHandle>(&yield.what)) {
    write_member(out, "task", task->value, model::kNoTask.value);
  } else {
    const auto& other = std::get<model::NotATask>(yield.what);
    out.key("notATask").begin_object();
    write_member(out, "type", other.type_name);
    write_member(out, "value", other.value.view());
    out.end_object();
  }
  write_member(out, "place", yield.place.value, model::kNoPlace.value);
  if (!yield.frames.empty()) {
    out.key("frames").begin_array();
    for (const model::PlaceIndex frame : yield.frames) out.number(std::int64_t{frame.value});
    out.end_array();
  }
  out.end_object().set_indent(2);
}

void write_spines(JsonWriter& out, const std::vector<model::Spine>& spines) {
  out.key("spines").begin_array();
  for (const model::Spine& spine : spines) {
    out.begin_object();
    if (spine.parent) out.key("parent").number(std::int64_t{spine.parent->value});
    write_member(out, "fork", spine.fork, 0);
    out.key("yields").begin_array();
    for (const model::Yield& yield : spine.yields) write_yield(out, yield);
    out.end_array().end_object();
  }
  out.end_array();
}

void write_error(JsonWriter& out, const base::Error& error) {
  write_member(out, "code", error.code);
  write_member(out, "message", error.message);
  write_member(out, "hint", error.hint);
  if (error.where == base::Location()) return;
  out.key("where").begin_object();
  write_member(out, "file", error.where.file);
  if (error.where.byte) out.key("byte").number(static_cast<std::int64_t>(*error.where.byte));
  write_member(out, "line", error.where.line, 0);
  write_member(out, "column", error.where.column, 0);
  write_member(out, "jsonPath", error.where.json_path);
  out.end_object();
}

void write_outcome(JsonWriter& out, const model::Outcome& outcome) {
  out.key("outcome").begin_object();
  base::match(
      outcome.what, [&](const model::Waiting&) { out.key("kind").string("waiting"); },
      [&](const model::Returned& end) {
        out.key("kind").string("returned");
        write_member(out, "value", end.value.view());
      },
      [&](const model::Raised& end) {
        out.key("kind").string("raised");
        write_member(out, "type", end.type);
        write_member(out, "message", end.message);
        write_member(out, "traceback", end.traceback);
        write_member(out, "place", end.place.value, model::kNoPlace.value);
        if (end.returned) write_payload(out.key("value"), end.returned->view());
      },
      [&](const model::ContinuedAsNew& end) {
        out.key("kind").string("continued_as_new");
        write_member(out, "input", end.input.view());
        write_member(out, "value", end.returned.view());
      },
      [&](const model::SdkBroke& end) {
        out.key("kind").string("sdk_broke");
        write_member(out, "type", end.type);
        write_member(out, "message", end.message);
      },
      [&](const model::NotRun& end) {
        out.key("kind").string("not_run");
        write_error(out, end.error);
      });
  write_segment(out, "segment", outcome.segment);
  out.end_object();
}

void write_differs(JsonWriter& out, const std::vector<model::PassDifference>& differs) {
  if (differs.empty()) return;
  out.key("differs").begin_array();
  for (const model::PassDifference& difference : differs) {
    out.begin_object().key("yield").number(std::int64_t{difference.yield.value});
    if (difference.logs) write_logs(out, "logs", *difference.logs);
    if (difference.locals) write_text(out.key("locals"), *difference.locals);
    out.end_object();
  }
  out.end_array();
}

void write_replaying(JsonWriter& out, const model::Pass& pass) {
  if (pass.replaying.empty()) return;
  out.key("replaying").begin_array();
  for (const auto& [from, is_replaying] : pass.replaying) {
    out.begin_object().key("from").number(std::int64_t{from.value});
    out.key("is").boolean(is_replaying).end_object();
  }
  out.end_array();
}

void write_pass(JsonWriter& out, const model::Pass& pass) {
  out.begin_object().set_indent(0);
  out.key("number").number(std::int64_t{pass.number});
  out.key("eventsEnd").number(std::int64_t{pass.events_end.value});
  out.key("trigger").begin_array();
  for (const model::EventIndex event : pass.trigger) out.number(std::int64_t{event.value});
  out.end_array();
  write_flag(out, "isConfirming", pass.is_confirming);
  out.key("spine").number(std::int64_t{pass.spine.value});
  out.key("length").number(std::int64_t{pass.length});
  out.key("firstFresh").number(std::int64_t{pass.first_fresh});
  write_settled(out, "settledUnused", pass.settled_unused);
  write_replaying(out, pass);
  write_outcome(out, pass.outcome);
  write_segment(out, "closing", pass.closing);
  write_differs(out, pass.differs);
  if (pass.verdict) {
    out.key("verdict").begin_object();
    write_member(out, "rule", pass.verdict->rule);
    write_member(out, "event", pass.verdict->event.value, model::kNoEvent.value);
    write_member(out, "message", pass.verdict->message);
    out.end_object();
  }
  if (!pass.warnings.empty()) {
    out.key("warnings").begin_array();
    for (const std::string& warning : pass.warnings) write_text(out, warning);
    out.end_array();
  }
  if (pass.custom_status) write_payload(out.key("customStatus"), pass.custom_status->view());
  out.end_object().set_indent(2);
}

/// False when it was stopped; `work` may be null.
bool write_whole(JsonWriter& out, const model::Trace& trace, const base::WorkContext* work) {
  const auto is_stopped = [&] { return work != nullptr && work->stop.stop_requested(); };
  out.begin_object();
  out.key("format").string(kFormatName);
  out.key("version").number(kVersion);
  write_instance(out, trace);
  write_orchestrator(out, trace);
  if (!write_history(out, trace.history.get(), work)) return false;
  write_places(out, trace.places);
  write_spines(out, trace.spines);
  out.key("passes").begin_array();
  for (const model::Pass& pass : trace.passes) {
    if (is_stopped()) return false;
    write_pass(out, pass);
  }
  out.end_array();
  write_diagnosis(out, trace);
  out.end_object();
  return true;
}

}  // namespace

std::string write_trace(const model::Trace& trace) {
  JsonWriter out(2);
  write_whole(out, trace, nullptr);
  return out.take() + "\n";
}

base::Result<std::string> write_trace(const model::Trace& trace, const base::WorkContext& work) {
  JsonWriter out(2);
  if (!write_whole(out, trace, &work)) {
    return base::Error{"cancelled", "writing the trace was stopped", {}, ""};
  }
  std::string text = out.take();
  text += '\n';
  return text;
}

}  // namespace core::recording
