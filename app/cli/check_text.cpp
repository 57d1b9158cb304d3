#include "app/cli/check_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "app/cli/finding_card.h"
#include "app/cli/text_layout.h"
#include "core/base/text.h"
#include "core/model/place_text.h"

namespace app::cli {
namespace {

using core::base::count_of;
using core::base::printable;
using core::model::CheckedHistory;
using core::model::CheckState;
using core::model::Finding;
using core::model::Severity;
using core::session::CheckRun;

/// More rows than this fold those that are safe.
constexpr std::size_t kMostSafeRows = 50;
constexpr std::size_t kMostListed = 12;
constexpr std::size_t kMostFileColumns = 72;
constexpr std::size_t kMostIdColumns = 36;
constexpr std::size_t kFewestFileColumns = 20;
constexpr std::size_t kFewestPlaceColumns = 32;
constexpr std::size_t kFewestReasonColumns = 16;

Ink ink_of(CheckState state) {
  switch (state) {
    case CheckState::safe:
      return Ink::good;
    case CheckState::breaks:
      return Ink::bad;
    case CheckState::needs_guard:
    case CheckState::not_judged:
      return Ink::warn;
  }
  return Ink::plain;
}

/// "p3.y2 orchestrator.py:14", or why there is no such place.
std::string where_words(const CheckedHistory& history) {
  if (history.state == CheckState::not_judged) return printable(history.reason);
  // The totals say it once for all of them.
  const bool is_plain = history.state == CheckState::safe &&
                        history.reason.ends_with(" on the recorded paths");
  if (!history.place) return is_plain ? std::string() : printable(history.reason);
  std::string words = history.locator;
  if (!history.place->file.empty()) {
    words += (words.empty() ? "" : " ") + printable(file_and_line(*history.place));
  }
  return words.empty() ? printable(history.reason) : words;
}

/// Where only the tail of a path fits, the tail says more than the head.
std::string tail(const std::string& text, std::size_t columns) {
  const std::size_t all = columns_of(text);
  if (all <= columns) return fit(text, columns);
  std::size_t skip = all - columns + 1, byte = 0;
  while (byte < text.size() && skip > 0) {
    ++byte;
    while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U) ++byte;
    --skip;
  }
  return "…" + text.substr(byte);
}

class Table {
 public:
  Table(const CheckRun& run, const Console& console) : run_(run), console_(console) {
    for (const CheckedHistory& history : run_.result.histories) {
      file_ = std::max(file_, columns_of(printable(history.file)));
      id_ = std::max(id_, columns_of(printable(history.instance_id)));
      state_ = std::max(state_, columns_of(core::model::name_of(history.state)));
      if (history.before) {
        state_ = std::max(state_, columns_of(core::model::name_of(*history.before)));
      }
      // A reason that is cut stands whole below the table; a place stands nowhere else so short.
      const std::size_t most = history.place ? kFewestPlaceColumns : kFewestReasonColumns;
      where_ = std::max(where_, std::min(most, columns_of(where_words(history))));
    }
    file_ = std::min(file_, kMostFileColumns);
    id_ = std::min(id_, kMostIdColumns);
    const std::size_t beside = used_columns() + where_;
    if (beside > console_.width()) {
      const std::size_t over = beside - console_.width();
      file_ = std::max(std::min(file_, kFewestFileColumns), file_ - std::min(file_, over));
    }
  }

  /// What the column of places and reasons may take; never less than a place needs.
  std::size_t where_columns() const {
    const std::size_t used = used_columns();
    return std::max(where_, console_.width() > used ? console_.width() - used : 0);
  }

  std::string draw() {
    std::string out = console_.ink(Ink::bold, head()) + "\n";
    const bool is_folded = run_.result.histories.size() > kMostSafeRows;
    std::size_t folded = 0;
    for (const CheckedHistory& history : run_.result.histories) {
      const bool is_plain = history.state == CheckState::safe && history.findings.empty() &&
                            history.accepted.empty() && !is_mended(history);
      if (is_folded && is_plain) {
        ++folded;
      } else {
        out += row(history);
      }
    }
    if (folded > 0) {
      out += fmt::format("… and {} without a difference on the recorded paths\n",
                         count_of(folded, "history"));
    }
    return out;
  }

