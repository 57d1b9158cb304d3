// Owns ImGui's context: made before the first frame, destroyed after the last.
#pragma once

#include "app/widgets/imgui_compat.h"

namespace app::shell {

class ImguiOwner {
 public:
  ImguiOwner() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    // Layout and preferences are ours: ImGui neither reads nor writes a file.
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
  }
  ImguiOwner(const ImguiOwner&) = delete;
  ImguiOwner& operator=(const ImguiOwner&) = delete;
  ~ImguiOwner() { ImGui::DestroyContext(); }
};

}  // namespace app::shell
