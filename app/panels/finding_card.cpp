#include "app/panels/finding_card.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/panels/looks.h"
#include "app/widgets/controls.h"

namespace app::panels {

using widgets::Box;
using widgets::Tone;

namespace {

constexpr float kPad = 16;
constexpr float kNameWidth = 104;
constexpr float kGap = 12;
/// Narrower than this the two sides stand below each other.
constexpr float kSideBySide = 420;

}  // namespace

void FindingCardDrawing::draw(const views::FindingCard& card, const views::BlastRadius& blast,
                              commands::CommandQueue& queue) {
  const widgets::Theme& theme = ui_.theme();
  draw_title(card);
  draw_text_field("Accepted", card.accepted, ui_.fonts.text, theme.text);
  draw_text_field("Kept in", card.baseline, ui_.fonts.mono_small, theme.text_muted);
  draw_places(card, queue);
  draw_sides(card);
  draw_text_field("Kind", card.kind, ui_.fonts.text, theme.text);
  draw_causes(card, queue);
  draw_text_field(card.causes.empty() ? "Cause" : "In general", card.cause, ui_.fonts.text,
                  card.causes.empty() ? theme.text : theme.text_muted);
  draw_experiments(card, queue);
  draw_text_field("Fix", card.fix, ui_.fonts.text, theme.text);
  if (card.edit) draw_edit(*card.edit, queue);
  draw_followers(card, queue);
  draw_text_field("Platform says", card.platform_message, ui_.fonts.mono_small, theme.text);
  draw_calls(card, queue);
  draw_blast(blast, queue);
  draw_copy_menu(card, queue);
  ImGui::Dummy({1, ui_.px(8)});
}

Box FindingCardDrawing::begin_field(std::string_view name) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = ui_.px(kPad);
  const float split = std::min(ui_.px(kNameWidth), width * 0.3f);
  widgets::draw_text_in(*ImGui::GetWindowDrawList(), ui_.fonts.small,
                        {{at.x + pad, at.y}, {at.x + pad + split - ui_.px(8), at.y + ui_.px(18)}},
                        ui_.theme().text_faint, name);
  const float left = at.x + pad + split;
  return {{left, at.y}, {std::max(at.x + width - pad, left + ui_.px(40)), at.y}};
}

void FindingCardDrawing::end_field(const Box& box, float height, std::string_view name,
                                   std::string_view text) {
  height = std::max(height, ui_.px(18));
  const ImVec2 end{box.max.x, box.min.y + height};
  if (ui_.map.is_on()) {
    ui_.map.mark("panel.findings/card." + std::string(name), box.min, end, text);
  }
  const bool is_right_click =
      ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Right) &&
      Box{box.min, end}.contains(ImGui::GetIO().MousePos);
  if (is_right_click) {
    copied_ = text;
    opens_menu_ = true;
  }
  const ImVec2 start = ImGui::GetWindowPos();
  ImGui::SetCursorScreenPos({start.x - ImGui::GetScrollX(), box.min.y});
  ImGui::Dummy({1, height + ui_.px(kGap)});
}

void FindingCardDrawing::draw_copy_menu(const views::FindingCard& card,
                                        commands::CommandQueue& queue) {
  if (opens_menu_) ImGui::OpenPopup("copy");
  opens_menu_ = false;
  if (!ImGui::BeginPopup("copy")) return;
  if (ImGui::MenuItem("Copy this text")) {
    queue.push("view.copy_text", commands::TextArgument{copied_});
  }
  ui_.map.mark_item("panel.findings/copy_field", copied_);
  if (ImGui::MenuItem("Copy the whole card")) {
    queue.push("view.copy_text", commands::TextArgument{card.text});
  }
  ui_.map.mark_item("panel.findings/copy_card", card.id);
  ImGui::EndPopup();
}

void FindingCardDrawing::draw_text_field(std::string_view name, std::string_view text,
                                         const ImFont* font, ImU32 color) {
  if (text.empty()) return;
  const Box box = begin_field(name);
  const float height =
      widgets::draw_text_wrapped(*ImGui::GetWindowDrawList(), font, box, color, text);
  end_field(box, height, name, text);
}

