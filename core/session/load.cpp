#include <algorithm>
#include <filesystem>

#include "core/base/check.h"
#include "core/base/text.h"
#include "core/session/document.h"
#include "core/session/replayable.h"
#include "core/session/snapshot.h"
#include "core/session/supply_payloads.h"

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
  const Document::OwnTrace& own = document.traces[document.places[instance].instance];
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
  if (own.trace->passes.empty() && own.trace->orchestrator.function.empty()) {
    // No code was run when it was written: it is a history.
    snapshot.source_file = own.trace->source_file;
    snapshot.source_format = own.trace->format;
    snapshot.trace = nullptr;
  }
  return seal(std::move(snapshot));
}

base::Error gone_error(const std::string& file, const InstanceRow& row) {
  base::Error error;
  error.code = "session.file_changed";
  error.message = "the file was changed after it was listed, and holds " +
                  (row.id.empty() ? "the instance" : "instance " + base::printable(row.id)) +
                  " no more";
  error.where.file = file;
  error.hint = "Open the folder again.";
  return error;
}

/// The row of a file that was opened again; it can have been written to meanwhile.
std::optional<std::size_t> row_again(const Document& file, const InstanceRow& row,
                                     std::size_t before) {
  const auto is_it = [&](const InstanceRow& other) {
    return other.id == row.id && other.execution_id == row.execution_id;
  };
  if (before < file.rows.size() && is_it(file.rows[before])) return before;
  const auto found = std::find_if(file.rows.begin(), file.rows.end(), is_it);
  if (found == file.rows.end()) return std::nullopt;
  return static_cast<std::size_t>(found - file.rows.begin());
}

base::Result<SnapshotPtr> load_member(const Document& corpus, std::size_t instance,
                                      const base::WorkContext& work) {
  const InstanceRow& row = corpus.rows[instance];
  if (row.problem) return *row.problem;
  const Document::Place place = corpus.places[instance];
  auto file = corpus.corpus->open(place.member, work);
  if (!file.ok()) return file.error();
  const bool has_changed = corpus.corpus->has_changed(place.member);
  const auto found = row_again(**file, row, place.instance);
  if (!found) return gone_error(row.file, row);
  if (corpus.payloads) (*file)->payloads = corpus.payloads;  // looked through once
  if (corpus.instances_table) (*file)->instances_table = corpus.instances_table;
  auto loaded = load(**file, *found, work);
  if (!loaded.ok() || !has_changed) return loaded;
  Snapshot snapshot = **loaded;
  auto report = std::make_shared<model::Report>(*snapshot.report);
  report->add(model::Severity::warning, "session.file_changed",
              "The file was changed after it was listed; this is what it holds now.");
  snapshot.report = std::move(report);
  return seal(std::move(snapshot));
}

}  // namespace

base::Result<SnapshotPtr> load(Document& document, std::size_t instance,
                               const base::WorkContext& work) {
  base::check(instance < document.rows.size(), "the index comes from find_instance");
  if (document.corpus) return load_member(document, instance, work);
  if (!document.traces.empty()) return load_trace(document, instance);

  auto loaded = document.import->load(document.places[instance].instance, work);
  if (!loaded.ok()) return loaded.error();
  if (document.instances_table) join_history(*document.instances_table, *loaded);
  auto supplied = supply_payloads(*loaded, document.payloads.get(), document.file, work);
  if (!supplied.ok()) return supplied.error();
  Snapshot snapshot = begin(document, instance);
  snapshot.history = std::move(loaded->history);
  auto report = std::make_shared<model::Report>(std::move(loaded->report));
  const auto& about_file = document.import->report().remarks;
  report->remarks.insert(report->remarks.begin(), about_file.begin(), about_file.end());
  snapshot.report = std::move(report);
  snapshot.findings = findings_of(snapshot, nullptr);
  if (snapshot.report->fidelity == model::Fidelity::timeline_only) {
    // What is sound among rows that were sampled or are another platform's, these rules cannot say.
    std::erase_if(snapshot.findings,
                  [](const model::Finding& one) { return one.id.starts_with("YS4"); });
  }
  return seal(std::move(snapshot));
}

}  // namespace core::session
