#include "app/widgets/draw.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace app::widgets {
namespace {

constexpr std::string_view kEllipsis = "\xe2\x80\xa6";

/// How many bytes from the start fit into `width`, whole code points only.
std::size_t fitting_prefix(const ImFont* font, std::string_view text, float width) {
  const char* rest = nullptr;
  // ImGui cuts what is exactly as wide as the room.
  font->CalcTextSizeA(font->FontSize, std::max(width + 1, 0.f), 0.f, text.data(),
                      text.data() + text.size(), &rest);
  return rest == nullptr ? text.size() : static_cast<std::size_t>(rest - text.data());
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u; }

/// How many bytes at the end fit into `width`. Steps back from the end, so cheap for long texts.
std::size_t fitting_suffix(const ImFont* font, std::string_view text, float width) {
  std::size_t begin = text.size();
  float used = 0;
  while (begin > 0) {
    std::size_t next = begin - 1;
    while (next > 0 && is_continuation(text[next])) --next;
    used += text_width(font, text.substr(next, begin - next));
    if (used > width) break;
    begin = next;
  }
  return text.size() - begin;
}

/// Breaks the text at spaces and newlines; calls `visit` with each line and its offset from the
/// top. Returns the whole height.
template <class Visit>
float walk_lines(const ImFont* font, float width, std::string_view text, const Visit& visit) {
  const char* at = text.data();
  const char* const end = at + text.size();
  float y = 0;
  while (at < end) {
    const char* stop = font->CalcWordWrapPositionA(1.f, at, end, std::max(width, 1.f));
    // A single character that does not fit must still be passed over.
    if (stop == at) ++stop;
    const char* newline = std::find(at, stop, '\n');
    visit(y, std::string_view(at, static_cast<std::size_t>(newline - at)));
    y += line_height(font);
    at = newline < stop ? newline + 1 : stop;
    if (newline == stop) {
      while (at < end && *at == ' ') ++at;
      if (at < end && *at == '\n') ++at;
    }
  }
  return y;
}

}  // namespace

float text_width(const ImFont* font, std::string_view text) {
  if (text.empty()) return 0;
  return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0.f, text.data(), text.data() + text.size())
      .x;
}

void draw_text(ImDrawList& list, const ImFont* font, ImVec2 at, ImU32 color,
               std::string_view text) {
  if (text.empty()) return;
  list.AddText(font, font->FontSize, {std::round(at.x), std::round(at.y)}, color, text.data(),
               text.data() + text.size());
}

bool draw_text_in(ImDrawList& list, const ImFont* font, const Box& box, ImU32 color,
                  std::string_view text, Align align, Cut cut) {
  if (const auto line_end = text.find('\n'); line_end != std::string_view::npos) {
    text = text.substr(0, line_end);
  }
  if (text.empty()) return false;
  const float y = box.min.y + (box.height() - font->FontSize) / 2;
  // A prefix test first: measuring a megabyte of payload each frame would not do.
  const std::size_t prefix = fitting_prefix(font, text, box.width());
  if (prefix == text.size()) {
    const float slack = align == Align::left ? 0 : box.width() - text_width(font, text);
    draw_text(list, font, {box.min.x + (align == Align::right ? slack : slack / 2), y}, color,
              text);
    return false;
  }
  const float room = box.width() - text_width(font, kEllipsis);
  if (room <= 0) return true;
  const float head_room = cut == Cut::middle ? room / 2 : room;
  const std::string_view head = text.substr(0, fitting_prefix(font, text, head_room));
  draw_text(list, font, {box.min.x, y}, color, head);
  const float after = box.min.x + text_width(font, head);
  draw_text(list, font, {after, y}, color, kEllipsis);
  if (cut == Cut::middle) {
    const std::size_t tail = fitting_suffix(font, text, room - text_width(font, head));
    draw_text(list, font, {after + text_width(font, kEllipsis), y}, color,
              text.substr(text.size() - tail));
  }
  return true;
}

float line_height(const ImFont* font) { return std::round(font->FontSize * 1.2f); }

float draw_text_wrapped(ImDrawList& list, const ImFont* font, const Box& box, ImU32 color,
                        std::string_view text) {
  return walk_lines(font, box.width(), text, [&](float y, std::string_view line) {
    draw_text(list, font, {box.min.x, box.min.y + y}, color, line);
  });
}

float draw_text_marked(ImDrawList& list, const ImFont* font, const Box& box, ImU32 color,
                       std::string_view text,
                       std::span<const std::pair<std::size_t, std::size_t>> marks, ImU32 ground,
                       ImU32 stroke) {
  const float height = line_height(font);
  return walk_lines(font, box.width(), text, [&](float y, std::string_view line) {
    const auto begin = static_cast<std::size_t>(line.data() - text.data());
    for (const auto& [from, to] : marks) {
      const std::size_t low = std::max(from, begin);
      const std::size_t high = std::min(to, begin + line.size());
      if (low >= high) continue;
      const float left = box.min.x + text_width(font, line.substr(0, low - begin));
      const float right = left + text_width(font, line.substr(low - begin, high - low));
      const float top = box.min.y + y;
      list.AddRectFilled({left - 1, top - 1}, {right + 1, top + height - 1}, ground, 2);
      hairline_h(list, left - 1, right + 1, top + height - 2, stroke);
    }
    draw_text(list, font, {box.min.x, box.min.y + y}, color, line);
  });
}

float wrapped_height(const ImFont* font, float width, std::string_view text) {
  return walk_lines(font, width, text, [](float, std::string_view) {});
}

void hairline_h(ImDrawList& list, float x0, float x1, float y, ImU32 color) {
  y = std::floor(y);
  list.AddRectFilled({std::floor(x0), y}, {std::floor(x1), y + 1}, color);
}

void hairline_v(ImDrawList& list, float x, float y0, float y1, ImU32 color) {
  x = std::floor(x);
  list.AddRectFilled({x, std::floor(y0)}, {x + 1, std::floor(y1)}, color);
}

void outline(ImDrawList& list, const Box& box, ImU32 color, float rounding, float thickness) {
  list.AddRect({std::floor(box.min.x), std::floor(box.min.y)},
               {std::floor(box.max.x), std::floor(box.max.y)}, color, rounding, 0, thickness);
}

}  // namespace app::widgets
