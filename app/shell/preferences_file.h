// What the window remembers between runs: theme, scale, layout, recent files, and which found code
// may always run. One small JSON file in the person's state folder ($XDG_STATE_HOME, else
// ~/.local/state); without a home nothing is kept.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/state/app_state.h"

namespace app::shell {

/// Where it is kept; empty when there is no place for it.
std::optional<std::filesystem::path> preferences_path();

/// {"theme":"dark","scale":1.25,"layout":{"left":0.16,…,"panels":{"panel.log":"region.left"}},
/// "recent":["/a.json"],"consents":[{"folder":"/a","file":"b.py","sha256":"…"}]}: one line, same
/// state gives same bytes. A layout that nobody changed and an empty list of consents are left out.
std::string preferences_json(const state::AppState& state);
/// Takes over what is well-formed and in range, and leaves the rest as it was.
void apply_preferences(std::string_view json, state::AppState& state);

}  // namespace app::shell
