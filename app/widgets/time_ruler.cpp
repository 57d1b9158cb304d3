#include "app/widgets/time_ruler.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace app::widgets {
namespace {

constexpr double kDay = 864e9;
constexpr double kHour = 36e9;
constexpr double kMinute = 600e6;
constexpr double kSecond = 10e6;
constexpr double kMillisecond = 10e3;
constexpr double kMicrosecond = 10;
/// Steps that read well in every unit; days, hours and minutes divide by their own parts.
constexpr std::array<double, 15> kTimeSteps{10e6,   20e6,    50e6,    100e6,    150e6,
                                            300e6,  600e6,   1200e6,  3000e6,   6000e6,
                                            9000e6, 18000e6, 36000e6, 108000e6, 216000e6};

double decimal_step(double wanted) {
  const double power = std::pow(10.0, std::floor(std::log10(wanted)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (power * factor >= wanted) return power * factor;
  }
  return power * 10;
}

/// How many digits a step of less than a second needs: 2 for 0.05 s.
int decimals_of(double step, double unit) {
  int digits = 0;
  for (double part = unit; part > step * 1.001 && digits < 6; part /= 10) ++digits;
  return digits;
}

/// "250 ms", "1.5 s", "12:05", "1:26:55.2", "3 d 4 h": as short as the step allows.
std::string_view format_offset(double ticks, double step, std::array<char, 32>& buffer) {
  int length = 0;
  const auto put = [&](const char* format, auto... values) {
    length = std::snprintf(buffer.data(), buffer.size(), format, values...);
  };
  const double seconds = std::fmod(ticks, kMinute) / kSecond;
  const int digits = decimals_of(step, kSecond);
  const int width = digits == 0 ? 2 : 3 + digits;
  const auto hours = static_cast<long long>(std::fmod(ticks, kDay) / kHour);
  const auto minutes = static_cast<long long>(std::fmod(ticks, kHour) / kMinute);
  if (ticks < 1)
    put("0");
  else if (ticks >= kDay)
    put("%lld d %lld:%02lld", static_cast<long long>(ticks / kDay), hours, minutes);
  else if (ticks >= kHour)
    put("%lld:%02lld:%0*.*f", hours, minutes, width, digits, seconds);
  else if (ticks >= kMinute)
    put("%lld:%0*.*f", minutes, width, digits, seconds);
  else if (step >= kSecond / 10)
    put("%.*f s", digits, seconds);
  else if (step >= kMillisecond)
    put("%.0f ms", ticks / kMillisecond);
  else
    put("%.0f µs", ticks / kMicrosecond);
  return {buffer.data(),
          std::min(static_cast<std::size_t>(std::max(length, 0)), buffer.size() - 1)};
}

}  // namespace

double ruler_step(const TimeSpan& span, float width, float min_pixels) {
  const double wanted =
      span.length() * static_cast<double>(min_pixels) / static_cast<double>(std::fmax(width, 1.f));
  if (wanted < kTimeSteps.front()) return std::fmax(decimal_step(wanted), 10.0);
  for (const double step : kTimeSteps) {
    if (step >= wanted) return step;
  }
  return std::ceil(wanted / kDay) * kDay;
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
    if (x + ui.px(4) + text_width(ui.fonts.small, text) > box.max.x) continue;
    draw_text(list, ui.fonts.small, {x + ui.px(4), box.min.y + ui.px(2)}, theme.text_faint, text);
  }
}

}  // namespace app::widgets
