// The one place that knows which release of Dear ImGui we are built against. Debian 12 packages
// 1.86; newer releases renamed a few calls. Everything else includes ImGui through this header.
#pragma once

#include <imgui.h>

namespace app::widgets::compat {

/// Tells ImGui the size of one frame before NewFrame; needed only without a platform backend.
inline void set_display(ImVec2 size, float delta_seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = size;
  io.DeltaTime = delta_seconds;
}

/// Whether Escape, Enter, Tab or an arrow went down in this frame.
inline bool key_pressed(ImGuiKey key, bool repeat = false) {
#if IMGUI_VERSION_NUM < 18700
  const int index = ImGui::GetKeyIndex(key);
  return index >= 0 && ImGui::IsKeyPressed(index, repeat);
#else
  return ImGui::IsKeyPressed(key, repeat);
#endif
}

/// A child area without or with a border.
inline bool begin_child(const char* id, ImVec2 size, bool border, ImGuiWindowFlags flags) {
#if IMGUI_VERSION_NUM < 18990
  return ImGui::BeginChild(id, size, border, flags);
#else
  return ImGui::BeginChild(id, size, border ? ImGuiChildFlags_Borders : ImGuiChildFlags_None,
                           flags);
#endif
}

}  // namespace app::widgets::compat
