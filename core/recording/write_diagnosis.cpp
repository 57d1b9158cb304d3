#include "core/recording/write_diagnosis.h"

#include "core/recording/spelling.h"
#include "core/recording/write_segment.h"

namespace core::recording {
namespace {

using base::JsonWriter;

void write_index(JsonWriter& out, std::string_view key, std::uint32_t number) {
  out.key(key).number(std::int64_t{number});
}

void write_place(JsonWriter& out, const model::Place& place) {
  if (place == model::Place()) return;
  out.key("place").begin_object();
  write_member(out, "file", place.file);
  write_member(out, "function", place.function);
  write_member(out, "line", place.line, 0);
  out.end_object();
}

void write_evidence(JsonWriter& out, const std::vector<model::Evidence>& evidence) {
  out.key("evidence").begin_array();
  for (const model::Evidence& note : evidence) {
    out.begin_object().set_indent(0);
    write_member(out, "kind", note.kind);
    write_member(out, "detail", note.detail);
    write_flag(out, "isRefused", note.is_refused);
    write_member(out, "place", note.place.value, model::kNoPlace.value);
    write_index(out, "pass", note.pass.value);
    write_index(out, "yield", note.yield.value);
    out.end_object().set_indent(2);
  }
  out.end_array();
}

void write_divergence(JsonWriter& out, const std::optional<model::Divergence>& divergence) {
  out.key("divergence");
  if (!divergence) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("kind").string(kDivergences.of(divergence->kind));
  write_index(out, "pass", divergence->pass.value);
  write_index(out, "yield", divergence->yield.value);
  write_member(out, "task", divergence->task.value, model::kNoTask.value);
  write_member(out, "event", divergence->event.value, model::kNoEvent.value);
  write_member(out, "expected", divergence->expected);
  write_member(out, "actual", divergence->actual);
  out.end_object();
}

void write_alignment(JsonWriter& out, const model::Alignment& alignment) {
  out.key("alignment").begin_object();
  out.key("calls").begin_array();
  for (const model::AlignedCall& call : alignment.calls) {
    out.begin_object().set_indent(0);
    out.key("kind").string(kAlignments.of(call.kind));
    write_member(out, "code", call.code);
    write_member(out, "recorded", call.recorded);
    write_place(out, call.place);
    write_member(out, "event", call.event.value, model::kNoEvent.value);
    out.end_object().set_indent(2);
  }
  out.end_array();
  write_member(out, "stopped", alignment.stopped);
  out.end_object();
}

void write_experiments(JsonWriter& out, const std::vector<model::Experiment>& experiments) {
  out.key("experiments").begin_array();
  for (const model::Experiment& experiment : experiments) {
    out.begin_object().set_indent(0);
    out.key("condition").string(kConditions.of(experiment.condition));
    write_flag(out, "hasChanged", experiment.has_changed);
    write_member(out, "pass", experiment.pass.value, 0);
    write_member(out, "yield", experiment.yield.value, 0);
    write_place(out, experiment.place);
    write_member(out, "before", experiment.before);
    write_member(out, "after", experiment.after);
    write_member(out, "notMade", experiment.not_made);
    out.end_object().set_indent(2);
  }
  out.end_array();
}

void write_remarks(JsonWriter& out, const std::vector<model::SourceRemark>& remarks) {
  out.key("sourceRemarks").begin_array();
  for (const model::SourceRemark& remark : remarks) {
    out.begin_object().set_indent(0);
    write_member(out, "kind", remark.kind);
    write_member(out, "detail", remark.detail);
    write_place(out, remark.place);
    write_member(out, "column", remark.column, 0);
    write_member(out, "endColumn", remark.end_column, 0);
    write_member(out, "replacement", remark.replacement);
    out.end_object().set_indent(2);
  }
  out.end_array();
}

void write_finding_place(JsonWriter& out, std::string_view key, const model::FindingPlace& place) {
  out.key(key).begin_object();
  if (place.pass) write_index(out, "pass", place.pass->value);
  if (place.yield) write_index(out, "yield", place.yield->value);
  write_member(out, "event", place.event.value, model::kNoEvent.value);
  write_member(out, "file", place.file);
  write_member(out, "function", place.function);
  write_member(out, "line", place.line, 0);
  out.end_object();
}

void write_place_if_any(JsonWriter& out, const model::FindingPlace& place) {
  if (place != model::FindingPlace()) write_finding_place(out, "place", place);
}

void write_causes(JsonWriter& out, const std::vector<model::Cause>& causes) {
  if (causes.empty()) return;
  out.key("causes").begin_array();
  for (const model::Cause& cause : causes) {
    out.begin_object();
    out.key("confidence").string(kConfidences.of(cause.confidence));
    write_member(out, "text", cause.text);
    write_place_if_any(out, cause.place);
    out.end_object();
  }
  out.end_array();
}

void write_edit(JsonWriter& out, const model::Edit& edit) {
  out.key("edit").begin_object();
  write_member(out, "file", edit.file);
  write_member(out, "line", edit.line, 0);
  write_member(out, "before", edit.before);
  write_member(out, "after", edit.after);
  out.end_object();
}

void write_finding(JsonWriter& out, const model::Finding& finding) {
  out.begin_object();
  write_member(out, "id", finding.id);
  out.key("severity").string(kSeverities.of(finding.severity));
  write_member(out, "message", finding.message);
  write_place_if_any(out, finding.place);
  write_member(out, "kind", finding.kind);
  write_member(out, "expected", finding.expected);
  write_member(out, "actual", finding.actual);
  write_member(out, "cause", finding.cause);
  write_causes(out, finding.causes);
  write_member(out, "fix", finding.fix);
  if (finding.edit) write_edit(out, *finding.edit);
  write_member(out, "platformMessage", finding.platform_message);
  if (finding.raised_at) write_finding_place(out, "raisedAt", *finding.raised_at);
  write_flag(out, "isFromSource", finding.is_from_source);
  write_flag(out, "isConsequence", finding.is_consequence);
  write_member(out, "followsFrom", finding.follows_from);
  out.end_object();
}

}  // namespace

void write_diagnosis(JsonWriter& out, const model::Trace& trace) {
  write_evidence(out, trace.evidence);
  write_divergence(out, trace.divergence);
  if (trace.alignment) write_alignment(out, *trace.alignment);
  if (!trace.experiments.empty()) write_experiments(out, trace.experiments);
  if (!trace.source_remarks.empty()) write_remarks(out, trace.source_remarks);
  out.key("findings").begin_array();
  for (const model::Finding& finding : trace.findings) write_finding(out, finding);
  out.end_array();
}

}  // namespace core::recording
