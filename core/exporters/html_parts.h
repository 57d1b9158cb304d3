// The parts of the page that check_html puts together. All give finished HTML in which every
// foreign text is escaped. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/exporters/check_report.h"
#include "core/model/alignment.h"

namespace core::exporters {

/// The content of the page's one style element; light and dark by the reader's preference.
std::string_view html_style();

/// Shapes of the cell states, drawn once a page and used by every staircase.
std::string_view html_shapes();
/// The pass matrix as SVG with its legend: a row a pass, a column a yield. At most 40 rows and 24
/// columns, those around the divergence, with what is left out said. Empty when no pass was run.
std::string html_staircase(const model::Trace& trace);

/// The card of UX 4.7.
std::string html_card(const model::Finding& finding, const model::CheckedHistory& history,
                      std::span<const RuleNote> rules);
/// The code's calls beside the recorded ones, around the first that differ; empty when all agree.
std::string html_alignment(const model::Alignment& alignment);

}  // namespace core::exporters
