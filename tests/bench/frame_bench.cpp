// How long the window takes to build one frame: ImGui's draw lists, without a display or a graphics
// card. Bar (DESIGN 12): 4 ms with 10,000 passes in the matrix and a million events in the
// timeline.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "app/commands/command_table.h"
#include "app/shell/imgui_owner.h"
#include "app/shell/main_frame.h"
#include "core/model/history_builder.h"
#include "tests/support/trace_fixture.h"

namespace {

namespace model = core::model;
using namespace app;  // NOLINT: a benchmark of the whole of it

/// A window of 1920 by 1080 with nothing behind it.
class Headless {
 public:
  explicit Headless(core::session::SnapshotPtr snapshot) : frame_(ui_, table_, {}) {
    // As the real backend: long draw lists are cut at 65,536 vertices.
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ui_.look = &widgets::dark_theme();
    ui_.fonts = widgets::build_fonts(widgets::find_font_files({}), 1, {});
    widgets::apply_style(*ui_.look, 1);
    state::set_reading(state_, state::build_reading(std::move(snapshot)));
  }

  state::AppState& state() { return state_; }
  void build_frame() {
    widgets::compat::set_display({1920, 1080}, 1.f / 60);
    ImGui::NewFrame();
    frame_.draw(state_, queue_);
    ImGui::Render();
    benchmark::DoNotOptimize(ImGui::GetDrawData()->TotalVtxCount);
  }
  void scroll_wheel(float lines, bool ctrl) {
    ImGui::GetIO().MousePos = {500, 400};
    ImGui::GetIO().KeyCtrl = ctrl;
    ImGui::GetIO().MouseWheel = lines;
  }

 private:
  shell::ImguiOwner imgui_;
  widgets::Ui ui_;
  commands::CommandTable table_;
  commands::CommandQueue queue_;
  state::AppState state_;
  shell::MainFrame frame_;
};

/// So many calls one after the other, a second apart, without any trace.
core::session::SnapshotPtr long_history(std::uint32_t calls) {
  model::HistoryBuilder builder;
  core::base::Timestamp time{17'145'576'000'000'000};
  model::EventRecord started;
  started.type = model::EventType::orchestrator_started;
  started.timestamp = time;
  builder.append(started);
  for (std::uint32_t i = 0; i < calls; ++i) {
    model::EventRecord call;
    call.type = model::EventType::task_scheduled;
    call.id = model::EventId{static_cast<std::int32_t>(i)};
    call.name = i % 3 == 0 ? "Charge" : "Reserve";
    call.timestamp = time;
    builder.append(call);
    time.ticks += core::base::kTicksPerSecond;
    model::EventRecord answer;
    answer.type = model::EventType::task_completed;
    answer.link = call.id;
    answer.timestamp = time;
    builder.append(answer);
  }
  auto snapshot = std::make_shared<core::session::Snapshot>();
  snapshot->history = builder.finish();
  snapshot->report = std::make_shared<model::Report>();
  snapshot->version = 1;
  return snapshot;
}

void frame_of_staircase(benchmark::State& run) {
  Headless window(tests::support::staircase(static_cast<std::uint32_t>(run.range(0))));
  window.build_frame();
  for (auto _ : run) window.build_frame();
}
BENCHMARK(frame_of_staircase)->Arg(3)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

/// After so many clicks of Ctrl+wheel.
void frame_of_staircase_zoomed_out(benchmark::State& run) {
  Headless window(tests::support::staircase(static_cast<std::uint32_t>(run.range(0))));
  for (int i = 0; i < run.range(1); ++i) {
    window.scroll_wheel(-1, true);
    window.build_frame();
  }
  window.scroll_wheel(0, false);
  for (auto _ : run) window.build_frame();
}
BENCHMARK(frame_of_staircase_zoomed_out)
    ->ArgsProduct({{1'000, 10'000}, {3, 7, 10, 20, 80}})
    ->Unit(benchmark::kMillisecond);

/// The focus jumps to another pass and yield before each frame.
void frame_after_focus_move(benchmark::State& run) {
  Headless window(tests::support::staircase(1'000));
  std::uint32_t at = 0;
  for (auto _ : run) {
    at = (at + 377) % 999;
    state::Focus focus;
    focus.pass = model::PassIndex{at};
    focus.stop = state::Stop::at(model::YieldIndex{at / 2});
    state::set_focus(window.state(), focus);
    window.build_frame();
  }
}
BENCHMARK(frame_after_focus_move)->Unit(benchmark::kMillisecond);

void frame_of_long_history(benchmark::State& run) {
  Headless window(long_history(static_cast<std::uint32_t>(run.range(0)) / 2));
  window.build_frame();
  for (auto _ : run) window.build_frame();
}
BENCHMARK(frame_of_long_history)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
