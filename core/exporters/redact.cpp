#include "core/exporters/redact.h"

#include "core/exporters/fingerprint.h"
#include "core/exporters/redact_text.h"
#include "core/exporters/redact_trace.h"

namespace core::exporters {

class Redactor::Secrets : public KnownSecrets {};

std::string pseudonym(std::string_view instance_id) {
  return "instance-" + short_hash(instance_id, 12);
}

Redactor::Redactor(const model::History* history, const model::Trace* trace)
    : secrets_(std::make_unique<Secrets>()) {
  if (history != nullptr) learn_from(*secrets_, *history);
  if (trace != nullptr) learn_from(*secrets_, *trace);
  secrets_->finish();
}

Redactor::~Redactor() = default;

std::string Redactor::text(std::string_view text) const {
  return secrets_->redact(text, Nets::yes);
}

std::string Redactor::source(std::string_view line) const {
  return secrets_->redact(line, Nets::no);
}

std::string Redactor::path(std::string_view path) const { return secrets_->without_ids(path); }

model::Finding Redactor::finding(const model::Finding& finding) const {
  model::Finding out = finding;
  for (std::string* part :
       {&out.message, &out.expected, &out.actual, &out.cause, &out.platform_message}) {
    *part = text(*part);
  }
  for (model::Cause& cause : out.causes) cause.text = text(cause.text);
  // A rule's own words, with code in quotes.
  out.fix = secrets_->redact(out.fix, Nets::no);
  if (out.edit) {
    // An edit of which a part is hidden mends nothing.
    const bool is_whole = secrets_->redact(out.edit->before, Nets::no) == out.edit->before &&
                          secrets_->redact(out.edit->after, Nets::no) == out.edit->after;
    if (!is_whole) out.edit.reset();
  }
  return out;
}

std::shared_ptr<const model::History> Redactor::history(const model::History& history) const {
  return redacted_history(history);
}

std::shared_ptr<const model::Trace> Redactor::trace(const model::Trace& trace) const {
  model::Trace out =
      redacted_trace(trace, *secrets_, trace.history ? redacted_history(*trace.history) : nullptr);
  for (const model::Finding& one : trace.findings) out.findings.push_back(finding(one));
  return std::make_shared<const model::Trace>(std::move(out));
}

void redact(model::CheckedHistory& checked, const model::History* history,
            const model::Trace* trace) {
  const Redactor redactor(history, trace);
  KnownSecrets id;
  id.add_instance(checked.instance_id);
  checked.file = redactor.path(id.without_ids(checked.file));
  checked.reason = redactor.text(id.without_ids(checked.reason));
  checked.source_line = redactor.source(checked.source_line);
  for (model::Finding& finding : checked.findings) finding = redactor.finding(finding);
  for (model::Finding& finding : checked.accepted) finding = redactor.finding(finding);
  if (checked.trace) checked.trace = redactor.trace(*checked.trace);
  if (!checked.instance_id.empty()) checked.instance_id = pseudonym(checked.instance_id);
}

void redact_frame(model::CheckResult& result) {
  const Redactor redactor(nullptr, nullptr);
  for (std::string& entry : result.stale_baseline) entry = redactor.text(entry);
}

}  // namespace core::exporters
