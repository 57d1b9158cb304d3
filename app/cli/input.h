// FILE… and --instance: opens them, chooses the instance, loads it, and says what went wrong.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
                                    Console& console, ExitCode& code,
                                    const core::session::OpenOptions& options = {});
/// What a corpus without a history is: an error, or nothing to speak of.
enum class NoHistory { is_error, is_fine };
/// Files, folders and patterns as one document. Those that could not be opened are written to the
/// console while another could. With `is_fine`: empty and `code` as it was where no history is.
std::optional<OpenedFile> open_files(const std::vector<std::string>& files,
                                     const std::string& instance, Console& console,
                                     ExitCode& code, NoHistory without,
                                     const core::session::OpenOptions& options);
/// Says which instance was taken when the file holds several and none was named, or the one named
/// has several generations; `option` names one.
void note_choice(const OpenedFile& opened, const std::string& instance, Console& console,
                 std::string_view option = "--instance");

/// Which remarks about the file go to standard error: none, all, or those that no finding repeats.
enum class Remarks { none, all, without_findings };
void note_remarks(const core::session::Snapshot& snapshot, Remarks remarks, Console& console);

/// Loads the chosen instance and writes what was lost or wrong in the file to standard error.
core::session::SnapshotPtr load_file(OpenedFile& opened, Remarks remarks, Console& console,
                                     ExitCode& code);

}  // namespace app::cli
