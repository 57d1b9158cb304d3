// The first screen: what this is, a place to drop a file, samples, recent files, and how to get a
// history out of Azure (UX 4.8).
#pragma once

#include <vector>

#include "app/commands/queue.h"
#include "app/shell/samples.h"
#include "app/state/app_state.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

class Welcome {
 public:
  Welcome(widgets::Ui& ui, std::vector<Sample> samples) : ui_(ui), samples_(std::move(samples)) {}

  void draw(const widgets::Box& box, const state::AppState& state, commands::CommandQueue& queue);

 private:
  void draw_heading();
  void draw_stair(const widgets::Box& box);
  void draw_drop_target(const state::AppState& state, commands::CommandQueue& queue);
  void draw_samples(const widgets::Box& box, commands::CommandQueue& queue);
  void draw_recent(const widgets::Box& box, const state::AppState& state,
                   commands::CommandQueue& queue);
  void draw_export_help(const widgets::Box& box);

  widgets::Ui& ui_;
  std::vector<Sample> samples_;
};

}  // namespace app::shell
