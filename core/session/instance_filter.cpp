#include "core/session/instance_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/base/text.h"
#include "core/session/glob.h"

namespace core::session {
namespace {

using model::RuntimeStatus;

constexpr auto kStatuses = static_cast<std::size_t>(RuntimeStatus::unknown) + 1;

std::string_view word_of(std::size_t status) {
  return model::name_of(static_cast<RuntimeStatus>(status));
}

base::Result<RuntimeStatus> parse_status(std::string_view word) {
  std::array<std::string, kStatuses> low;
  std::vector<std::string_view> views;
  std::string all;
  for (std::size_t i = 0; i < kStatuses; ++i) {
    if (base::equal_ignoring_case(word, word_of(i))) return static_cast<RuntimeStatus>(i);
    low[i] = base::to_lower_ascii(word_of(i));
    views.push_back(low[i]);
    all += (i == 0 ? "" : ", ") + std::string(word_of(i));
  }
  const auto near = base::did_you_mean(base::to_lower_ascii(word), views);
  const auto found = near ? std::find(views.begin(), views.end(), *near) : views.end();
  std::string hint = "Statuses are " + all + ".";
  if (found != views.end()) {
    const auto nearest = static_cast<std::size_t>(found - views.begin());
    hint = fmt::format("Did you mean {}?", word_of(nearest));
  }
  return base::Error{"session.no_such_status",
                     "'" + base::printable(word) + "' is no status of an instance",
                     {},
                     hint};
}

}  // namespace

bool InstanceFilter::fits(const InstanceRow& row) const {
  if (is_empty()) return true;
  if (row.problem) return false;
  if (!statuses.empty() &&
      std::find(statuses.begin(), statuses.end(), row.status) == statuses.end()) {
    return false;
  }
  if (name.empty()) return true;
  const std::string wanted = base::to_lower_ascii(name);
  const std::string own = base::to_lower_ascii(row.name);
  if (own.find(wanted) != std::string::npos) return true;
  return is_glob(wanted) && fits_glob(wanted, own);
}

base::Result<std::vector<RuntimeStatus>> parse_statuses(std::string_view text) {
  std::vector<RuntimeStatus> statuses;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view word = base::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const auto status = parse_status(word);
    if (!status.ok()) return status.error();
    statuses.push_back(status.value());
  }
  return statuses;
}

InstanceCounts count_instances(const std::vector<InstanceRow>& rows) {
  InstanceCounts counts;
  std::unordered_map<std::string_view, const InstanceRow*> newest;
  std::array<std::size_t, kStatuses> by_status{};
  for (const InstanceRow& row : rows) {
    if (row.problem) continue;
    ++counts.histories;
    counts.events += row.events;
    if (platform_id(row).empty()) {
      ++counts.instances;
      ++by_status[static_cast<std::size_t>(row.status)];
      continue;
    }
    const InstanceRow*& known = newest[platform_id(row)];
    if (known == nullptr || row.generation > known->generation) known = &row;
  }
  counts.instances += newest.size();
  for (const auto& [id, row] : newest) ++by_status[static_cast<std::size_t>(row->status)];
  for (std::size_t i = 0; i < kStatuses; ++i) {
    if (by_status[i] > 0) counts.statuses.emplace_back(static_cast<RuntimeStatus>(i), by_status[i]);
  }
  std::stable_sort(counts.statuses.begin(), counts.statuses.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return counts;
}

std::string statuses_text(const InstanceCounts& counts) {
  std::string text;
  for (const auto& [status, count] : counts.statuses) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", base::with_thousands(count),
                        model::name_of(status));
  }
  return text;
}

}  // namespace core::session
