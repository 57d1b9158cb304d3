#include "core/importers/common/remark_log.h"

#include <fmt/format.h>

namespace core::importers {

namespace {
constexpr std::size_t kShownOfEachCode = 20;
}

bool RemarkLog::has_room(std::string_view code, model::Severity severity) {
  auto found = tallies_.find(code);
  if (found == tallies_.end()) found = tallies_.emplace(std::string(code), Tally{}).first;
  found->second.severity = severity;
  return ++found->second.seen <= kShownOfEachCode;
}

void RemarkLog::add(model::Severity severity, std::string_view code, std::string message,
                    const EventPlace& place, std::string_view member) {
  if (!has_room(code, severity)) return;
  base::Location where = locator_ ? locator_(place) : base::Location{};
  if (!member.empty() && !where.json_path.empty()) {
    where.json_path.append("/").append(member);
  }
  report_.add(severity, std::string(code), std::move(message), std::move(where));
}

void RemarkLog::add_at(model::Severity severity, std::string_view code, std::string message,
                       base::Location where) {
  if (!has_room(code, severity)) return;
  report_.add(severity, std::string(code), std::move(message), std::move(where));
}

void RemarkLog::finish() {
  for (const auto& [code, tally] : tallies_) {
    if (tally.seen <= kShownOfEachCode) continue;
    report_.add(
        tally.severity, code,
        fmt::format("{} more remarks of this kind are not listed.", tally.seen - kShownOfEachCode));
  }
  tallies_.clear();
}

}  // namespace core::importers
