// FILE and --instance: opens the file, chooses the instance, loads it, and says what went wrong.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "core/session/session.h"

namespace app::cli {

struct OpenedFile {
  std::shared_ptr<core::session::Document> document;
  std::size_t instance = 0;
};

/// Opens the file and finds the instance; errors are written to the console.
std::optional<OpenedFile> open_file(const std::string& file, const std::string& instance,
                                    Console& console, ExitCode& code);
/// Loads the chosen instance and writes its warnings and errors to standard error.
core::session::SnapshotPtr load_file(OpenedFile& opened, Console& console, ExitCode& code);

/// What was lost or wrong in the file, to standard error.
void note_remarks(const core::session::Snapshot& snapshot, Console& console);

}  // namespace app::cli