 private:
  static bool is_mended(const CheckedHistory& history) {
    return history.before && *history.before != history.state;
  }

  std::string head() const {
    std::string line = fit("history", file_) + "  " + fit("instance", id_) + "  " +
                       fit("state", state_);
    if (!run_.result.against.empty()) line += "  " + fit("before", state_);
    return line + "  where";
  }

  std::string row(const CheckedHistory& history) const {
    std::string line = tail(printable(history.file), file_) + "  " +
                       fit(printable(history.instance_id), id_) + "  ";
    const std::string state = fit(core::model::name_of(history.state), state_);
    line += console_.ink(ink_of(history.state), state);
    if (!run_.result.against.empty()) {
      line += "  " + fit(history.before ? core::model::name_of(*history.before) : "",
                         state_);
    }
    const std::string where = where_words(history);
    if (!where.empty()) line += "  " + fit(where, where_columns());
    while (line.ends_with(' ')) line.pop_back();
    return line + "\n";
  }

  std::size_t used_columns() const {
    const std::size_t states = run_.result.against.empty() ? 1 : 2;
    return file_ + 2 + id_ + 2 + states * (state_ + 2);
  }

  const CheckRun& run_;
  const Console& console_;
  std::size_t file_ = 7, id_ = 8, state_ = 6, where_ = 5;
};

/// Findings that are the same in several histories: one card, and the list of them.
struct Group {
  const Finding* finding = nullptr;
  std::size_t first = 0;  ///< history whose card is shown
  std::vector<const CheckedHistory*> histories;
};

auto key_of(const Finding& finding) {
  const auto& place = finding.place;
  return std::tie(finding.id, place.file, place.function, place.line, finding.kind);
}

std::vector<Group> groups_of(const CheckRun& run, Severity severity) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < run.result.histories.size(); ++i) {
    const CheckedHistory& history = run.result.histories[i];
    for (const Finding& finding : history.findings) {
      if (finding.is_consequence || finding.severity != severity) continue;
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
        return key_of(*group.finding) == key_of(finding);
      });
      if (same == groups.end()) {
        groups.push_back({&finding, i, {&history}});
      } else if (same->histories.back() != &history) {
        same->histories.push_back(&history);
      }
    }
  }
  return groups;
}

std::string names_of(const std::vector<const CheckedHistory*>& histories) {
  std::string names;
  for (std::size_t i = 0; i < std::min(histories.size(), kMostListed); ++i) {
    const CheckedHistory& history = *histories[i];
    names += (i == 0 ? "" : ", ") + printable(history.file);
    if (!history.instance_id.empty()) names += " (" + printable(history.instance_id) + ")";
  }
  if (histories.size() > kMostListed) {
    names += fmt::format(" and {} more", histories.size() - kMostListed);
  }
  return names;
}

/// Why histories were not judged, once for all with the same reason, where the table had to cut it.
std::string not_judged(const CheckRun& run, std::size_t columns, const Console& console) {
  std::vector<std::pair<std::string, std::vector<const CheckedHistory*>>> groups;
  for (const CheckedHistory& history : run.result.histories) {
    if (history.state != CheckState::not_judged) continue;
    const std::string reason = printable(history.reason);
    if (columns_of(reason) <= columns) continue;
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const auto& group) { return group.first == reason; });
    if (same == groups.end()) {
      groups.push_back({reason, {&history}});
    } else {
      same->second.push_back(&history);
    }
  }
  std::string out;
  for (const auto& [reason, histories] : groups) {
    out += "\n" + console.ink(Ink::bold, "not judged") + "\n";
    out += labelled("why", reason, console.width());
    out += labelled(histories.size() == 1 ? "in" : fmt::format("in {}", histories.size()),
                    names_of(histories), console.width());
  }
  return out;
}

std::string cards(const CheckRun& run, Severity severity, const Console& console) {
  std::string out;
  for (const Group& group : groups_of(run, severity)) {
    const auto& snapshot = run.snapshots[group.first];
    if (snapshot == nullptr) continue;
    out += "\n" + finding_card(*snapshot, *group.finding, console);
    const std::string label =
        group.histories.size() == 1 ? "in" : fmt::format("in {}", group.histories.size());
    out += labelled(label, names_of(group.histories), console.width());
  }
  return out;
}

