// Our own file, *.trace.json: all of a Trace, same input same bytes. Format: FORMAT.md beside this.
#pragma once

#include <string>
#include <string_view>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/trace.h"

namespace core::recording {

/// Whether the bytes begin like one of our files; cheap.
bool is_trace(std::string_view bytes);

/// The whole trace as text, ordered keys, two spaces a level where people read.
std::string write_trace(const model::Trace& trace);
/// The same as work that can be stopped; progress counts events. Errors: cancelled.
base::Result<std::string> write_trace(const model::Trace& trace, const base::WorkContext& work);

/// Errors: trace.version (names both versions and what to do), trace.malformed with the JSON path.
base::Result<model::Trace> read_trace(std::string_view bytes, const std::string& file);
/// The same as work that can be stopped; progress counts bytes. Errors: cancelled.
base::Result<model::Trace> read_trace(std::string_view bytes, const std::string& file,
                                      const base::WorkContext& work);

}  // namespace core::recording
