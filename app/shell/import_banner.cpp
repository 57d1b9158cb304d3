#include "app/shell/import_banner.h"

#include <fmt/format.h>

#include "app/widgets/state_glyph.h"

namespace app::shell {

using core::model::Remark;
using core::model::Severity;

void ImportBanner::prepare(const state::AppState& state) {
  const std::uint64_t version = state.reading ? state.reading->version() : 0;
  if (version == version_) return;
  version_ = version;
  text_.clear();
  if (!state.reading || state.reading->snapshot->report == nullptr) return;
  const Remark* worst = nullptr;
  std::size_t count = 0;
  for (const Remark& remark : state.reading->snapshot->report->remarks) {
    if (remark.severity == Severity::information) continue;
    ++count;
    if (worst == nullptr || remark.severity > worst->severity) worst = &remark;
  }
  if (worst == nullptr) return tell_fidelity(*state.reading);
  tone_ = worst->severity == Severity::error ? widgets::Tone::error : widgets::Tone::warning;
  text_ = count == 1 ? worst->message : fmt::format("{} And {} more.", worst->message, count - 1);
}

void ImportBanner::tell_fidelity(const state::Reading& reading) {
  tone_ = widgets::Tone::information;
  if (!reading.instead.empty()) {
    text_ = "To be looked at, not replayed. " + reading.instead;
  } else if (!reading.reconstructed.empty()) {
    text_ = "What is marked ~ was worked out, not recorded: " + reading.reconstructed +
            ". Point at one to see how.";
  }
}

bool ImportBanner::draw(const widgets::Box& box) {
  if (text_.empty()) return false;
  const widgets::Swatch& look = ui_.theme().tone(tone_);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, look.fill);
  const float y = box.centre().y;
  const auto sign = tone_ == widgets::Tone::information ? widgets::CellLook::soft_divergence
                                                        : widgets::CellLook::failed;
  widgets::draw_state_glyph(list, sign, {box.min.x + ui_.px(28), y},
                            ui_.px(12), look.text, look.fill);
  widgets::draw_text_in(list, ui_.fonts.text,
                        {{box.min.x + ui_.px(56), box.min.y}, {box.max.x - ui_.px(96), box.max.y}},
                        look.text, text_);
  widgets::draw_text_in(list, ui_.fonts.small,
                        {{box.max.x - ui_.px(96), box.min.y}, {box.max.x - ui_.px(16), box.max.y}},
                        look.text, "Show", widgets::Align::right);
  ImGui::SetCursorScreenPos(box.min);
  const bool clicked = ImGui::InvisibleButton("import_banner", {box.width(), box.height()});
  ui_.map.mark_item("import_banner", text_);
  return clicked;
}

}  // namespace app::shell
