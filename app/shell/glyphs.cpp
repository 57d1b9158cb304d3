#include "app/shell/glyphs.h"

#include <charconv>

#include "core/base/base64.h"

namespace app::shell {
namespace {

constexpr std::size_t kMaxPayloadBytes = 8u << 20;
/// An atlas with more would not fit into a texture at large scales.
constexpr std::size_t kMaxGlyphs = 3000;
constexpr std::size_t kMostInstances = 20'000;

/// Characters that JSON text writes as \uXXXX, which is what Python and .NET do by default.
bool collect_escaped(std::string_view json, std::vector<ImWchar>& wanted) {
  bool grew = false;
  for (auto at = json.find("\\u"); at != std::string_view::npos; at = json.find("\\u", at + 2)) {
    unsigned code = 0;
    const std::string_view digits = json.substr(at + 2, 4);
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (failed != std::errc() || end != digits.data() + 4 || code < 0x80) continue;
    const char utf8[3] = {static_cast<char>(0xe0 | (code >> 12)),
                          static_cast<char>(0x80 | ((code >> 6) & 0x3f)),
                          static_cast<char>(0x80 | (code & 0x3f))};
    grew |= widgets::collect_code_points({utf8, 3}, wanted);
  }
  return grew;
}

/// What a payload that is base64 from end to end holds, for the views decode it.
bool collect_decoded(std::string_view payload, std::vector<ImWchar>& wanted) {
  if (payload.size() > 2 && payload.front() == '"' && payload.back() == '"') {
    payload = payload.substr(1, payload.size() - 2);
  }
  const auto inner = core::base::text_in_base64(payload);
  return inner && widgets::collect_code_points(*inner, wanted);
}

/// Names and ids of the list; a long one's later rows may lack a glyph.
bool collect_instances(const state::InstanceRows& rows, std::vector<ImWchar>& wanted) {
  bool grew = false;
  for (std::size_t i = 0; i < rows.size() && i < kMostInstances; ++i) {
    grew |= widgets::collect_code_points(rows[i].name, wanted);
    grew |= widgets::collect_code_points(rows[i].id, wanted);
    grew |= widgets::collect_code_points(rows[i].file, wanted);
  }
  return grew;
}

bool collect_history(const core::model::History& history, std::vector<ImWchar>& wanted) {
  bool grew = false;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < history.size() && seen < kMaxPayloadBytes; ++i) {
    const core::model::EventView event = history[i];
    grew |= widgets::collect_code_points(event.name(), wanted);
    grew |= widgets::collect_code_points(event.payload().text, wanted);
    grew |= collect_escaped(event.payload().text, wanted);
    grew |= collect_decoded(event.payload().text, wanted);
    seen += event.name().size() + event.payload().text.size() + 1;
  }
  return grew;
}

}  // namespace

bool collect_glyphs(const state::AppState& state, std::vector<ImWchar>& wanted) {
  bool grew = false;
  for (const state::Message& message : state.messages) {
    grew |= widgets::collect_code_points(core::base::to_text(message.error), wanted);
  }
  for (const std::string& path : state.recent_files)
    grew |= widgets::collect_code_points(path, wanted);
  if (state.file) {
    grew |= widgets::collect_code_points(state.file->path, wanted);
    grew |= collect_instances(*state.file->instances, wanted);
  }
  if (state.reading) {
    const core::session::Snapshot& snapshot = *state.reading->snapshot;
    grew |= collect_history(*snapshot.history, wanted);
    for (const auto& source : snapshot.sources) {
      for (const std::string& line : source.lines)
        grew |= widgets::collect_code_points(line, wanted);
    }
    for (const core::model::Finding& finding : state.reading->findings) {
      grew |= widgets::collect_code_points(finding.message, wanted);
    }
  }
  if (wanted.size() > kMaxGlyphs) wanted.resize(kMaxGlyphs);
  return grew;
}

}  // namespace app::shell
