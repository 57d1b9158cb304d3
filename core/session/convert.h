// One instance in another format: our own trace, or what other programs read (core/exporters).
// Whatever the format cannot hold is told; where too little is known to write it, it is refused.
// Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/session/session.h"

namespace core::session {

/// A row of what --to takes.
struct ConvertFormat {
  std::string_view name;    ///< "worker"
  std::string_view title;   ///< "worker payload"
  std::string_view ending;  ///< of a file that holds it: ".worker.json"
};
const std::vector<ConvertFormat>& convert_formats();

struct ConvertRequest {
  std::string format;  ///< a name out of convert_formats()
  /// Write also what an importer worked out, into a format that cannot say so.
  bool allows_reconstructed = false;
};

struct ConvertedFile {
  std::string text;
  /// What was lost, a sentence each.
  std::vector<std::string> losses;
};

/// Progress counts events. Errors: convert.timeline_only, convert.reconstructed,
/// convert.offloaded, convert.own_event, cancelled.
base::Result<ConvertedFile> convert(const Snapshot& snapshot, const ConvertRequest& request,
                                    const base::WorkContext& work);

}  // namespace core::session
