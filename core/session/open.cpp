#include "core/base/file.h"
#include "core/importers/registry.h"
#include "core/recording/trace_file.h"
#include "core/session/document.h"

namespace core::session {
namespace {

model::RuntimeStatus status_of(const model::History& history) {
  for (std::size_t i = history.size(); i > 0; --i) {
    if (history[i - 1].type() == model::EventType::execution_completed)
      return history[i - 1].status();
  }
  return model::RuntimeStatus::running;
}

std::shared_ptr<Document> document_of(model::Trace trace, std::string file) {
  auto document = std::make_shared<Document>();
  document->file = std::move(file);
  document->format = "yieldscope-trace";
  document->reason = "its first member is \"format\": \"yieldscope-trace\"";
  const model::Envelope& envelope = trace.history->envelope();
  document->rows.push_back(
      {envelope.instance_id, envelope.name, status_of(*trace.history), trace.history->size()});
  document->trace = std::make_shared<const model::Trace>(std::move(trace));
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

}  // namespace

base::Result<std::shared_ptr<Document>> open_document(const std::filesystem::path& file,
                                                      const base::WorkContext& work) {
  auto bytes = base::read_file(file);
  if (!bytes.ok()) return bytes.error();
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
