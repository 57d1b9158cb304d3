#include "app/cli/pass_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/experiment_text.h"
#include "app/cli/finding_card.h"
#include "app/cli/pass_words.h"
#include "app/cli/text_layout.h"
#include "app/cli/verdict_line.h"
#include "core/base/text.h"
#include "core/session/replayable.h"

namespace app::cli {
namespace {

using core::model::CellState;
using core::model::PassIndex;
using core::model::Trace;
using core::model::YieldIndex;
using core::session::Snapshot;

constexpr std::uint32_t kMostYieldLines = 2'000;
constexpr std::uint32_t kUnfoldedYields = 4;
constexpr std::size_t kMostLabelColumns = 44;

/// Widths that all passes share, so that the columns stand below one another.
struct Columns {
  std::size_t place = 0, label = 0;
};

/// Writes the passes of one trace.
class PassWriter {
 public:
  PassWriter(const Trace& trace, const Console& console) : trace_(trace), console_(console) {
    std::uint64_t lines = 0;
    for (const auto& pass : trace.passes) lines += pass.length;
    is_folded_ = lines > kMostYieldLines;
    measure();
  }

  std::string write() {
    for (std::uint32_t i = 0; i < trace_.passes.size(); ++i) write_pass(PassIndex{i});
    return std::move(out_);
  }

 private:
  void measure() {
    PassIndex longest{0};
    for (std::uint32_t i = 0; i < trace_.passes.size(); ++i) {
      if (trace_.passes[i].length > trace_.passes[longest.value].length) longest = PassIndex{i};
    }
    if (trace_.passes.empty()) return;
    const std::uint32_t end = std::min(trace_.passes[longest.value].length, kMostYieldLines);
    for (std::uint32_t y = 0; y < end; ++y) {
      const auto& yield = trace_.yield_at(longest, YieldIndex{y});
      columns_.place = std::max(columns_.place, columns_of(place_words(trace_, yield.place)));
      columns_.label = std::max(columns_.label, columns_of(label(longest, YieldIndex{y})));
    }
  }

  std::string label(PassIndex pass, YieldIndex yield) const {
    return foreign(core::model::yield_label(trace_, pass, yield), kMostLabelColumns);
  }

  void write_logs(const std::vector<core::model::LogLine>& logs) {
    for (const auto& line : logs) {
      std::string kind = line.level;
      if (line.stream == core::model::LogStream::print) kind = "print";
      if (line.stream == core::model::LogStream::error) kind = "stderr";
      out_ += "      " + console_.ink(Ink::dim, core::base::printable(kind) + ": ") +
              core::base::printable(line.text) + "\n";
    }
  }

  void write_yield(PassIndex pass, YieldIndex yield) {
    write_logs(trace_.logs_at(pass, yield));
    const CellState state = core::model::cell_state(trace_, pass, yield);
    const std::string line =
        fmt::format("  {} y{:<3} {}  {}  ", glyph_of(state), yield.value + 1,
                    fit(place_words(trace_, trace_.yield_at(pass, yield).place), columns_.place),
                    fit(label(pass, yield), columns_.label));
    const bool is_answered = trace_.answer_of(pass, yield) != nullptr;
    std::string answer = (is_answered ? "→ " : "") + answer_words(trace_, pass, yield);
    const bool leaves_here = state == CellState::diverged && trace_.divergence->pass == pass;
    if (leaves_here) answer += "  leaves the history here";
    out_ += console_.ink(ink_of(state), line + answer);
    const bool is_replaying = trace_.is_replaying_at(pass, yield);
    out_ += console_.ink(Ink::dim, is_replaying ? "  (reached while replaying)" : "") + "\n";
  }

  /// In a long trace the replayed beginning of a pass is one line.
  std::uint32_t write_folded(PassIndex pass) {
    const auto& of = trace_.passes[pass.value];
    std::uint32_t end = std::min(of.first_fresh, of.length);
    if (!is_folded_ || end <= kUnfoldedYields) return 0;
    for (std::uint32_t y = 0; y < end; ++y) {
      if (core::model::cell_state(trace_, pass, YieldIndex{y}) == CellState::diverged) end = y;
    }
    if (end <= kUnfoldedYields) return 0;
    out_ += console_.ink(Ink::dim, fmt::format("  ■ y1–y{}  {} replayed", end,
                                               core::base::count_of(end, "yield"))) +
            "\n";
    return end;
  }

