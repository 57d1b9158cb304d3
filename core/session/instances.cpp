#include <algorithm>

#include "core/base/text.h"
#include "core/session/document.h"

namespace core::session {
namespace {

constexpr std::size_t kShownIds = 5;

/// The likely one first, then the first few of the list.
std::string hint_for(const std::vector<InstanceRow>& rows, std::string_view id) {
  std::vector<std::string_view> ids;
  for (const InstanceRow& row : rows) ids.push_back(row.id);
  if (const auto near = base::did_you_mean(id, ids)) {
    return "Did you mean '" + base::printable(*near) + "'?";
  }
  std::string hint = "The file holds ";
  for (std::size_t i = 0; i < std::min(rows.size(), kShownIds); ++i) {
    hint += (i == 0 ? "'" : ", '") + base::printable(rows[i].id) + "'";
  }
  if (rows.size() > kShownIds) hint += " and " + std::to_string(rows.size() - kShownIds) + " more";
  return hint + ".";
}

}  // namespace

const std::vector<InstanceRow>& instances(const Document& document) { return document.rows; }

std::string_view format_of(const Document& document) { return document.format; }

std::string_view reason_of(const Document& document) { return document.reason; }

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
  if (id.empty()) return std::size_t{0};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id == id) return i;
  }
  base::Error error;
  error.code = "session.no_such_instance";
  error.message = "no instance '" + base::printable(id) + "' in this file";
  error.where.file = document.file;
  error.hint = hint_for(rows, id);
  return error;
}

}  // namespace core::session