void FindingCardDrawing::draw_title(const views::FindingCard& card) {
  const widgets::Theme& theme = ui_.theme();
  ImGui::Dummy({1, ui_.px(kGap)});
  const Box box = begin_field({});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = ImGui::GetCursorScreenPos().x + ui_.px(kPad);
  widgets::draw_badge(list, ui_, {left, box.min.y + ui_.px(8)}, card.id, tone_of(card.severity));
  float height =
      widgets::draw_text_wrapped(list, ui_.fonts.text_strong, box, theme.text, card.message);
  const float y = box.min.y + height + ui_.px(4);
  float x = box.min.x;
  if (card.is_from_source) {
    x += widgets::draw_badge(list, ui_, {x, y + ui_.px(9)}, "found by reading the source",
                             Tone::neutral) +
         ui_.px(8);
    ui_.map.mark("panel.findings/card.from_source", {box.min.x, y}, {x, y + ui_.px(18)}, card.id);
  }
  if (card.is_consequence) {
    const std::array<std::string_view, 2> words{
        "follows from", card.follows_from.empty() ? std::string_view("another finding")
                                                  : std::string_view(card.follows_from)};
    for (const std::string_view word : words) {
      const float width = widgets::text_width(ui_.fonts.small, word);
      widgets::draw_text_in(list, ui_.fonts.small, {{x, y}, {x + width + 1, y + ui_.px(18)}},
                            theme.text_muted, word);
      x += width + ui_.px(4);
    }
  }
  if (x > box.min.x) height += ui_.px(22);
  end_field(box, height, "What", card.message);
}

float FindingCardDrawing::draw_links(const Box& box, std::string_view id,
                                     std::span<const views::PlaceLink> links,
                                     commands::CommandQueue& queue) {
  const float line = widgets::link_chip_height(ui_);
  const float gap = ui_.px(6);
  float x = box.min.x;
  float y = box.min.y;
  ImGui::PushID(id.data(), id.data() + id.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    const float width =
        std::min(widgets::link_chip_width(ui_, links[i].text), box.max.x - box.min.x);
    if (x > box.min.x && x + width > box.max.x) {
      x = box.min.x;
      y += line + ui_.px(4);
    }
    ImGui::SetCursorScreenPos({x, y});
    ImGui::PushID(static_cast<int>(i));
    if (widgets::link_chip(ui_, "link", links[i].text, width)) {
      queue.push("finding.go_to", links[i].to);
    }
    ImGui::PopID();
    if (ui_.map.is_on()) {
      ui_.map.mark_item("panel.findings/" + std::string(id) + "." + std::to_string(i),
                        links[i].text);
    }
    x += width + gap;
  }
  ImGui::PopID();
  return links.empty() ? 0 : y + line - box.min.y;
}

void FindingCardDrawing::draw_places(const views::FindingCard& card,
                                     commands::CommandQueue& queue) {
  constexpr std::array<std::string_view, 2> kIds{"where", "raised"};
  const widgets::Theme& theme = ui_.theme();
  for (std::size_t i = 0; i < card.places.size() && i < kIds.size(); ++i) {
    const views::CardPlace& place = card.places[i];
    const std::string_view name = place.name.empty() ? "Where" : std::string_view(place.name);
    const Box box = begin_field(name);
    float height = draw_links(box, kIds[i], place.links, queue);
    if (!place.line.empty()) {
      height += ui_.px(6);
      const Box code{{box.min.x, box.min.y + height}, {box.max.x, box.min.y + height}};
      height += widgets::draw_text_wrapped(*ImGui::GetWindowDrawList(), ui_.fonts.mono_small, code,
                                           theme.text_muted, place.line);
    }
    end_field(box, height, name, place.line.empty() ? place.links.front().text : place.line);
  }
}

