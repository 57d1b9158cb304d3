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
/// Says which instance was taken when the file holds several and none was named; `option` names one.
void note_choice(const OpenedFile& opened, const std::string& instance, Console& console,
                 std::string_view option = "--instance");

/// Which remarks about the file go to standard error: none, all, or those that no finding repeats.
enum class Remarks { none, all, without_findings };
void note_remarks(const core::session::Snapshot& snapshot, Remarks remarks, Console& console);

/// Loads the chosen instance and writes what was lost or wrong in the file to standard error.
core::session::SnapshotPtr load_file(OpenedFile& opened, Remarks remarks, Console& console,
                                     ExitCode& code);

}  // namespace app::cli
