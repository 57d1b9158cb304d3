// Short texts about passes and yields that the text and the staircase format share.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/model/trace.h"

namespace app::cli {

/// Whether the words name the events' positions too.
enum class EventNumbers { no, yes };

/// "TaskCompleted Hello (event 5)", also for several events; "nothing new" for the confirming pass.
std::string trigger_words(const core::model::Trace& trace, const core::model::Pass& pass,
                          EventNumbers numbers);

/// What the yield got: "\"Hello Tokyo!\"", "failed: no stock", "waiting".
std::string answer_words(const core::model::Trace& trace, core::model::PassIndex pass,
                         core::model::YieldIndex yield);

/// "orchestrator.py:14", or empty.
std::string place_words(const core::model::Trace& trace, core::model::PlaceIndex place);

/// One glyph for the state of a cell: ■ ● ○ ✕ ! and a space.
std::string_view glyph_of(core::model::CellState state);

/// The colour that goes with the glyph.
Ink ink_of(core::model::CellState state);

/// "■ replayed   ● fresh   …": what the glyphs mean, in one line.
std::string state_legend(const Console& console);

/// The tasks that the yields of all passes reach: the longest pass.
std::uint32_t longest_pass(const core::model::Trace& trace);

}  // namespace app::cli
