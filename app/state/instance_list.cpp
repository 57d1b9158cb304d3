#include "app/state/instance_list.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/session/glob.h"

namespace app::state {

namespace {

constexpr std::array<std::string_view, kInstanceGroups> kNames{
    "Failed",  "Terminated", "Not readable",     "Suspended", "Running",
    "Pending", "Completed",  "Continued as new", "Canceled",  "Status unknown"};

}  // namespace

InstanceGroup group_of(const core::session::InstanceRow& row) {
  using core::model::RuntimeStatus;
  if (row.problem) return InstanceGroup::unreadable;
  switch (row.status) {
    case RuntimeStatus::running: return InstanceGroup::running;
    case RuntimeStatus::completed: return InstanceGroup::completed;
    case RuntimeStatus::continued_as_new: return InstanceGroup::continued_as_new;
    case RuntimeStatus::failed: return InstanceGroup::failed;
    case RuntimeStatus::canceled: return InstanceGroup::canceled;
    case RuntimeStatus::terminated: return InstanceGroup::terminated;
    case RuntimeStatus::pending: return InstanceGroup::pending;
    case RuntimeStatus::suspended: return InstanceGroup::suspended;
    case RuntimeStatus::unknown: break;
  }
  return InstanceGroup::unknown;
}

std::string_view name_of(InstanceGroup group) { return kNames[static_cast<std::size_t>(group)]; }

InstanceMatcher::InstanceMatcher(const InstanceFilter& filter)
    : filter_(filter),
      needle_(core::base::to_lower_ascii(core::base::trim(filter.text))),
      is_pattern_(core::session::is_glob(needle_)) {}

bool InstanceMatcher::fits(const core::session::InstanceRow& row) const {
  if (filter_.groups != 0 && !filter_.has(group_of(row))) return false;
  return needle_.empty() || fits_text(row.id) || fits_text(row.name) || fits_text(row.file);
}

bool InstanceMatcher::fits_text(std::string_view text) const {
  if (is_pattern_) return core::session::fits_glob(needle_, core::base::to_lower_ascii(text));
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::search(text.begin(), text.end(), needle_.begin(), needle_.end(),
                     [&](char a, char b) { return lower(a) == b; }) != text.end();
}

void forget_list(InstanceList& list) {
  list.filter = {};
  list.folded.clear();
  list.cursor.reset();
  ++list.version;
}

void set_filter(InstanceList& list, InstanceFilter filter) {
  list.filter = std::move(filter);
  list.cursor.reset();
  ++list.version;
}

void toggle_folded(InstanceList& list, std::size_t row) {
  if (list.folded.erase(row) == 0) list.folded.insert(row);
  ++list.version;
}

}  // namespace app::state
