// .yieldscope.json, the settings of a project: which code its histories are of and how it is run,
// for window, replay and check alike. Reading it runs nothing.
//
// Where it is looked for: from the target upward, when a target was named; else from the history
// upward; `check` without either from the working directory upward. The nearest file counts alone.
// A target that it names is code that was found, not named by the person: it needs the same consent
// as any that stands beside a history (DESIGN 6). The interpreter and the allowances that it names
// count only with a target that was named or agreed to. What the command line says wins.
//
// {"target": "function_app.py", "python": ".venv/bin/python", "stubMissing": true,
//  "allow": ["net"], "flavour": "azure-functions-python-1.3", "sdk": "shim", "mode": "strict",
//  "failOn": "warning", "baseline": "accepted.json", "histories": ["histories"]}
// Every member may be left out; paths are relative to the file's folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/model/report.h"
#include "core/session/session.h"

namespace core::session {

inline constexpr const char* kSettingsName = ".yieldscope.json";

struct ProjectSettings {
  std::filesystem::path file;  ///< as it was found
  std::string target;          ///< with its path resolved; empty: none
  std::string python;          ///< resolved where it is a path; empty: chosen as DESIGN 6 says
  std::optional<bool> stubs_missing;
  std::optional<std::vector<std::string>> allowances;
  std::string flavour, sdk;
  std::optional<bool> is_strict;
  std::optional<model::Severity> fail_on;
  std::filesystem::path baseline;                ///< resolved; empty: none
  std::vector<std::filesystem::path> histories;  ///< resolved
  /// Members that this version does not know.
  std::vector<model::Remark> remarks;
};

/// The nearest settings file: in the folder that `from` is or stands in, or above it. A file counts
/// that belongs to whoever runs this, to root, or to the owner of that folder.
std::optional<std::filesystem::path> find_settings(const std::filesystem::path& from);
/// The same for a TARGET; native code has none.
std::optional<std::filesystem::path> find_settings_of_target(const std::string& target);

/// Errors: those of read_file, settings.malformed with line and column, settings.bad_value with
/// the JSON path.
base::Result<ProjectSettings> read_settings(const std::filesystem::path& file);

/// The baseline that they name, else the usual one beside them, whether it is there or not.
std::filesystem::path baseline_of(const ProjectSettings& settings);

/// How code is run: interpreter, stand-ins, allowances, flavour, sdk. The target stays as it is.
void apply_settings(const ProjectSettings& settings, ReplayRequest& request);

/// What running the target of the settings would mean, for the question of consent:
/// "src/app.py with .venv/bin/python, allowed to use net". Not made harmless for a terminal.
std::string describe_target(const ProjectSettings& settings);

}  // namespace core::session
