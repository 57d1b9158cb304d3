// A line under the summary when the import lost or doubted something: nothing is hidden silently.
#pragma once

#include <cstdint>
#include <string>

#include "app/state/app_state.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::shell {

class ImportBanner {
 public:
  explicit ImportBanner(widgets::Ui& ui) : ui_(ui) {}

  void prepare(const state::AppState& state);
  /// 0 when there is nothing to say.
  float height() const { return text_.empty() ? 0 : ui_.px(28); }
  /// True when it was clicked: the findings list shows all remarks.
  bool draw(const widgets::Box& box);

 private:
  /// Nothing is wrong, but not everything was recorded.
  void tell_fidelity(const state::Reading& reading);

  widgets::Ui& ui_;
  std::uint64_t version_ = 0;
  std::string text_;
  widgets::Tone tone_ = widgets::Tone::warning;
};

}  // namespace app::shell
