#include "app/widgets/time_ruler.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace app::widgets {
namespace {

struct Unit {
  double ticks;
  const char* name;
};

/// Largest first.
constexpr std::array<Unit, 6> kUnits{{{864'000'000'000.0, "d"},
                                      {36'000'000'000.0, "h"},
                                      {600'000'000.0, "min"},
                                      {10'000'000.0, "s"},
                                      {10'000.0, "ms"},
                                      {10.0, "µs"}}};
/// Steps that read well in every unit; days, hours and minutes divide by their own parts.
constexpr std::array<double, 15> kTimeSteps{
    10e6,    20e6,    50e6,    100e6,   150e6,    300e6,    600e6,   1200e6,
    3000e6,  6000e6,  9000e6,  18000e6, 36000e6, 108000e6, 216000e6};

double decimal_step(double wanted) {
  const double power = std::pow(10.0, std::floor(std::log10(wanted)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (power * factor >= wanted) return power * factor;
  }
  return power * 10;
}

std::string_view format_offset(double ticks, double step, std::array<char, 32>& buffer) {
  const Unit* unit = &kUnits.back();
  for (const Unit& u : kUnits) {
    if (step >= u.ticks * 0.999) {
      unit = &u;
      break;
    }
  }
  const int length =
      std::snprintf(buffer.data(), buffer.size(), "%.0f %s", ticks / unit->ticks, unit->name);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

}  // namespace

double ruler_step(const TimeSpan& span, float width, float min_pixels) {
  const double wanted = span.length() * static_cast<double>(min_pixels) /
                        static_cast<double>(std::fmax(width, 1.f));
  if (wanted < kTimeSteps.front()) return std::fmax(decimal_step(wanted), 10.0);
  for (const double step : kTimeSteps) {
    if (step >= wanted) return step;
  }
  return std::ceil(wanted / kUnits[0].ticks) * kUnits[0].ticks;
}

void draw_time_ruler(ImDrawList& list, const Ui& ui, const Box& box, const TimeSpan& span,
                     float grid_bottom) {
  if (span.length() <= 0 || box.width() < 1) return;
  const double step = ruler_step(span, box.width(), ui.px(88));
  const double scale = static_cast<double>(box.width()) / span.length();
  const Theme& theme = ui.theme();
  hairline_h(list, box.min.x, box.max.x, box.max.y - 1, theme.hairline);
  for (double t = std::ceil(span.begin / step) * step; t <= span.end; t += step) {
    const float x = box.min.x + static_cast<float>((t - span.begin) * scale);
    hairline_v(list, x, box.max.y - ui.px(6), box.max.y, theme.hairline_strong);
    hairline_v(list, x, box.max.y, grid_bottom, with_alpha(theme.hairline, 0.55f));
    std::array<char, 32> buffer{};
    const std::string_view text = format_offset(t, step, buffer);
    draw_text(list, ui.fonts.small, {x + ui.px(4), box.min.y + ui.px(2)}, theme.text_faint, text);
  }
}

}  // namespace app::widgets
