// The states of UX 4.3 as shapes: every state has a colour, a glyph and a pattern, so that none
// depends on colour alone. All are vectors; no character of a font is used.
#pragma once

#include <string_view>

#include "app/widgets/draw.h"
#include "app/widgets/theme.h"
#include "app/widgets/ui.h"

namespace app::widgets {

/// The glyph alone, `size` pixels across: dot, ring, arrows, cross, waves, "!", square, "S".
void draw_state_glyph(ImDrawList& list, CellLook look, ImVec2 centre, float size, ImU32 color,
                      ImU32 ground);
/// Fill, pattern and border of a cell, without its glyph.
void draw_state_cell(ImDrawList& list, const Ui& ui, CellLook look, const Box& box);
/// A small cell with its glyph, for legends and rows.
void draw_state_swatch(ImDrawList& list, const Ui& ui, CellLook look, ImVec2 centre, float size);

/// A small sign for the kind of call, `size` pixels across.
void draw_kind_glyph(ImDrawList& list, KindLook kind, ImVec2 centre, float size, ImU32 color);

/// A noted read or refused act: a folded corner in the upper right of the box.
void draw_evidence_corner(ImDrawList& list, const Ui& ui, const Box& box);
/// The same sign alone, for legends, gutters and rows.
void draw_evidence_sign(ImDrawList& list, const Ui& ui, ImVec2 centre, float size);

/// "Replayed", "Fresh", …: the state's name for people, and what it means in one sentence.
std::string_view state_name(CellLook look);
std::string_view state_meaning(CellLook look);
std::string_view kind_name(KindLook kind);

}  // namespace app::widgets
