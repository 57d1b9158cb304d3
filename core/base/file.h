// The world of files: whole reads, writes that happen entirely or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace core::base {

/// The whole file; "-" reads standard input. Errors: file.not_found, file.unreadable,
/// file.is_folder. The message names the path and the system's reason.
Result<std::string> read_file(const std::filesystem::path& path);
/// The same as work that can be stopped; progress counts bytes where the size is known.
/// Errors: cancelled.
Result<std::string> read_file(const std::filesystem::path& path, const WorkContext& work);

/// Writes to a temporary file beside `path` and renames it, so that a reader sees the old content
/// or the new, never a part. Errors: file.unwritable.
Status write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace core::base
