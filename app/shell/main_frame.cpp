#include "app/shell/main_frame.h"

#include <algorithm>
#include <utility>

#include "app/panels/panel_table.h"
#include "app/shell/messages.h"
#include "app/shell/progress_card.h"
#include "app/widgets/splitter.h"

namespace app::shell {

using panels::Region;
using widgets::Axis;
using widgets::Box;

MainFrame::MainFrame(widgets::Ui& ui, const commands::CommandTable& table,
                     std::vector<Sample> samples)
    : ui_(ui),
      panels_(panels::make_panels(ui)),
      tabs_(ui, panels_),
      top_(ui, table),
      banner_(ui),
      status_(ui),
      dialogs_(ui, table),
      welcome_(ui, std::move(samples)) {}

state::Arrangement MainFrame::arrangement() const {
  state::Arrangement arrangement{shares_, {}};
  for (const auto& panel : panels_) {
    if (panel->region == panel->home()) continue;
    arrangement.moved.emplace(panel->id(), RegionTabs::id_of(panel->region));
  }
  return arrangement;
}

void MainFrame::arrange(const state::Arrangement& arrangement) {
  shares_ = usable(arrangement.shares);
  for (const auto& panel : panels_) {
    const auto moved = arrangement.moved.find(std::string(panel->id()));
    const auto region =
        moved == arrangement.moved.end() ? std::nullopt : RegionTabs::region_of(moved->second);
    panel->region = region.value_or(panel->home());
  }
}

bool MainFrame::wants_frame() const {
  return std::any_of(panels_.begin(), panels_.end(),
                     [](const auto& panel) { return panel->wants_frame(); });
}

void MainFrame::prepare(const state::AppState& state) {
  if (seen_arrangement_ != state.arrangement_version) {
    seen_arrangement_ = state.arrangement_version;
    arrange(state.preferences.arrangement);
  }
  top_.prepare(state);
  banner_.prepare(state);
  status_.prepare(state);
  if (!state.reading) return;
  for (const auto& panel : panels_) panel->prepare(state);
  follow_finding(state);
  follow_typing(state);
}

void MainFrame::follow_finding(const state::AppState& state) {
  const bool is_new = seen_version_ != state.reading->version();
  seen_version_ = state.reading->version();
  const auto& findings = state.reading->findings;
  const bool has_error =
      !findings.empty() && findings.front().severity == core::model::Severity::error;
  if ((is_new && has_error) || (state.finding && state.finding != seen_finding_)) {
    tabs_.show("panel.findings");
  }
  seen_finding_ = state.finding;
}

void MainFrame::follow_typing(const state::AppState& state) {
  if (std::exchange(seen_list_typing_, state.instances.typing_version) !=
      state.instances.typing_version) {
    tabs_.show("panel.instances");
  }
  if (std::exchange(seen_history_typing_, state.filters.history_typing) !=
      state.filters.history_typing) {
    tabs_.show("panel.history");
  }
}

void MainFrame::draw(const state::AppState& state, commands::CommandQueue& queue) {
  ui_.map.begin_frame();
  ui_.tips.begin_frame();
  prepare(state);
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::Begin("###desk", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  const float top = state.reading ? top_.height() : ui_.px(32);
  const Box area{{0, top}, {size.x, size.y - status_.height()}};
  top_.draw({{0, 0}, {size.x, top}}, state, queue);
  if (state.reading) {
    const float below = area.min.y + 1 + banner_.height();
    if (banner_.draw({{0, area.min.y + 1}, {size.x, below}})) tabs_.show("panel.findings");
    draw_regions({{0, below}, area.max}, state, queue);
  } else {
    welcome_.draw(area, state, queue);
  }
  status_.draw({{0, area.max.y}, size}, state, queue);
  dialogs_.draw(state, queue);
  ImGui::End();
  draw_messages(ui_, area, state, queue);
  draw_progress_card(ui_, area, state, queue);
}

LayoutShares MainFrame::shares_for(const state::AppState& state, const Box& area) const {
  LayoutShares shares = shares_;
  // Ids and states of a list want more than a sixth of a small window.
  constexpr float kMostLeft = 0.24f;
  if (shares.left == LayoutShares{}.left) {
    const float wanted = ui_.px(272) / std::max(area.width(), 1.f);
    shares.left = std::clamp(wanted, shares.left, kMostLeft);
  }
  const auto& findings = state.reading->findings;
  const bool has_error =
      !findings.empty() && findings.front().severity == core::model::Severity::error;
  if (!has_error || shares.bottom != LayoutShares{}.bottom) return shares;
  constexpr float kMostBottom = 0.52f;
  const float rows = ui_.px(44) * static_cast<float>(state.reading->stops.passes.size());
  const float needed = rows + ui_.px(192);
  shares.bottom = std::clamp(1 - needed / std::max(area.height(), 1.f), shares.bottom, kMostBottom);
  return shares;
}

void MainFrame::draw_regions(const Box& area, const state::AppState& state,
                             commands::CommandQueue& queue) {
  const LayoutShares shares = shares_for(state, area);
  const Layout layout = lay_out(ui_, area, shares, tabs_.occupied());
  struct Splitter {
    Border border;
    const char* id;
    Axis axis;
  };
  constexpr std::array<Splitter, kBorders> kSplitters{{
      {Border::left, "splitter.left", Axis::horizontal},
      {Border::right, "splitter.right", Axis::horizontal},
      {Border::right_split, "splitter.right_split", Axis::vertical},
      {Border::bottom, "splitter.bottom", Axis::vertical},
      {Border::bottom_split, "splitter.bottom_split", Axis::horizontal},
  }};
  for (const Splitter& part : kSplitters) {
    const float moved = widgets::splitter(ui_, part.id, layout.border(part.border), part.axis);
    if (moved == 0) continue;
    shares_ = shares;
    drag_border(shares_, part.border, moved, area);
  }
  for (std::size_t i = 0; i < panels::kRegions; ++i) {
    const auto region = static_cast<Region>(i);
    tabs_.draw(region, layout.region(region), state, queue);
  }
}

}  // namespace app::shell