float FindingCardDrawing::draw_side(const Box& box, std::string_view name,
                                    const views::MarkedText& side, Tone tone) {
  const widgets::Theme& theme = ui_.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Box inner = box.inset(ui_.px(10), ui_.px(6));
  widgets::draw_text(list, ui_.fonts.small, inner.min, theme.text_faint, name);
  const Box body{{inner.min.x, inner.min.y + ui_.px(18)}, {inner.max.x, inner.max.y}};
  const std::string_view text = side.text.empty() ? std::string_view("nothing") : side.text;
  const float height = widgets::draw_text_marked(
      list, ui_.fonts.mono_small, body, side.text.empty() ? theme.text_faint : theme.text, text,
      side.marks, theme.tone(tone).fill, theme.tone(tone).text);
  return height + ui_.px(18) + ui_.px(12);
}

void FindingCardDrawing::draw_sides(const views::FindingCard& card) {
  if (!card.has_two_sides) {
    draw_text_field("Recorded", card.expected.text, ui_.fonts.mono_small, ui_.theme().text);
    draw_text_field("Found", card.actual.text, ui_.fonts.mono_small, ui_.theme().text);
    return;
  }
  const widgets::Theme& theme = ui_.theme();
  const Box box = begin_field("Both sides");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool is_beside = box.max.x - box.min.x >= ui_.px(kSideBySide);
  const float gap = ui_.px(8);
  const float half = std::floor((box.max.x - box.min.x - gap) / 2);
  const float width = is_beside ? half : box.max.x - box.min.x;
  // Grounds lie below the texts, whose height is known only when they are drawn.
  list.ChannelsSplit(2);
  list.ChannelsSetCurrent(1);
  Box left{box.min, {box.min.x + width, box.min.y}};
  left.max.y = left.min.y + draw_side(left, "History recorded", card.expected, Tone::information);
  Box right = is_beside ? Box{{box.max.x - width, box.min.y}, {box.max.x, box.min.y}}
                        : Box{{box.min.x, left.max.y + gap}, {box.max.x, left.max.y + gap}};
  right.max.y = right.min.y + draw_side(right, "Code asks for", card.actual, Tone::error);
  if (is_beside) left.max.y = right.max.y = std::max(left.max.y, right.max.y);
  list.ChannelsSetCurrent(0);
  const auto ground = [&](const Box& side, Tone tone) {
    list.AddRectFilled(side.min, side.max, theme.input, ui_.px(4));
    widgets::outline(list, side, theme.hairline, ui_.px(4));
    list.AddRectFilled(side.min, {side.min.x + ui_.px(3), side.max.y}, theme.tone(tone).border,
                       ui_.px(2));
  };
  ground(left, Tone::information);
  ground(right, Tone::error);
  list.ChannelsMerge();
  if (ui_.map.is_on()) {
    ui_.map.mark("panel.findings/card.Code", right.min, right.max, card.actual.text);
  }
  end_field(box, right.max.y - box.min.y, "History", card.expected.text);
}

void FindingCardDrawing::draw_followers(const views::FindingCard& card,
                                        commands::CommandQueue& queue) {
  if (card.followers.empty()) return;
  const Box box = begin_field("What follows");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = ui_.px(22);
  float y = box.min.y;
  for (std::size_t i = 0; i < card.followers.size(); ++i) {
    const views::CardFollower& follower = card.followers[i];
    ImGui::SetCursorScreenPos({box.min.x, y});
    ImGui::PushID(static_cast<int>(follower.finding));
    const bool clicked = widgets::link_chip(ui_, "follower", follower.id);
    ImGui::PopID();
    if (clicked) queue.push("replay.select_finding", commands::NumberArgument{follower.finding});
    ui_.map.mark("panel.findings/follower.", i, {box.min.x, y}, {box.max.x, y + line},
                 follower.id);
    const float x = box.min.x + widgets::link_chip_width(ui_, follower.id) + ui_.px(8);
    widgets::draw_text_in(list, ui_.fonts.text, {{x, y}, {box.max.x, y + ui_.px(20)}},
                          ui_.theme().text_muted, follower.message);
    y += line;
  }
  if (!card.followers_left.empty()) {
    widgets::draw_text_in(list, ui_.fonts.small, {{box.min.x, y}, {box.max.x, y + ui_.px(18)}},
                          ui_.theme().text_faint, card.followers_left);
    y += ui_.px(18);
  }
  end_field(box, y - box.min.y, "What follows", card.followers.front().message);
}

}  // namespace app::panels
