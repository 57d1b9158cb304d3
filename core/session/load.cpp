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

SnapshotPtr load_trace(const Document& document) {
  Snapshot snapshot = begin(document, 0);
  snapshot.trace = document.trace;
  snapshot.history = document.trace->history;
  snapshot.findings = document.trace->findings;
  auto report = std::make_shared<model::Report>();
  report->fidelity = document.trace->fidelity;
  snapshot.report = std::move(report);
  return seal(std::move(snapshot));
}

}  // namespace

base::Result<SnapshotPtr> load(Document& document, std::size_t instance,
                               const base::WorkContext& work) {
  base::check(instance < document.rows.size(), "the index comes from find_instance");
  if (document.trace) return load_trace(document);

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
