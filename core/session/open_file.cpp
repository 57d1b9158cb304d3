#include "core/session/open_file.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/importers/registry.h"
#include "core/recording/recording_file.h"
#include "core/recording/trace_file.h"
#include "core/session/document.h"
#include "core/session/instance_links.h"

namespace core::session {
namespace {

model::RuntimeStatus status_of(const model::History& history) {
  for (std::size_t i = history.size(); i > 0; --i) {
    if (history[i - 1].type() == model::EventType::execution_completed)
      return history[i - 1].status();
  }
  return model::RuntimeStatus::running;
}

InstanceRow row_of(const model::History& history) {
  const model::Envelope& envelope = history.envelope();
  InstanceRow row{envelope.instance_id, envelope.name, status_of(history), history.size()};
  row.execution_id = envelope.execution_id;
  row.parent_id = envelope.parent_instance_id.value_or("");
  for (std::size_t i = 0; i < history.size() && !row.started; ++i) {
    const model::EventView event = history[i];
    if (event.type() == model::EventType::execution_started) row.started = event.timestamp();
  }
  return row;
}

InstanceRow row_of(const importers::Instance& instance) {
  InstanceRow row{instance.id, instance.name, instance.status, instance.events};
  row.execution_id = instance.execution_id;
  row.parent_id = instance.parent_id;
  row.started = instance.started;
  row.instance_id = instance.instance_id;
  row.counts_rows = instance.counts_rows;
  return row;
}

void add(Document& document, model::Trace trace, std::shared_ptr<const model::Report> report,
         bool is_recording) {
  document.rows.push_back(row_of(*trace.history));
  document.traces.push_back(
      {std::make_shared<const model::Trace>(std::move(trace)), std::move(report), is_recording});
}

std::shared_ptr<Document> document_of(model::Trace trace, std::string file) {
  auto document = std::make_shared<Document>();
  document->file = std::move(file);
  document->format = "yieldscope-trace";
  document->reason = "its first member is \"format\": \"yieldscope-trace\"";
  auto report = std::make_shared<model::Report>();
  report->fidelity = trace.fidelity;
  add(*document, std::move(trace), std::move(report), false);
  return document;
}

/// Recordings of one file, or of all of a folder.
base::Result<std::shared_ptr<Document>> document_of(
    std::span<const recording::RecordedFile> files, std::string file, std::string reason,
    const base::WorkContext& work) {
  auto recordings = recording::read_recordings(files, work);
  if (!recordings.ok()) return recordings.error();
  auto document = std::make_shared<Document>();
  document->file = std::move(file);
  document->format = "yieldscope-recording";
  document->reason = std::move(reason);
  for (recording::Recording& one : recordings.value()) {
    auto report = std::make_shared<const model::Report>(std::move(one.report));
    add(*document, std::move(one.trace), std::move(report), true);
  }
  return document;
}

std::shared_ptr<Document> document_of(importers::Opened opened, std::string file) {
  auto document = std::make_shared<Document>();
  document->file = std::move(file);
  document->format = opened.importer->name();
  document->reason = std::move(opened.reason);
  for (const importers::Instance& instance : opened.import->instances()) {
    document->rows.push_back(row_of(instance));
  }
  document->import = std::move(opened.import);
  return document;
}

base::Error no_history(const std::filesystem::path& file) {
  base::Error error;
  error.code = "trace.no_history";
  error.message = "the trace file holds no history, so there is nothing to show";
  error.where.file = file.string();
  error.where.json_path = "/history";
  error.hint = "write the trace again from its history and its code";
  return error;
}

base::Result<std::shared_ptr<Document>> open_folder(const std::filesystem::path& folder,
                                                    const base::WorkContext& work) {
  const std::vector<std::filesystem::path> paths = recordings_in(folder);
  std::vector<std::string> texts;
  std::vector<recording::RecordedFile> files;
  for (const auto& path : paths) {
    base::Progress unseen;
    auto bytes = base::read_file(path, {unseen, work.stop});
    if (!bytes.ok()) return bytes.error();
    texts.push_back(std::move(bytes).value());
  }
  for (std::size_t i = 0; i < paths.size(); ++i) files.push_back({paths[i].string(), texts[i]});
  return document_of(files, folder.string(),
                     "the folder holds " + base::count_of(paths.size(), "recording"), work);
}

base::Result<std::shared_ptr<Document>> open_any(const std::filesystem::path& file,
                                                 const base::WorkContext& work) {
  std::error_code failed;
  if (std::filesystem::is_directory(file, failed)) return open_folder(file, work);
  base::ProgressPart fetching(work.progress, 0, 100);
  auto bytes = base::read_file(file, {fetching, work.stop});
  if (!bytes.ok()) return bytes.error();
  base::ProgressPart opening(work.progress, 100, 1000);
  const base::WorkContext rest{opening, work.stop};
  if (recording::is_recording(bytes.value())) {
    const recording::RecordedFile one{file.string(), bytes.value()};
    return document_of(std::span(&one, 1), file.string(),
                       "its first line is the head of a recording", rest);
  }
  if (recording::is_trace(bytes.value())) {
    auto trace = recording::read_trace(bytes.value(), file.string(), rest);
    if (!trace.ok()) return trace.error();
    if (trace.value().history == nullptr) return no_history(file);
    return document_of(std::move(trace).value(), file.string());
  }
  auto opened = importers::open(std::move(bytes).value(), file.string(), rest);
  if (!opened.ok()) return opened.error();
  return document_of(std::move(opened).value(), file.string());
}

}  // namespace

std::vector<std::filesystem::path> recordings_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code failed;
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end;
       at.increment(failed)) {
    std::error_code ignored;
    const bool is_recording = at->path().string().ends_with(".trace.jsonl");
    // A pipe of that name would be waited for without end.
    if (is_recording && at->is_regular_file(ignored)) paths.push_back(at->path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool holds_recordings(const std::filesystem::path& folder) {
  return !recordings_in(folder).empty();
}

base::Result<std::shared_ptr<Document>> open_file(const std::filesystem::path& file,
                                                  const base::WorkContext& work,
                                                  const OpenOptions& options) {
  auto document = open_any(file, work);
  if (!document.ok()) return document;
  if (!options.payloads.empty()) {
    (*document)->payloads = std::make_shared<PayloadFolder>(options.payloads);
  }
  list_instances(**document);
  return document;
}

}  // namespace core::session
