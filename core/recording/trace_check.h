// Whether the numbers in a trace that was read point at something: everything that walks a Trace
// relies on it, and a file can hold anything.
#pragma once

#include <optional>
#include <string>

#include "core/model/trace.h"

namespace core::recording {

/// What is wrong and where.
struct Misfit {
  std::string json_path;
  std::string message;
};

/// Empty when every spine, yield, pass, place and event that is named exists.
std::optional<Misfit> find_misfit(const model::Trace& trace);

}  // namespace core::recording
