#include "app/shell/preferences_file.h"

#include <charconv>
#include <cstdlib>

#include "core/base/json.h"
#include "core/base/json_writer.h"

namespace app::shell {

namespace fs = std::filesystem;

std::optional<fs::path> preferences_path() {
  const auto set = [](const char* name) -> const char* {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
  };
  fs::path folder;
  if (const char* state_home = set("XDG_STATE_HOME"))
    folder = state_home;
  else if (const char* home = set("HOME"))
    folder = fs::path(home) / ".local" / "state";
  if (folder.empty()) return std::nullopt;
  return folder / "yieldscope" / "window.json";
}

std::string preferences_json(const state::AppState& state) {
  core::base::JsonWriter json;
  json.begin_object();
  json.key("theme").string(state.preferences.theme == state::Theme::light ? "light" : "dark");
  json.key("scale").number(static_cast<double>(state.preferences.scale));
  json.key("recent").begin_array();
  for (const std::string& path : state.recent_files) {
    // The next run may start in another folder; standard input cannot be opened again.
    if (path != "-") json.string(fs::absolute(path).string());
  }
  json.end_array().end_object();
  return json.take() + "\n";
}

void apply_preferences(std::string_view text, state::AppState& state) {
  const auto parsed = core::base::parse_json(text);
  if (!parsed.ok()) return;
  const core::base::JsonValue& json = parsed.value();
  if (json.string_at("theme") == "light") state.preferences.theme = state::Theme::light;
  if (const auto* scale = json.find("scale"); scale != nullptr) {
    double value = 0;
    const char* end = scale->text.data() + scale->text.size();
    if (std::from_chars(scale->text.data(), end, value).ec == std::errc()) {
      state::set_scale(state, static_cast<float>(value));
    }
  }
  const auto* recent = json.find("recent");
  if (recent == nullptr || !recent->is(core::base::JsonValue::Kind::array)) return;
  for (const core::base::JsonValue& path : recent->items) {
    if (state.recent_files.size() >= state::kMaxRecentFiles) return;
    if (path.is(core::base::JsonValue::Kind::string) && !path.text.empty()) {
      state.recent_files.push_back(path.text);
    }
  }
}

}  // namespace app::shell
