#include "tests/conformance/trace_text.h"

#include "core/base/text.h"
#include "core/engine/replay.h"

namespace conformance {
namespace {

using namespace core;

std::string text_of(const model::Payload& payload) {
  return payload.has_value() ? base::printable(payload.text) : "none";
}

std::string resume_text(const model::Resume& resume) {
  std::string out = resume.kind == model::ResumeKind::start  ? "start"
                    : resume.kind == model::ResumeKind::send ? "send"
                                                             : "raise";
  if (resume.awaited != model::kNoTask) {
    out += " #" + std::to_string(resume.awaited.value);
  }
  for (const model::Settled& settled : resume.settled) {
    out += "; #" + std::to_string(settled.handle.value) + (settled.ok ? " ok " : " failed ");
    out += text_of(settled.value);
    for (const model::TaskHandle child : settled.children) {
      out += " #" + std::to_string(child.value);
    }
    if (settled.event != model::kNoEvent) {
      out += " by event " + std::to_string(settled.event.value);
    }
  }
  return out;
}

std::string segment_text(const model::Segment& segment) {
  std::string out = "    " + resume_text(segment.arrived) + '\n';
  for (const model::Op& op : segment.ops) {
    out += "    ";
    if (op.verb == model::OpVerb::make) {
      out += '#' + std::to_string(op.handle.value) + ' ';
    }
    out += model::to_text(op) + '\n';
  }
  return out;
}

// Exceptions have other types in other languages.
std::string end_text(const model::Outcome& outcome) {
  const auto* const raised = std::get_if<model::Raised>(&outcome.what);
  return raised == nullptr ? model::outcome_text(outcome)
                           : "raised " + base::printable(raised->message);
}

std::string document_text(const model::Trace& trace, model::PassIndex pass) {
  const engine::StateDocument document = engine::state_document(trace, pass);
  return "  document: " + std::string(document.is_done ? "done" : "not done") +
         ", actions " + document.actions + ", output " + text_of(document.output) + ", error " +
         base::printable(document.error.value_or("none")) + ", status " +
         text_of(document.custom_status) + '\n';
}

}  // namespace

std::string to_text(const model::Trace& trace) {
  std::string out;
  for (std::uint32_t i = 0; i < trace.passes.size(); ++i) {
    const model::PassIndex index{i};
    const model::Pass& pass = trace.passes[i];
    out += "pass " + std::to_string(pass.number) + (pass.is_confirming ? " (confirming)" : "") +
           " over " + std::to_string(pass.events_end.value) + " events\n";
    for (std::uint32_t k = 0; k < pass.length; ++k) {
      const model::YieldIndex yield{k};
      out += "  y" + std::to_string(k + 1) + ' ' + model::yield_label(trace, index, yield) +
             (trace.is_replaying_at(index, yield) ? " replaying\n" : "\n") +
             segment_text(trace.yield_at(index, yield).segment);
    }
    out += "  end " + end_text(pass.outcome) + '\n';
    if (!std::holds_alternative<model::Waiting>(pass.outcome.what)) {
      out += segment_text(pass.outcome.segment);
    }
    out += document_text(trace, index);
    if (pass.verdict) {
      out += "  platform " + pass.verdict->rule + '\n';
    }
  }
  return out;
}

}  // namespace conformance
