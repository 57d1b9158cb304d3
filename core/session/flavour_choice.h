// Which SDK generation's rules a replay follows: the one asked for, else the one that the project
// pins, else what the history shows, else the default (DESIGN 5, Flavours). Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/engine/flavour.h"
#include "core/model/report.h"
#include "core/session/snapshot.h"

namespace core::session {

/// A version of azure-functions-durable that a project's own files name.
struct PinnedSdk {
  std::string version;  ///< as written, e.g. "1.3.1"
  std::string file;     ///< requirements.txt or pyproject.toml
};

struct FlavourChoice {
  const engine::Flavour* flavour = nullptr;
  /// Set where a pinned version decided, or could not.
  std::optional<PinnedSdk> pinned;
};

/// Reads a pin out of a requirements.txt or a pyproject.toml: what fixes major and minor number
/// (==, ===, ~= with three numbers, Poetry's bare and ~ versions). Empty when nothing does.
std::string pinned_version(std::string_view text);

/// Looks in the folder and above it, up to the project's root (host.json, .git, pyproject.toml).
std::optional<PinnedSdk> find_pinned_sdk(const std::filesystem::path& folder);

/// Error: session.no_such_flavour. `asked` may be empty.
base::Result<FlavourChoice> choose_flavour(const std::string& asked,
                                           const std::filesystem::path& folder,
                                           const Snapshot& snapshot);

/// Says what the pin decided, where that is not the default.
void add_flavour_remark(model::Report& report, const FlavourChoice& choice);

}  // namespace core::session