  void write_pass(PassIndex pass) {
    const auto& of = trace_.passes[pass.value];
    out_ += "\n" + console_.ink(Ink::bold, fmt::format("pass {}{}", of.number,
                                                       of.is_confirming ? " (confirming)" : ""));
    out_ += "  " + trigger_words(trace_, of, EventNumbers::yes);
    const bool is_after = trace_.divergence && trace_.divergence->pass < pass;
    out_ += console_.ink(Ink::dim, is_after ? "  (after the divergence)" : "") + "\n";
    for (std::uint32_t y = write_folded(pass); y < of.length; ++y) write_yield(pass, YieldIndex{y});
    if (!of.settled_unused.empty()) {
      out_ += fmt::format("    also answered, not used yet: {}\n",
                          core::base::count_of(of.settled_unused.size(), "task"));
    }
    write_logs(of.outcome.segment.logs);
    if (of.custom_status) out_ += "    custom status " + foreign(of.custom_status->text, 80) + "\n";
    out_ += "    ends: " + foreign(core::model::outcome_text(of.outcome), 400) + "\n";
    write_logs(of.closing.logs);
    if (of.verdict) {
      out_ += console_.ink(Ink::bad, fmt::format("    the platform stops the instance here ({})\n",
                                                 of.verdict->rule));
    }
  }

  const Trace& trace_;
  const Console& console_;
  Columns columns_;
  bool is_folded_ = false;
  std::string out_;
};

/// Where it came from and who ran it, in one line.
std::string provenance(const Snapshot& snapshot) {
  std::string line;
  // The first line has said it already where nothing is wrong.
  if (snapshot.trace && has_error(snapshot)) line = run_words(*snapshot.trace) + "; ";
  line += fmt::format("{} ({}), instance {}", foreign(snapshot.file, 200), snapshot.format,
                      foreign(snapshot.instance_id, 80));
  if (snapshot.trace) {
    const auto& code = snapshot.trace->orchestrator;
    const std::string function =
        code.file.empty() ? code.function : code.file + ":" + code.function;
    line += fmt::format("; code {} ({}{}{}, {})", foreign(function, 120), code.language,
                        code.sdk.empty() ? "" : " ", code.sdk, snapshot.trace->flavour);
  }
  return line;
}

/// Which interpreter ran the code over which SDK; only our own runs know it.
std::string runtime_line(const Snapshot& snapshot) {
  if (!snapshot.trace || snapshot.trace->orchestrator.interpreter.empty()) return {};
  const auto& code = snapshot.trace->orchestrator;
  return fmt::format("run by {}, SDK {}", foreign(code.interpreter, 200),
                     code.sdk == "shim" ? "shim (stand-in for azure-functions-durable)" : code.sdk);
}

}  // namespace

std::string replay_text(const Snapshot& snapshot, const Console& console) {
  const Ink ink = has_error(snapshot) ? Ink::bad : Ink::bold;
  std::string text = console.ink(ink, verdict_line(snapshot)) + "\n";
  text += console.ink(Ink::dim, provenance(snapshot)) + "\n";
  if (const std::string by = runtime_line(snapshot); !by.empty()) {
    text += console.ink(Ink::dim, by) + "\n";
  }
  const bool is_doubtful = snapshot.trace && snapshot.trace->divergence &&
                           !core::session::reconstructed_words(snapshot).empty();
  if (is_doubtful) {
    text += console.ink(Ink::warn, "warning: the difference may come of the reconstruction and not "
                                   "of the code") + "\n";
  }
  if (snapshot.trace) {
    text += PassWriter(*snapshot.trace, console).write() + "\n" + state_legend(console) + "\n";
  }
  return text + experiment_text(snapshot, console) + finding_cards(snapshot, console);
}

}  // namespace app::cli