std::size_t count_findings(const CheckRun& run, std::vector<Finding> CheckedHistory::*which) {
  const bool is_accepted = which == &CheckedHistory::accepted;
  std::size_t count = 0;
  for (const CheckedHistory& history : run.result.histories) {
    count += static_cast<std::size_t>(std::count_if(
        (history.*which).begin(), (history.*which).end(), [&](const Finding& finding) {
          return !finding.is_consequence &&
                 (is_accepted || finding.severity == Severity::warning);
        }));
  }
  return count;
}

std::string accepted_lines(const CheckRun& run, const Console& console) {
  std::string out;
  for (const auto& entry : run.accepted) {
    if (out.empty()) out = "\n" + console.ink(Ink::bold, "accepted") + "\n";
    out += labelled(entry.rule,
                    fmt::format("{}{}: {} Accepted: {}", printable(entry.history),
                                entry.instance.empty() ? "" : " (" + printable(entry.instance) + ")",
                                printable(entry.finding), printable(entry.reason)),
                    console.width());
  }
  return out;
}

/// With --against: what the change did.
std::string change_line(const CheckRun& run) {
  if (run.result.against.empty()) return {};
  std::size_t newly = 0, already = 0, mended = 0;
  for (const CheckedHistory& history : run.result.histories) {
    if (!history.before) continue;
    const bool was_bad = *history.before == CheckState::breaks ||
                         *history.before == CheckState::needs_guard;
    const bool is_bad =
        history.state == CheckState::breaks || history.state == CheckState::needs_guard;
    newly += is_bad && !was_bad ? 1 : 0;
    already += is_bad && was_bad ? 1 : 0;
    mended += history.state == CheckState::safe && was_bad ? 1 : 0;
  }
  return fmt::format("against {}: {} newly broken, {} broken already, {} mended\n",
                     printable(run.result.against), newly, already, mended);
}

}  // namespace

std::string check_totals(const CheckRun& run) {
  const auto in_state = [&](CheckState state) {
    const auto& all = run.result.histories;
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](const auto& history) { return history.state == state; }));
  };
  std::string line = count_of(run.result.histories.size(), "history") + ":";
  const auto add = [&](std::size_t count, std::string_view words) {
    if (count > 0) line += fmt::format("{} {} {}", line.ends_with(':') ? "" : ",", count, words);
  };
  add(in_state(CheckState::breaks), "broken by the code");
  add(in_state(CheckState::needs_guard), "in need of a version guard");
  add(in_state(CheckState::not_judged), "not judged");
  const std::size_t safe = in_state(CheckState::safe);
  const bool all_safe = safe == run.result.histories.size();
  const std::size_t warnings = count_findings(run, &CheckedHistory::findings);
  const std::size_t accepted = count_findings(run, &CheckedHistory::accepted);
  if (all_safe) {
    line += warnings + accepted > 0   ? " the recorded calls agree"
            : run.result.is_strict ? " no difference on the recorded paths"
                                   : " nothing that the platform would raise on the recorded paths";
    if (accepted > 0) line += " or their difference is accepted";
  } else {
    add(safe, run.result.is_strict ? "without a difference on the recorded paths"
                                   : "with nothing that the platform would raise");
  }
  if (warnings > 0) line += "; " + count_of(warnings, "warning");
  if (accepted > 0) line += "; " + count_of(accepted, "accepted finding");
  return line;
}

std::string check_text(const CheckRun& run, const Console& console) {
  Table table(run, console);
  std::string out = table.draw() + not_judged(run, table.where_columns(), console);
  out += cards(run, Severity::error, console);
  out += cards(run, Severity::warning, console);
  out += accepted_lines(run, console);
  const bool is_green = std::all_of(
      run.result.histories.begin(), run.result.histories.end(),
      [](const CheckedHistory& history) { return history.state == CheckState::safe; });
  out += "\n" + change_line(run);
  return out + console.ink(is_green ? Ink::good : Ink::bad, check_totals(run)) + "\n";
}

}  // namespace app::cli
