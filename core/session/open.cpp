#include "core/base/file.h"
#include "core/base/text.h"
#include "core/importers/registry.h"
#include "core/recording/recording_file.h"
#include "core/recording/trace_file.h"
#include "core/session/document.h"

#include <algorithm>
#include <span>

namespace core::session {
namespace {

model::RuntimeStatus status_of(const model::History& history) {
  for (std::size_t i = history.size(); i > 0; --i) {
    if (history[i - 1].type() == model::EventType::execution_completed)
      return history[i - 1].status();
  }
  return model::RuntimeStatus::running;
}

void add(Document& document, model::Trace trace, std::shared_ptr<const model::Report> report,
         bool is_recording) {
  const model::Envelope& envelope = trace.history->envelope();
  document.rows.push_back(
      {envelope.instance_id, envelope.name, status_of(*trace.history), trace.history->size()});
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
    std::span<const recording::RecordedFile> files, std::string file, std::string reason) {
  auto recordings = recording::read_recordings(files);
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
    document->rows.push_back({instance.id, instance.name, instance.status, instance.events});
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

/// In the order of their names.
std::vector<std::filesystem::path> recordings_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    std::error_code ignored;
    const bool is_recording = entry.path().string().ends_with(".trace.jsonl");
    // A pipe of that name would be waited for without end.
    if (is_recording && entry.is_regular_file(ignored)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

base::Result<std::shared_ptr<Document>> open_folder(const std::filesystem::path& folder,
                                                    const base::WorkContext& work) {
  const std::vector<std::filesystem::path> paths = recordings_in(folder);
  if (paths.empty()) {
    return base::Error{"recording.empty_folder",
                       "the folder holds no recording",
                       {folder.string(), std::nullopt, 0, 0, ""},
                       "Name a file, or a folder with *.trace.jsonl files of the recorder."};
  }
  std::vector<std::string> texts;
  std::vector<recording::RecordedFile> files;
  for (const auto& path : paths) {
    if (work.stop.stop_requested()) return base::Error{"cancelled", "opening was cancelled", {}, ""};
    auto bytes = base::read_file(path);
    if (!bytes.ok()) return bytes.error();
    texts.push_back(std::move(bytes).value());
  }
  for (std::size_t i = 0; i < paths.size(); ++i) files.push_back({paths[i].string(), texts[i]});
  return document_of(files, folder.string(),
                     "the folder holds " + base::count_of(paths.size(), "recording"));
}

}  // namespace

bool holds_recordings(const std::filesystem::path& folder) {
  return !recordings_in(folder).empty();
}

base::Result<std::shared_ptr<Document>> open_document(const std::filesystem::path& file,
                                                      const base::WorkContext& work) {
  std::error_code failed;
  if (std::filesystem::is_directory(file, failed)) return open_folder(file, work);
  auto bytes = base::read_file(file);
  if (!bytes.ok()) return bytes.error();
  if (recording::is_recording(bytes.value())) {
    const recording::RecordedFile one{file.string(), bytes.value()};
    return document_of(std::span(&one, 1), file.string(),
                       "its first line is the head of a recording");
  }
  if (recording::is_trace(bytes.value())) {
    auto trace = recording::read_trace(bytes.value(), file.string());
    if (!trace.ok()) return trace.error();
    if (trace.value().history == nullptr) return no_history(file);
    return document_of(std::move(trace).value(), file.string());
  }
  auto opened = importers::open(std::move(bytes).value(), file.string(), work);
  if (!opened.ok()) return opened.error();
  return document_of(std::move(opened).value(), file.string());
}

}  // namespace core::session
