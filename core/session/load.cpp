#include <algorithm>
#include <filesystem>

#include "core/base/check.h"
#include "core/base/text.h"
#include "core/session/document.h"
#include "core/session/replayable.h"
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

/// The code that a trace names, looked for beside it, with a word on whether it is the version that
/// was run. Another version is not shown: its lines would be the wrong ones.
void add_sources(Snapshot& snapshot, model::Report& report) {
  const model::OrchestratorIdentity& code = snapshot.trace->orchestrator;
  if (code.file.empty() || snapshot.file == "-") return;
  const std::filesystem::path path(snapshot.file);
  std::error_code failed;  // recordings are opened by their folder as well
  const auto folder = std::filesystem::is_directory(path, failed) ? path : path.parent_path();
  snapshot.sources = read_sources(*snapshot.trace, folder, SourceScope::inside);
  const std::string file = base::printable(code.file);
  const auto is_code = [&](const auto& source) { return source.file == code.file; };
  const auto found = std::find_if(snapshot.sources.begin(), snapshot.sources.end(), is_code);
  if (found == snapshot.sources.end()) {
    report.add(model::Severity::information, "session.source_missing",
               file + ", the code of this trace, does not stand beside it; put it there to see "
                      "its lines.");
  } else if (code.sha256.empty()) {
    report.add(model::Severity::information, "session.source_unchecked",
               file + " beside the trace is shown as its source; the trace does not say which "
                      "version was run.");
  } else if (hash_of_source(*snapshot.trace, folder) == code.sha256) {
    report.add(model::Severity::information, "session.source_found",
               file + " beside the trace is the version that was run (same SHA-256).");
  } else {
    snapshot.sources.erase(found);
    report.add(model::Severity::warning, "session.source_differs",
               file + " beside the trace is not the version that was run (its SHA-256 differs), so "
                      "its lines are not shown.");
  }
}

SnapshotPtr load_trace(const Document& document, std::size_t instance) {
  const Document::OwnTrace& own = document.traces[instance];
  Snapshot snapshot = begin(document, instance);
  snapshot.trace = own.trace;
  snapshot.history = own.trace->history;
  auto report = std::make_shared<model::Report>(*own.report);
  add_sources(snapshot, *report);
  snapshot.report = std::move(report);
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
  if (why_not_replayable(snapshot)) {
    // What is sound among rows that were sampled or are another platform's, these rules cannot say.
    std::erase_if(snapshot.findings,
                  [](const model::Finding& one) { return one.id.starts_with("YS4"); });
  }
  return seal(std::move(snapshot));
}

}  // namespace core::session
