#include <algorithm>
#include <optional>
#include <tuple>

#include "core/base/text.h"
#include "core/session/document.h"

namespace core::session {
namespace {

constexpr std::size_t kShownIds = 5;

/// The likely one first, then the first few of the list.
std::string hint_for(const std::vector<InstanceRow>& rows, std::string_view id, bool is_corpus) {
  std::vector<std::string_view> ids;
  for (const InstanceRow& row : rows) {
    if (!row.problem) ids.push_back(row.id);
  }
  if (const auto near = base::did_you_mean(id, ids)) {
    return "Did you mean '" + base::printable(*near) + "'?";
  }
  std::string hint = is_corpus ? "There is " : "The file holds ";
  for (std::size_t i = 0; i < std::min(ids.size(), kShownIds); ++i) {
    hint += (i == 0 ? "'" : ", '") + base::printable(ids[i]) + "'";
  }
  if (ids.size() > kShownIds) hint += " and " + std::to_string(ids.size() - kShownIds) + " more";
  return hint + ".";
}

/// Of the rows that fit and can be loaded: of the newest generation, one that was run and recorded,
/// with the most events.
template <class Fits>
std::optional<std::size_t> newest_of(const std::vector<InstanceRow>& rows, const Fits& fits) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].problem || !fits(rows[i])) continue;
    const auto rank = [&](std::size_t row) {
      const bool is_own = rows[row].format.starts_with("yieldscope-");
      return std::tuple(rows[row].generation, is_own, rows[row].events);
    };
    if (!best || rank(i) > rank(*best)) best = i;
  }
  return best;
}

base::Error none_opened(const Document& document) {
  base::Error error = *document.rows.front().problem;
  if (document.rows.size() == 1) return error;
  return {"session.no_such_instance",
          "none of " + base::count_of(document.rows.size(), "file") + " could be opened",
          {document.file, std::nullopt, 0, 0, ""},
          "`yieldscope info` lists why."};
}

}  // namespace

const std::vector<InstanceRow>& instances(const Document& document) { return document.rows; }

std::string_view format_of(const Document& document) { return document.format; }

std::string_view reason_of(const Document& document) { return document.reason; }

const model::Report* report_of(const Document& document) {
  return document.import ? &document.import->report() : nullptr;
}

base::Result<std::size_t> find_instance(const Document& document, std::string_view id) {
  const auto& rows = document.rows;
  if (rows.empty()) {
    base::Error error;
    error.code = "session.no_such_instance";
    error.message = "the file holds no instance";
    error.where.file = document.file;
    error.hint = "Export the history again.";
    return error;
  }
  const auto is_loadable = [](const InstanceRow& row) { return !row.problem; };
  if (id.empty()) {
    const auto first = std::find_if(rows.begin(), rows.end(), is_loadable);
    if (first == rows.end()) return none_opened(document);
    const std::string_view wanted = platform_id(*first);
    const auto fits = [&](const InstanceRow& row) {
      return wanted.empty() ? &row == &*first : platform_id(row) == wanted;
    };
    return newest_of(rows, fits).value_or(0);
  }
  using Match = bool (*)(const InstanceRow&, std::string_view);
  constexpr Match kById = [](const InstanceRow& row, std::string_view wanted) {
    return row.id == wanted;
  };
  constexpr Match kByPlatform = [](const InstanceRow& row, std::string_view wanted) {
    return platform_id(row) == wanted || row.execution_id == wanted;
  };
  for (const Match match : {kById, kByPlatform}) {
    const auto found = newest_of(rows, [&](const InstanceRow& row) { return match(row, id); });
    if (found) return *found;
  }
  base::Error error;
  error.code = "session.no_such_instance";
  error.message = "no instance '" + base::printable(id) + "' in " +
                  (is_corpus(document) ? "these files" : "this file");
  error.where.file = document.file;
  error.hint = hint_for(rows, id, is_corpus(document));
  return error;
}

}  // namespace core::session
