#include "app/cli/staircase.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "app/cli/pass_words.h"
#include "app/cli/text_layout.h"
#include "app/cli/verdict_line.h"
#include "core/base/text.h"

namespace app::cli {
namespace {

using core::base::count_of;
using core::model::CellState;
using core::model::PassIndex;
using core::model::Trace;
using core::model::YieldIndex;
using core::session::Snapshot;

constexpr std::uint32_t kMostRows = 40;
constexpr std::uint32_t kMostLabels = 24;

/// Which of `count` positions are shown: all, or both ends and the one that must be seen.
class Window {
 public:
  Window() = default;
  Window(std::uint32_t count, std::uint32_t most, std::optional<std::uint32_t> must) {
    const std::uint32_t head = count <= most ? count : most / 2;
    const std::uint32_t tail = count <= most ? count : count - (most - head);
    ranges_.push_back({0, head});
    if (must && *must >= head && *must < tail) ranges_.push_back({*must, *must + 1});
    if (tail < count) ranges_.push_back({tail, count});
  }

  /// Calls `each` for shown positions and `gap` with the number of hidden ones between them.
  template <class Visit, class Gap>
  void visit(Visit each, Gap gap) const {
    std::uint32_t next = 0;
    for (const auto& [begin, end] : ranges_) {
      if (begin > next) gap(begin - next);
      for (std::uint32_t i = begin; i < end; ++i) each(i);
      next = end;
    }
  }

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;
};

class Picture {
 public:
  Picture(const Trace& trace, const Console& console) : trace_(trace), console_(console) {
    const std::uint32_t yields = longest_pass(trace);
    std::optional<std::uint32_t> pass, yield;
    if (trace.divergence) {
      pass = trace.divergence->pass.value;
      yield = trace.divergence->yield.value;
    }
    number_ = fmt::format("p{}", trace.passes.empty() ? 0 : trace.passes.back().number).size();
    trigger_ = std::clamp<std::size_t>(console.width() / 3, 12, 34);
    outcome_ = std::clamp<std::size_t>(console.width() / 4, 12, 24);
    const std::size_t ends = trigger_ + outcome_ + number_ + 6;
    const std::size_t room =
        std::max<std::size_t>(console.width() > ends ? console.width() - ends : 0, 16);
    cell_ = yields * 2 <= room ? 2 : 1;
    const std::size_t fitting = room / cell_;
    // A gap takes three cells, and there can be two.
    const std::size_t most = yields <= fitting ? yields : std::max<std::size_t>(fitting, 15) - 7;
    yields_ = yields;
    columns_ = Window(yields, static_cast<std::uint32_t>(most), yield);
    rows_ = Window(static_cast<std::uint32_t>(trace.passes.size()), kMostRows, pass);
  }

  std::string draw() {
    header();
    rows_.visit([this](std::uint32_t i) { row(PassIndex{i}); },
                [this](std::uint32_t hidden) { gap(hidden); });
    out_ += "\n" + state_legend(console_) + "\n" + cost() + "\n\n";
    labels();
    return std::move(out_);
  }

 private:
  void put_gap() { out_ += fit(" … ", 3 * cell_); }

  /// Column numbers from top to bottom, one line a digit.
  void header() {
    const std::size_t digits = std::to_string(yields_).size();
    for (std::size_t digit = 0; digit < digits; ++digit) {
      out_.append(number_ + 2, ' ');
      const auto one = [&](std::uint32_t column) {
        const std::string text = fmt::format("{:>{}}", column + 1, digits);
        out_ += fit(text.substr(digit, 1), cell_);
      };
      columns_.visit(one, [this](std::uint32_t) { put_gap(); });
      while (!out_.empty() && out_.back() == ' ') out_.pop_back();
      out_ += '\n';
    }
  }

  void cell(PassIndex pass, std::uint32_t column) {
    const CellState state = core::model::cell_state(trace_, pass, YieldIndex{column});
    out_ += console_.ink(ink_of(state), glyph_of(state));
    out_.append(cell_ - 1, ' ');
  }

  void row(PassIndex pass) {
    const auto& of = trace_.passes[pass.value];
    out_ += fmt::format("{:>{}}  ", fmt::format("p{}", of.number), number_);
    columns_.visit([&](std::uint32_t column) { cell(pass, column); },
                   [this](std::uint32_t) { put_gap(); });
    const std::string trigger =
        of.is_confirming ? "confirming" : trigger_words(trace_, of, EventNumbers::no);
    out_ += "  " + console_.ink(Ink::dim, fit(trigger, trigger_)) + "  " +
            foreign(core::model::outcome_text(of.outcome), outcome_) +
            (of.verdict ? console_.ink(Ink::bad, "  platform: " + of.verdict->rule) : "") + "\n";
  }

  void gap(std::uint32_t hidden) {
    out_ += fit("⋮", number_ + 2) + count_of(hidden, "pass") + " not shown\n";
  }

  /// What replaying costs: yields run again beside yields gone past for the first time.
  std::string cost() const {
    std::uint64_t again = 0, fresh = 0;
    for (const auto& pass : trace_.passes) {
      const std::uint32_t answered =
          std::holds_alternative<core::model::Waiting>(pass.outcome.what) && pass.length > 0
              ? pass.length - 1
              : pass.length;
      const std::uint32_t replayed = std::min(pass.first_fresh, answered);
      again += replayed;
      fresh += answered - replayed;
    }
    return fmt::format("replay cost: {} gone past, {} of them for the first time, {} replayed",
                       count_of(again + fresh, "yield"), fresh, again);
  }

  /// The longest pass says what stands in each column.
  void labels() {
    PassIndex longest{0};
    for (std::uint32_t i = 0; i < trace_.passes.size(); ++i) {
      if (trace_.passes[i].length > trace_.passes[longest.value].length) longest = PassIndex{i};
    }
    const auto one = [&](std::uint32_t column) {
      const auto& yield = trace_.yield_at(longest, YieldIndex{column});
      const std::string label = core::model::yield_label(trace_, longest, YieldIndex{column});
      const std::string place = place_words(trace_, yield.place);
      out_ += fmt::format(
          "  y{:<4} {}\n", column + 1,
          place.empty() ? foreign(label, 44) : fit(foreign(label, 44), 44) + "  " + place);
    };
    std::optional<std::uint32_t> must;
    if (trace_.divergence) must = trace_.divergence->yield.value;
    Window(yields_, kMostLabels, must).visit(one, [this](std::uint32_t hidden) {
      out_ += fmt::format("  … {} more\n", hidden);
    });
  }

  const Trace& trace_;
  const Console& console_;
  Window rows_, columns_;
  std::uint32_t yields_ = 0;
  std::size_t cell_ = 2, number_ = 2, trigger_ = 0, outcome_ = 0;
  std::string out_;
};

}  // namespace

std::string staircase(const Snapshot& snapshot, const Console& console) {
  const Ink ink = has_error(snapshot) ? Ink::bad : Ink::bold;
  std::string text = console.ink(ink, verdict_line(snapshot)) + "\n\n";
  return text + Picture(*snapshot.trace, console).draw();
}

}  // namespace app::cli
