// A panel: one view of the open file in one tab. The base class keeps identity, place and open
// flag; the shell draws the tab and the area, the panel its content. Panels read the state and
// queue commands; they never call one another.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/commands/queue.h"
#include "app/state/app_state.h"
#include "app/widgets/ui.h"

namespace app::panels {

/// The regions of the window. Each holds panels as tabs; an empty one gives its room away.
enum class Region : std::uint8_t {
  left,
  centre,
  right_top,
  right_bottom,
  bottom_left,
  bottom_right
};
inline constexpr std::size_t kRegions = 6;

/// What a tab says beside its title, e.g. the number of findings.
struct TabBadge {
  std::size_t count = 0;
  widgets::Tone tone = widgets::Tone::neutral;
};

class Panel {
 public:
  /// `id` is stable, e.g. "panel.history"; both texts live as long as the program.
  Panel(widgets::Ui& ui, std::string_view id, std::string_view title, Region home)
      : region(home), home_(home), ui_(ui), id_(id), title_(title) {}
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;
  virtual ~Panel() = default;

  std::string_view id() const { return id_; }
  std::string_view title() const { return title_; }
  /// The region it stands in until a person moves it.
  Region home() const { return home_; }

  /// Brings the view up to date; called once a frame before any drawing.
  virtual void prepare(const state::AppState&) {}
  /// Fills the area that the shell made the current ImGui window.
  virtual void draw_content(const state::AppState& state, commands::CommandQueue& queue) = 0;
  /// A quiet sentence at the right end of the tab strip; empty for none.
  virtual std::string_view caption() const { return {}; }
  virtual std::optional<TabBadge> badge() const { return std::nullopt; }
  /// It has work left that it does a piece a frame.
  virtual bool wants_frame() const { return false; }

  Region region;
  bool is_open = true;

 private:
  Region home_;

 protected:
  widgets::Ui& ui_;

 private:
  std::string_view id_, title_;
};

}  // namespace app::panels
