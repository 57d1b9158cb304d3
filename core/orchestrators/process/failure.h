// The words for a child that failed: what, which line was running, what to do.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/model/trace.h"

namespace core::orchestrators {

/// The innermost frame that is the user's in a text of faulthandler ("  File "x.py", line 3 in f").
/// A file inside `target_folder` is named relative to it.
std::optional<model::Place> running_place(std::string_view trace, std::string_view runtime_folder,
                                          std::string_view target_folder);

/// An Error with `message`, completed by the line that was running and by what the process printed.
base::Error process_error(std::string code, std::string message,
                          const std::optional<model::Place>& running, std::string hint);

}  // namespace core::orchestrators
