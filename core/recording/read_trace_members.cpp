#include "core/recording/read_trace_members.h"

#include <fmt/format.h>

#include "core/base/format_error.h"
#include "core/recording/read_segment.h"
#include "core/recording/spelling.h"

namespace core::recording {

void check_version(std::int64_t version, const std::string& file) {
  if (version == kVersion) return;
  throw base::FormatError(
      {"trace.version",
       fmt::format("this trace file has version {}, and this program reads version {}", version,
                   kVersion),
       {file, std::nullopt, 0, 0, "/version"},
       version > kVersion ? "open it with a newer Yieldscope, or write it again with this one"
                          : "write it again from its history and its code"});
}

void read_orchestrator(JsonCursor& in, model::Trace& trace) {
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "language") {
      trace.orchestrator.language = read_text(value);
    } else if (key == "file") {
      trace.orchestrator.file = read_text(value);
    } else if (key == "function") {
      trace.orchestrator.function = read_text(value);
    } else if (key == "sdk") {
      trace.orchestrator.sdk = read_text(value);
    } else if (key == "flavour") {
      trace.flavour = read_text(value);
    } else if (key == "sha256") {
      trace.orchestrator.sha256 = read_text(value);
    }
  });
}

model::Place read_place(JsonCursor& in) {
  model::Place place;
  in.each_member([&](std::string_view key, JsonCursor& value) {
    if (key == "file") {
      place.file = read_text(value);
    } else if (key == "function") {
      place.function = read_text(value);
    } else if (key == "line") {
      place.line = value.index();
    }
  });
  return place;
}

}  // namespace core::recording
