// The signature picture (UX 4.4) as SVG. States differ in colour and in shape, so that none depends
// on colour alone.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/text.h"
#include "core/exporters/html_parts.h"
#include "core/exporters/markup.h"
#include "core/model/place_text.h"

namespace core::exporters {
namespace {

using model::CellState;
using model::PassIndex;
using model::Trace;
using model::YieldIndex;

constexpr std::uint32_t kMostRows = 40;
constexpr std::uint32_t kMostColumns = 24;  // what a page is wide
constexpr std::uint32_t kEnds = 3;          // kept at each end when some are left out
constexpr int kCell = 26, kStep = 30, kHeight = 22, kRow = 26;
constexpr int kLeft = 56, kRight = 330;
/// How high a character of a label reaches, which runs up at 45 degrees.
constexpr double kRise = 5.1;
constexpr std::size_t kLabel = 22, kOutcome = 44;

/// Which of `count` positions are shown, in order; 0xffffffff stands for a gap.
struct Shown {
  static constexpr std::uint32_t kGap = 0xffffffffu;
  std::vector<std::uint32_t> positions;
  std::uint32_t left_out = 0;

  Shown(std::uint32_t count, std::uint32_t most, std::uint32_t focus) {
    const std::uint32_t middle = most - 2 * kEnds;
    const std::uint32_t latest = count > middle ? count - middle : 0;
    const std::uint32_t begin = std::min(latest, focus > middle / 2 ? focus - middle / 2 : 0);
    const auto is_shown = [&](std::uint32_t i) {
      return count <= most || i < kEnds || i >= count - kEnds || (i >= begin && i < begin + middle);
    };
    for (std::uint32_t i = 0; i < count; ++i) {
      if (is_shown(i)) {
        positions.push_back(i);
      } else {
        ++left_out;
        if (positions.back() != kGap) positions.push_back(kGap);
      }
    }
  }
};

std::string_view shape_of(CellState state) {
  switch (state) {
    case CellState::not_reached:
      return "";
    case CellState::replayed:
      return "replayed";
    case CellState::fresh:
      return "fresh";
    case CellState::waiting:
      return "waiting";
    case CellState::diverged:
      return "diverged";
    case CellState::failed:
      return "failed";
  }
  return "";
}

std::string shortened(std::string_view text, std::size_t columns) {
  return escape_markup(base::shorten(base::printable(text), columns));
}

class Picture {
 public:
  explicit Picture(const Trace& trace)
      : trace_(trace),
        yields_(longest(trace)),
        columns_(yields_, kMostColumns, focus_yield()),
        rows_(static_cast<std::uint32_t>(trace.passes.size()), kMostRows, focus_pass()) {
    heads();
  }

  std::string draw() {
    const int width = kLeft + static_cast<int>(columns_.positions.size()) * kStep + kRight;
    const int height = top_ + static_cast<int>(rows_.positions.size()) * kRow + 8;
    std::string body;
    draw_heads(body);
    suspect(body, height);
    int y = top_;
    for (const std::uint32_t row : rows_.positions) {
      if (row == Shown::kGap) {
        body += fmt::format("<text class=\"gap\" x=\"{}\" y=\"{}\">⋮</text>\n", kLeft - 22, y + 16);
      } else {
        pass(body, PassIndex{row}, y);
      }
      y += kRow;
    }
    return fmt::format(
        "<figure class=\"stairs\"><div class=\"scroll\">"
        "<svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "aria-label=\"{2}\">\n{3}</svg></div>{4}</figure>\n",
        width, height, summary(), body, caption());
  }

 private:
  static std::uint32_t longest(const Trace& trace) {
    std::uint32_t most = 0;
    for (const model::Pass& pass : trace.passes) most = std::max(most, pass.length);
    return most;
  }
  std::uint32_t focus_yield() const {
    return trace_.divergence ? trace_.divergence->yield.value : yields_;
  }
  std::uint32_t focus_pass() const {
    return trace_.divergence ? trace_.divergence->pass.value
                             : static_cast<std::uint32_t>(trace_.passes.size());
  }
  /// The last pass that reaches the yield says what stands in its column.
  std::optional<PassIndex> pass_that_reaches(std::uint32_t yield) const {
    for (std::size_t i = trace_.passes.size(); i-- > 0;) {
      if (trace_.passes[i].length > yield) return PassIndex{static_cast<std::uint32_t>(i)};
    }
    return std::nullopt;
  }

  /// What stands in each column that is shown, and how much room that takes.
  void heads() {
    std::size_t longest = 0;
    for (const std::uint32_t column : columns_.positions) {
      const auto pass = column == Shown::kGap ? std::nullopt : pass_that_reaches(column);
      heads_.push_back(pass ? model::yield_label(trace_, *pass, YieldIndex{column}) : "");
      // "y12 " stands before it.
      const std::string label = base::shorten(heads_.back(), kLabel);
      longest = std::max(longest, std::min(label.size(), kLabel) + 5);
    }
    top_ = 16 + static_cast<int>(static_cast<double>(longest) * kRise);
  }

  void draw_heads(std::string& out) const {
    int x = kLeft;
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      const std::uint32_t column = columns_.positions[i];
      const int middle = x + kCell / 2;
      if (column == Shown::kGap) {
        out +=
            fmt::format("<text class=\"gap\" x=\"{}\" y=\"{}\">…</text>\n", middle - 5, top_ - 8);
      } else {
        out += fmt::format(
            "<g class=\"head\" transform=\"translate({} {}) rotate(-45)\">"
            "<title>y{} {}</title><text><tspan class=\"y\">y{}</tspan> {}</text></g>\n",
            middle, top_ - 8, column + 1, shortened(heads_[i], 200), column + 1,
            shortened(heads_[i], kLabel));
      }
      x += kStep;
    }
  }

