#include "app/panels/panel_table.h"

#include "app/panels/event_panel.h"
#include "app/panels/findings_panel.h"
#include "app/panels/history_panel.h"
#include "app/panels/instances_panel.h"
#include "app/panels/log_panel.h"
#include "app/panels/matrix_panel.h"
#include "app/panels/source_panel.h"
#include "app/panels/state_panel.h"
#include "app/panels/timeline_panel.h"

namespace app::panels {

std::vector<std::unique_ptr<Panel>> make_panels(widgets::Ui& ui) {
  std::vector<std::unique_ptr<Panel>> panels;
  panels.push_back(std::make_unique<InstancesPanel>(ui));
  panels.push_back(std::make_unique<MatrixPanel>(ui));
  panels.push_back(std::make_unique<SourcePanel>(ui));
  panels.push_back(std::make_unique<StatePanel>(ui));
  panels.push_back(std::make_unique<TimelinePanel>(ui));
  panels.push_back(std::make_unique<FindingsPanel>(ui));
  panels.push_back(std::make_unique<LogPanel>(ui));
  panels.push_back(std::make_unique<HistoryPanel>(ui));
  panels.push_back(std::make_unique<EventPanel>(ui));
  return panels;
}

}  // namespace app::panels
