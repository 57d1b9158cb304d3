// `info` of many instances: one line each, children behind their parents.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "app/cli/info_text.h"
#include "app/cli/text_layout.h"
#include "core/base/text.h"

namespace app::cli {
namespace {

using core::base::count_of;
using core::base::with_thousands;
using core::session::InstanceRow;
using Cells = std::vector<std::string>;

constexpr std::size_t kMostInstances = 200;
constexpr std::size_t kMostIndent = 10;
constexpr std::size_t kMostNames = 8;
/// Columns of id, name, status, events, generation, file; the last one is as long as it is.
constexpr std::array<std::size_t, 6> kWidest{44, 32, 14, 16, 48, 200};

std::string indented_id(const InstanceRow& row) {
  const std::size_t indent = std::min(row.depth, kMostIndent);
  const std::string more = row.depth > kMostIndent ? "…" : "";
  return std::string(2 * indent, ' ') + more + (row.id.empty() ? "-" : row.id);
}

/// Where the id alone means the newest one, with what chooses this one.
std::string generation_cell(const InstanceRow& row) {
  const bool is_older = row.generation < row.generations;
  const bool has_own_id = row.id != core::session::platform_id(row);
  const std::string text = generation_text(row);
  return is_older && !has_own_id && !row.execution_id.empty() ? text + ", " + row.execution_id
                                                              : text;
}

Cells cells_of(const InstanceRow& row) {
  const std::array<std::string, 6> texts{indented_id(row),
                                         row.name,
                                         std::string(core::model::name_of(row.status)),
                                         events_text(row),
                                         generation_cell(row),
                                         row.file};
  Cells cells;
  for (std::size_t i = 0; i < texts.size(); ++i) cells.push_back(foreign(texts[i], kWidest[i]));
  return cells;
}

std::string lines_of(const std::vector<const InstanceRow*>& rows) {
  std::vector<Cells> lines;
  std::array<std::size_t, 6> widths{};
  for (std::size_t i = 0; i < std::min(rows.size(), kMostInstances); ++i) {
    lines.push_back(cells_of(*rows[i]));
    for (std::size_t cell = 0; cell < widths.size(); ++cell) {
      widths[cell] = std::max(widths[cell], columns_of(lines.back()[cell]));
    }
  }
  std::string text;
  for (const Cells& cells : lines) {
    std::string line;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (widths[cell] > 0) line += "  " + fit(cells[cell], widths[cell]);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  if (rows.size() > kMostInstances) {
    text += fmt::format("  … {} more; --name and --status choose, --json lists all\n",
                        with_thousands(rows.size() - kMostInstances));
  }
  return text;
}

std::string count_text(const std::vector<InstanceRow>& rows) {
  const auto counts = core::session::count_instances(rows);
  std::string text = with_thousands(counts.instances) +
                     (counts.instances == 1 ? " instance" : " instances");
  if (counts.histories != counts.instances) {
    text += fmt::format(" in {} histories", with_thousands(counts.histories));
  }
  return counts.instances == 0 ? text : text + ": " + core::session::statuses_text(counts);
}

/// What the filter leaves out, where it leaves nothing.
std::string nothing_text(const InfoSubject& subject, const std::vector<InstanceRow>& rows) {
  const auto& filter = subject.filter;
  std::string wanted;
  for (const auto status : filter.statuses) {
    wanted += (wanted.empty() ? "" : ", ") + std::string(core::model::name_of(status));
  }
  std::string text = "None of them";
  if (!filter.name.empty()) text += " has a name like " + foreign(filter.name, 80);
  if (!wanted.empty()) text += (filter.name.empty() ? " is " : " and is ") + wanted;
  std::set<std::string> names;
  for (const InstanceRow& row : rows) {
    if (!row.name.empty()) names.insert(foreign(row.name, kWidest[1]));
  }
  if (filter.name.empty() || names.empty()) return text + ".\n";
  text += "; names are ";
  std::size_t shown = 0;
  for (const std::string& name : names) {
    if (shown == kMostNames) break;
    text += (shown++ == 0 ? "" : ", ") + name;
  }
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text + ".\n";
}

}  // namespace

std::string generation_text(const InstanceRow& row) {
  return row.generations == 0 ? std::string()
                              : fmt::format("{} of {}", row.generation, row.generations);
}

std::string events_text(const InstanceRow& row) {
  const bool is_one = row.events == 1;
  const std::string word = row.counts_rows ? "row" : "event";
  return with_thousands(row.events) + " " + word + (is_one ? "" : "s");
}

std::string instances_table(const InfoSubject& subject, const Console& console) {
  const auto& rows = core::session::instances(subject.document);
  std::vector<const InstanceRow*> shown;
  std::size_t placed = 0;
  for (const InstanceRow& row : rows) {
    if (row.problem || !subject.filter.fits(row)) continue;
    shown.push_back(&row);
    placed += row.parent && row.parent_id.empty() ? 1 : 0;
  }
  std::string text = console.ink(Ink::bold, count_text(rows)) + "\n";
  if (shown.empty()) return subject.filter.is_empty() ? text : text + nothing_text(subject, rows);
  if (!subject.filter.is_empty()) {
    text += fmt::format("{} of them {} shown:\n", with_thousands(shown.size()),
                        shown.size() == 1 ? "is" : "are");
  }
  text += lines_of(shown);
  if (placed > 0) {
    text += fmt::format("{} put behind {} parent by {} alone: nothing else names it.\n",
                        placed == 1 ? "1 child is" : with_thousands(placed) + " children are",
                        placed == 1 ? "its" : "their", placed == 1 ? "its id" : "their ids");
  }
  return text + "Choose one with --instance ID.\n";
}

}  // namespace app::cli
