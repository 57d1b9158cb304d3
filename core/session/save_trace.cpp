#include "core/session/save_trace.h"

#include "core/base/check.h"
#include "core/base/file.h"
#include "core/recording/trace_file.h"

namespace core::session {

std::string trace_text(const Snapshot& snapshot) {
  base::check(snapshot.trace != nullptr, "only a snapshot that was replayed has a trace");
  return recording::write_trace(*snapshot.trace);
}

base::Status save_trace(const Snapshot& snapshot, const std::filesystem::path& file) {
  if (snapshot.trace == nullptr) {
    base::Error error;
    error.code = "session.no_trace";
    error.message = "there is no trace to save: no code was run over this history";
    error.where.file = file.string();
    error.hint = "Name an orchestrator first.";
    return error;
  }
  return base::write_file(file, trace_text(snapshot));
}

}  // namespace core::session
