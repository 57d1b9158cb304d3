#include "core/session/check/name_match.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/session/survey.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

std::string quoted(std::string_view name) { return base::printable(base::shorten(name, 80)); }

}  // namespace

NameMatch::NameMatch(const TargetName& target)
    : target_(base::printable(target.text)), has_function_(!target.function.empty()) {
  if (!has_function_) return;
  names_.push_back(target.function);
  std::error_code failed;
  if (target.runtime != "python" || !fs::is_regular_file(target.path, failed)) return;
  // The name that a decorator gives it, and the folder that names it in a v1 app.
  for (const FoundOrchestrator& found : survey(target.path)) {
    if (found.target.ends_with(":" + target.function)) names_.push_back(found.name);
  }
  const fs::path folder = fs::absolute(target.path, failed).lexically_normal().parent_path();
  if (fs::exists(folder / "function.json", failed)) names_.push_back(folder.filename().string());
}

std::string NameMatch::refusal(std::string_view recorded) const {
  if (has_function_) {
    const auto is_it = [&](const std::string& name) {
      return base::equal_ignoring_case(name, recorded);
    };
    if (recorded.empty() || std::any_of(names_.begin(), names_.end(), is_it)) return {};
    return fmt::format("the history is of {}, and {} is another orchestrator", quoted(recorded),
                       target_);
  }
  if (!recorded.empty()) return {};
  return "the history does not say which orchestrator it is of; name the function in the target";
}

std::string NameMatch::refusal(std::string_view recorded, std::string_view imported) const {
  if (has_function_ || base::equal_ignoring_case(recorded, imported)) return {};
  return fmt::format("the history is of {}, and {} has no orchestrator of that name, only {}",
                     quoted(recorded), target_, quoted(imported));
}

bool NameMatch::is_no_match(const base::Error& error) {
  return error.code == "target.several_orchestrators" || error.code == "target.no_orchestrator";
}

}  // namespace core::session
