// The line at the bottom: what is known about the file, what is being worked on with a way to stop
// it, and why the last command was refused.
#pragma once

#include "app/commands/queue.h"
#include "app/state/app_state.h"
#include "app/views/summary_view.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

class StatusBar {
 public:
  explicit StatusBar(widgets::Ui& ui) : ui_(ui) {}

  void prepare(const state::AppState& state);
  float height() const;
  void draw(const widgets::Box& box, const state::AppState& state, commands::CommandQueue& queue);

 private:
  float draw_job(const widgets::Box& box, const state::JobStatus& job,
                 commands::CommandQueue& queue);

  widgets::Ui& ui_;
  views::StatusView view_;
  std::uint64_t version_ = 0;
};

}  // namespace app::shell
