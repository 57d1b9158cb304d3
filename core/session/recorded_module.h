// Custom objects in a history name the module of their class (SEMANTICS 1.2). When the project now
// stands in a file of another name, its classes are found under the recorded one. Private to this
// folder.
#pragma once

#include <filesystem>
#include <string>

#include "core/model/history.h"

namespace core::session {

/// The one module that the history's custom objects name, when it cannot be the project's own file
/// or another one beside it and the target file defines one of their classes; empty otherwise.
/// Nothing is imported because of it: the named target file alone is known under that name too.
std::string recorded_module(const model::History& history,
                            const std::filesystem::path& target_file);

}  // namespace core::session
