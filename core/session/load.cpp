#include "core/base/check.h"
#include "core/session/document.h"
#include "core/session/snapshot.h"

namespace core::session {
namespace {

Snapshot begin(const Document& document, std::size_t instance) {
  Snapshot snapshot;
  snapshot.file = document.file;
  snapshot.format = document.format;
  snapshot.reason = document.reason;
  snapshot.instance_id = document.rows[instance].id;
  return snapshot;
}

SnapshotPtr load_trace(const Document& document, std::size_t instance) {
  const Document::OwnTrace& own = document.traces[instance];
  Snapshot snapshot = begin(document, instance);
  snapshot.trace = own.trace;
  snapshot.history = own.trace->history;
  snapshot.report = own.report;
  if (own.is_recording) {
    auto trace = std::make_shared<model::Trace>(*own.trace);
    trace->findings = findings_of(snapshot, trace.get());
    snapshot.trace = std::move(trace);
  }
  snapshot.findings = snapshot.trace->findings;
  return seal(std::move(snapshot));
}

}  // namespace

base::Result<SnapshotPtr> load(Document& document, std::size_t instance,
                               const base::WorkContext& work) {
  base::check(instance < document.rows.size(), "the index comes from find_instance");
  if (!document.traces.empty()) return load_trace(document, instance);

  auto loaded = document.import->load(instance, work);
  if (!loaded.ok()) return loaded.error();
  Snapshot snapshot = begin(document, instance);
  snapshot.history = std::move(loaded->history);
  auto report = std::make_shared<model::Report>(std::move(loaded->report));
  const auto& about_file = document.import->report().remarks;
  report->remarks.insert(report->remarks.begin(), about_file.begin(), about_file.end());
  snapshot.report = std::move(report);
  snapshot.findings = findings_of(snapshot, nullptr);
  return seal(std::move(snapshot));
}

}  // namespace core::session
