#include "app/panels/pass_story.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::panels {

using core::model::PassIndex;

namespace {

/// "y1", "y1 and y2", "y1 to y4": yields begin … end-1, counted from 0.
std::string yields(std::uint32_t begin, std::uint32_t end) {
  if (end == begin + 1) return fmt::format("y{}", end);
  if (end == begin + 2) return fmt::format("y{} and y{}", begin + 1, end);
  return fmt::format("y{} to y{}", begin + 1, end);
}

std::string opening(const state::PassStops& pass, const views::MatrixRow& row) {
  if (pass.is_confirming) {
    return "The confirming pass has no new answer: it repeats what the code does, because the "
           "platform "
           "compares the last calls with its history only when it runs the function once more.";
  }
  if (pass.number == 1) return "Pass 1 ran the function for the first time.";
  return fmt::format("Pass {} ran the function again from its first line, woken by: {}.",
                     pass.number, row.trigger);
}

std::string middle(const state::PassStops& pass) {
  const std::uint32_t replayed = std::min(pass.first_fresh, pass.answered);
  const std::uint32_t fresh = pass.answered - replayed;
  std::string text;
  if (replayed > 0) {
    text += fmt::format(" {} {} answered from history", yields(0, replayed),
                        replayed == 1 ? "was" : "were");
  }
  if (fresh > 0) {
    text +=
        fmt::format("{} {} got {} for the first time", replayed > 0 ? ";" : "",
                    yields(replayed, pass.answered), fresh == 1 ? "its answer" : "their answers");
  }
  if (!text.empty()) text += ".";
  return text;
}

std::string ending(const state::PassStops& pass, const views::MatrixRow& row) {
  switch (row.end) {
    case views::EndMark::waiting:
      return pass.length == 0
                 ? " It waits."
                 : fmt::format(" It stopped at y{}, which has no answer yet.", pass.length);
    case views::EndMark::completed:
      return " Then it returned, and the instance is complete.";
    case views::EndMark::failed:
      return " Then it raised, and the instance failed.";
    case views::EndMark::continued:
      return " Then it continued as new.";
    case views::EndMark::diverged:
      return " Its end is not the end that the history recorded.";
    case views::EndMark::broke:
      return " Then the SDK itself failed.";
    case views::EndMark::not_run:
      return " It could not be run to its end.";
    case views::EndMark::inferred:
      return "";
  }
  return "";
}

}  // namespace

std::string pass_story(const state::Reading& reading, PassIndex pass, const views::MatrixRow& row) {
  if (!reading.stops.has(pass)) return {};
  const state::PassStops& stops = reading.stops[pass];
  const auto& divergence = reading.stops.divergence;
  if (divergence && divergence->pass == pass && divergence->column >= 1 &&
      divergence->column <= stops.length) {
    const core::model::Trace* trace = reading.trace();
    const bool has_sides = trace != nullptr && trace->divergence &&
                           !trace->divergence->expected.empty() &&
                           !trace->divergence->actual.empty();
    if (!has_sides) {
      return opening(stops, row) +
             fmt::format(" At y{} it leaves the history.", divergence->column);
    }
    return opening(stops, row) +
           fmt::format(" At y{} it asked for {}, but the history holds {} there.",
                       divergence->column, trace->divergence->actual, trace->divergence->expected);
  }
  const bool is_consequence = divergence && divergence->pass < pass;
  return opening(stops, row) + (stops.is_confirming ? "" : middle(stops)) + ending(stops, row) +
         (is_consequence ? " All of this follows from the divergence above." : "");
}

}  // namespace app::panels
