// The files that were given together, to pick from. Shown when there are at least two.
#pragma once

#include <string>
#include <vector>

#include "app/panels/panel.h"

namespace app::panels {

class FilesPanel : public Panel {
 public:
  explicit FilesPanel(widgets::Ui& ui) : Panel(ui, "panel.files", "Files", Region::left) {}

  void prepare(const state::AppState& state) override;
  void draw_content(const state::AppState& state, commands::CommandQueue& queue) override;

 private:
  /// A path as it is shown: its name, and the folder it stands in.
  struct Row {
    std::string path, name, folder;
  };

  void draw_row(const state::AppState& state, commands::CommandQueue& queue, std::size_t index);

  std::vector<Row> rows_;
};

}  // namespace app::panels
