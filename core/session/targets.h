// TARGET of DESIGN 9: what the text names, and the runtime that runs it. Private to this folder.
// To add a runtime: a row in targets.cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/engine/flavour.h"
#include "core/orchestrators/orchestrator.h"
#include "core/orchestrators/python/real_sdk.h"
#include "core/orchestrators/python/world.h"
#include "core/session/session.h"

namespace core::session {

/// A TARGET, taken apart.
struct TargetName {
  std::string text;            ///< as written
  std::string runtime;         ///< "python", "native", "javascript"
  std::filesystem::path path;  ///< file or function-app folder; empty for native
  std::string function;        ///< empty: the only one
  /// What places of a trace are relative to.
  std::filesystem::path folder() const;
};

/// Reads `file.py[:function]`, a folder, `file.js[:name]` or `native:NAME`; relative paths are
/// taken from `base`. Errors: target.malformed, target.not_found.
base::Result<TargetName> parse_target(const std::string& text, const std::filesystem::path& base);

/// What a runtime needs to know beside the name.
struct TargetOptions {
  const ReplayRequest& request;
  /// Says whether plain generators are looked for; null: the default.
  const engine::Flavour* flavour = nullptr;
  /// The module that custom objects of the history name; see recorded_module.h.
  std::string module_name;
  /// The history's own name, which picks one of several orchestrators; empty: none does.
  std::string recorded_name;
  /// Set: the installed SDK drives.
  std::optional<orchestrators::RealSdk> real_sdk;
  /// Set: the world of an experiment; see prove.h.
  std::shared_ptr<orchestrators::World> world = nullptr;
};

/// Imports the project or finds the coroutine. Errors: target.unsupported, and the runtime's own.
base::Result<std::unique_ptr<orchestrators::Target>> open_target(const TargetName& name,
                                                                 const TargetOptions& options,
                                                                 const base::WorkContext& work);

}  // namespace core::session
