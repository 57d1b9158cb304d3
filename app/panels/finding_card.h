// Draws the card of one finding, field by field in the order of UX 4.7. A field's name stands at
// the left, its content at the right; a right click on a field copies its text.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/commands/queue.h"
#include "app/views/blast_radius.h"
#include "app/views/finding_card.h"
#include "app/widgets/draw.h"
#include "app/widgets/ui.h"

namespace app::panels {

class FindingCardDrawing {
 public:
  explicit FindingCardDrawing(widgets::Ui& ui) : ui_(ui) {}

  /// Fills the current ImGui window from the cursor down.
  void draw(const views::FindingCard& card, const views::BlastRadius& blast,
            commands::CommandQueue& queue);

 private:
  /// Content area of a field that begins at the cursor; its height is not known yet.
  widgets::Box begin_field(std::string_view name);
  /// Takes the room and marks it for tests as panel.findings/card.NAME.
  void end_field(const widgets::Box& box, float height, std::string_view name,
                 std::string_view text);
  void draw_text_field(std::string_view name, std::string_view text, const ImFont* font,
                       ImU32 color);
  /// Chips in a row, wrapped; returns the height.
  float draw_links(const widgets::Box& box, std::string_view id,
                   std::span<const views::PlaceLink> links, commands::CommandQueue& queue);
  void draw_title(const views::FindingCard& card);
  void draw_places(const views::FindingCard& card, commands::CommandQueue& queue);
  void draw_sides(const views::FindingCard& card);
  float draw_side(const widgets::Box& box, std::string_view name, const views::MarkedText& side,
                  widgets::Tone tone);
  void draw_causes(const views::FindingCard& card, commands::CommandQueue& queue);
  void draw_confidence(ImVec2 centre, core::model::Confidence confidence);
  void draw_experiments(const views::FindingCard& card, commands::CommandQueue& queue);
  void draw_edit(const views::CardEdit& edit, commands::CommandQueue& queue);
  void draw_edit_line(const widgets::Box& row, const views::EditLine& line);
  void draw_followers(const views::FindingCard& card, commands::CommandQueue& queue);
  void draw_calls(const views::FindingCard& card, commands::CommandQueue& queue);
  float draw_call(const widgets::Box& box, const views::CardCall& call, std::size_t index,
                  commands::CommandQueue& queue);
  void draw_call_sign(ImVec2 centre, core::model::AlignmentKind kind, ImU32 color);
  ImU32 color_of(core::model::AlignmentKind kind) const;
  void draw_blast(const views::BlastRadius& blast, commands::CommandQueue& queue);
  void draw_copy_menu(const views::FindingCard& card, commands::CommandQueue& queue);

  widgets::Ui& ui_;
  std::string copied_;  // text of the field under the menu
  bool opens_menu_ = false;
};

}  // namespace app::panels
