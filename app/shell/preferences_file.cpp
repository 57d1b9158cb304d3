#include "app/shell/preferences_file.h"

#include <charconv>
#include <cmath>
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

namespace {

using core::base::JsonValue;
using core::base::JsonWriter;

/// The borders by name, for both directions.
template <class Shares, class Visit>
void each_share(Shares& shares, Visit visit) {
  visit("left", shares.left);
  visit("right", shares.right);
  visit("right_split", shares.right_split);
  visit("bottom", shares.bottom);
  visit("bottom_split", shares.bottom_split);
}

void write_layout(JsonWriter& json, const state::Arrangement& arrangement) {
  if (arrangement == state::Arrangement{}) return;
  json.key("layout").begin_object();
  each_share(arrangement.shares, [&](const char* name, float share) {
    json.key(name).number(std::round(static_cast<double>(share) * 10'000) / 10'000);
  });
  json.key("panels").begin_object();
  for (const auto& [panel, region] : arrangement.moved) json.key(panel).string(region);
  json.end_object().end_object();
}

void write_consents(JsonWriter& json, const std::vector<core::session::Consent>& consents) {
  if (consents.empty()) return;
  json.key("consents").begin_array();
  for (const core::session::Consent& consent : consents) {
    json.begin_object();
    json.key("folder").string(consent.folder);
    json.key("file").string(consent.file);
    json.key("sha256").string(consent.sha256);
    json.end_object();
  }
  json.end_array();
}

std::optional<float> number_at(const JsonValue& json, std::string_view name) {
  const JsonValue* member = json.find(name);
  if (member == nullptr) return std::nullopt;
  double value = 0;
  const char* end = member->text.data() + member->text.size();
  if (std::from_chars(member->text.data(), end, value).ec != std::errc()) return std::nullopt;
  return static_cast<float>(value);
}

void read_layout(const JsonValue& layout, state::Arrangement& arrangement) {
  each_share(arrangement.shares, [&](const char* name, float& share) {
    if (const auto value = number_at(layout, name)) share = *value;
  });
  const JsonValue* panels = layout.find("panels");
  if (panels == nullptr || !panels->is(JsonValue::Kind::object)) return;
  for (const auto& [panel, region] : panels->members) {
    if (region.is(JsonValue::Kind::string)) arrangement.moved[panel] = region.text;
  }
}

void read_consents(const JsonValue& list, state::AppState& state) {
  if (!list.is(JsonValue::Kind::array)) return;
  for (const JsonValue& item : list.items) {
    if (state.preferences.consents.size() >= state::kMaxConsents) return;
    core::session::Consent consent{std::string(item.string_at("folder")),
                                   std::string(item.string_at("file")),
                                   std::string(item.string_at("sha256"))};
    const bool is_whole =
        !consent.folder.empty() && !consent.file.empty() && consent.sha256.size() == 64;
    if (is_whole) state.preferences.consents.push_back(std::move(consent));
  }
}

}  // namespace

std::string preferences_json(const state::AppState& state) {
  core::base::JsonWriter json;
  json.begin_object();
  json.key("theme").string(state.preferences.theme == state::Theme::light ? "light" : "dark");
  json.key("scale").number(static_cast<double>(state.preferences.scale));
  write_layout(json, state.preferences.arrangement);
  json.key("recent").begin_array();
  for (const std::string& path : state.recent_files) {
    // The next run may start in another folder; standard input cannot be opened again.
    if (path != "-") json.string(fs::absolute(path).string());
  }
  json.end_array();
  write_consents(json, state.preferences.consents);
  json.end_object();
  return json.take() + "\n";
}

void apply_preferences(std::string_view text, state::AppState& state) {
  const auto parsed = core::base::parse_json(text);
  if (!parsed.ok()) return;
  const core::base::JsonValue& json = parsed.value();
  if (json.string_at("theme") == "light") state.preferences.theme = state::Theme::light;
  if (const auto scale = number_at(json, "scale")) state::set_scale(state, *scale);
  if (const JsonValue* layout = json.find("layout")) {
    read_layout(*layout, state.preferences.arrangement);
  }
  if (const JsonValue* consents = json.find("consents")) read_consents(*consents, state);
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
