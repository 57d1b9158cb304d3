#include "core/session/redact.h"

#include "core/exporters/redact.h"
#include "core/session/snapshot.h"

namespace core::session {

SnapshotPtr redacted(const Snapshot& snapshot) {
  const exporters::Redactor redactor(snapshot.history.get(), snapshot.trace.get());
  Snapshot next = snapshot;
  next.history = redactor.history(*snapshot.history);
  if (snapshot.trace) {
    next.trace = redactor.trace(*snapshot.trace);
    next.history = next.trace->history;
  }
  for (model::Finding& finding : next.findings) finding = redactor.finding(finding);
  if (snapshot.report) {
    model::Report report = *snapshot.report;
    for (model::Remark& remark : report.remarks) {
      remark.message = redactor.text(remark.message);
      remark.where.file = redactor.path(remark.where.file);
    }
    next.report = std::make_shared<const model::Report>(std::move(report));
  }
  for (Snapshot::SourceFile& source : next.sources) {
    for (std::string& line : source.lines) line = redactor.source(line);
  }
  next.file = redactor.path(snapshot.file);
  if (!next.instance_id.empty()) next.instance_id = exporters::pseudonym(next.instance_id);
  return seal(std::move(next));
}

}  // namespace core::session
