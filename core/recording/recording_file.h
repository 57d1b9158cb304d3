// Recordings, *.trace.jsonl: what yieldscope_recorder.py appends, a pass a line. Reads the files of
// one folder together, because several processes may have run passes of one instance.
// Format: FORMAT.md beside this, Recordings.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/trace.h"

namespace core::recording {

/// A file's name as errors and remarks show it, and its content.
struct RecordedFile {
  std::string name;
  std::string_view bytes;
};

/// One execution of one instance, as far as it was recorded.
struct Recording {
  model::Trace trace;
  /// What is missing, damaged or double, with file and line.
  model::Report report;
};

/// Whether the bytes begin like a recording; cheap.
bool is_recording(std::string_view bytes);

/// All executions in the files, by instance id and then in the order of the files. A file that
/// cannot be read at all is an Error when it is the only one, else a remark of every recording.
/// Errors: trace.version, trace.malformed, recording.no_pass.
base::Result<std::vector<Recording>> read_recordings(std::span<const RecordedFile> files);
/// The same as work that can be stopped; progress counts bytes. Errors: cancelled.
base::Result<std::vector<Recording>> read_recordings(std::span<const RecordedFile> files,
                                                     const base::WorkContext& work);

}  // namespace core::recording
