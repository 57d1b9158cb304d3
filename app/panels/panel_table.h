// The list of panels: which there are, in what order, and where each is at home.
#pragma once

#include <memory>
#include <vector>

#include "app/panels/panel.h"

namespace app::panels {

std::vector<std::unique_ptr<Panel>> make_panels(widgets::Ui& ui);

}  // namespace app::panels