  /// Everything behind the divergence is suspect: a line from its cell down.
  void suspect(std::string& out, int height) const {
    if (!trace_.divergence) return;
    const auto at = [](const Shown& shown, std::uint32_t wanted) {
      const auto found = std::find(shown.positions.begin(), shown.positions.end(), wanted);
      return found == shown.positions.end() ? -1
                                            : static_cast<int>(found - shown.positions.begin());
    };
    const int row = at(rows_, trace_.divergence->pass.value);
    int column = at(columns_, trace_.divergence->yield.value);
    if (column < 0 && trace_.divergence->yield.value >= yields_) {
      column = static_cast<int>(columns_.positions.size());
    }
    if (row < 0 || column < 0) return;
    const int x = kLeft + column * kStep - (kStep - kCell) / 2;
    out += fmt::format("<path class=\"suspect\" d=\"M{} {}V{}\"/>\n", x, top_ + row * kRow - 3,
                       height - 4);
  }

  void pass(std::string& out, PassIndex index, int y) const {
    const model::Pass& of = trace_.passes[index.value];
    out += fmt::format("<g class=\"pass{}\"><text class=\"p\" x=\"{}\" y=\"{}\">p{}</text>",
                       of.is_confirming ? " confirming" : "", kLeft - 10, y + 16, of.number);
    int x = kLeft;
    std::uint32_t before = 0;
    for (const std::uint32_t column : columns_.positions) {
      if (column == Shown::kGap) {
        if (of.length > before + 1) {
          out += fmt::format("<text class=\"gap\" x=\"{}\" y=\"{}\">…</text>", x + 8, y + 15);
        }
      } else {
        const CellState state = model::cell_state(trace_, index, YieldIndex{column});
        if (state != CellState::not_reached) {
          out += fmt::format("<use href=\"#{}\" x=\"{}\" y=\"{}\"/>", shape_of(state), x, y);
        }
        before = column;
      }
      x += kStep;
    }
    std::string end = model::outcome_text(of.outcome);
    if (of.is_confirming) end = "confirming: " + end;
    if (of.verdict) end = "platform: " + of.verdict->rule + ", " + end;
    out += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text></g>\n",
                       of.verdict ? "end bad" : "end", x + 8, y + 16, shortened(end, kOutcome));
  }

  std::string summary() const {
    std::string text = fmt::format("{} by {}", base::count_of(trace_.passes.size(), "pass"),
                                   base::count_of(yields_, "yield"));
    if (trace_.divergence) {
      text += "; the code leaves the history at " +
              locator_of(trace_, trace_.divergence->pass, trace_.divergence->yield);
    }
    return text;
  }

  std::string caption() const {
    std::string html = "<figcaption>";
    for (const CellState state : {CellState::replayed, CellState::fresh, CellState::waiting,
                                  CellState::diverged, CellState::failed}) {
      html += fmt::format(
          "<span class=\"key\"><svg viewBox=\"-1 -1 28 24\" width=\"24\" height=\"20\" "
          "aria-hidden=\"true\"><use href=\"#{0}\"/></svg>{0}</span>",
          shape_of(state));
    }
    html += "<span class=\"quiet\">" + summary() + "</span>";
    std::string left_out;
    if (rows_.left_out > 0) left_out = base::count_of(rows_.left_out, "pass");
    if (columns_.left_out > 0) {
      left_out += (left_out.empty() ? "" : ", ") + base::count_of(columns_.left_out, "yield");
    }
    if (!left_out.empty()) html += "<span class=\"quiet\">not shown: " + left_out + "</span>";
    return html + "</figcaption>";
  }

  const Trace& trace_;
  std::uint32_t yields_;
  Shown columns_, rows_;
  std::vector<std::string> heads_;
  int top_ = 0;
};

}  // namespace

std::string_view html_shapes() {
  return R"svg(<svg width="0" height="0" class="shapes" aria-hidden="true"><defs>
<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse"
  patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern>
<g id="replayed"><rect class="replayed" x=".5" y=".5" width="25" height="21" rx="3"/></g>
<g id="fresh"><rect class="fresh" x=".5" y=".5" width="25" height="21" rx="3"/>
  <circle class="fresh-sign" cx="13" cy="11" r="4"/></g>
<g id="waiting"><path class="waiting" d="M26 .5H3.5a3 3 0 0 0-3 3v15a3 3 0 0 0 3 3H26"/>
  <circle class="waiting-sign" cx="13" cy="11" r="4"/></g>
<g id="diverged"><rect class="diverged" x=".75" y=".75" width="24.5" height="20.5" rx="3"/>
  <rect fill="url(#hatch)" x=".75" y=".75" width="24.5" height="20.5" rx="3"/>
  <path class="diverged-sign" d="M9 7l8 8M17 7l-8 8"/></g>
<g id="failed"><rect class="failed" x=".75" y=".75" width="24.5" height="20.5" rx="3"/>
  <path class="failed-sign" d="M13 5v8M13 15.4v1.8"/></g>
</defs></svg>
)svg";
}

std::string html_staircase(const Trace& trace) {
  if (trace.passes.empty() || trace.history == nullptr) return {};
  return Picture(trace).draw();
}

}  // namespace core::exporters
