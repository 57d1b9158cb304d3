// Finding is reading text: nothing is imported and nothing runs.
#include <algorithm>
#include <tuple>

#include "core/base/text.h"
#include "core/session/session.h"
#include "core/session/survey.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;
using Evidence = FoundOrchestrator::Evidence;

constexpr int kFoldersUp = 2;

/// The usual names first.
int rank_of(const FoundOrchestrator& found) {
  const fs::path name = fs::path(found.file).filename();
  if (name == "orchestrator.py") return 0;
  return name == "function_app.py" ? 1 : 2;
}

/// Functions that nothing marks as orchestrators count only beside the history itself.
bool is_candidate(const FoundOrchestrator& found, std::string_view name, bool is_own_folder) {
  if (!base::equal_ignoring_case(found.name, name)) return false;
  if (found.evidence <= Evidence::created) return true;
  return is_own_folder && found.depth == 0;
}

bool is_app(const fs::path& folder) {
  std::error_code failed;
  return fs::exists(folder / "host.json", failed) || fs::exists(folder / "function_app.py", failed);
}

std::optional<std::string> best_in(const fs::path& folder, std::string_view name,
                                   bool is_own_folder) {
  const std::vector<FoundOrchestrator> all = survey(folder);
  const FoundOrchestrator* best = nullptr;
  const auto key = [](const FoundOrchestrator& found) {
    return std::tuple(found.evidence == Evidence::function, found.depth, rank_of(found),
                      found.evidence);
  };
  for (const FoundOrchestrator& found : all) {
    if (!is_candidate(found, name, is_own_folder)) continue;
    if (best == nullptr || key(found) < key(*best)) best = &found;
  }
  return best == nullptr ? std::nullopt : std::optional(best->target);
}

}  // namespace

std::optional<std::string> find_orchestrator_beside(const fs::path& history_file,
                                                    std::string_view orchestrator_name) {
  if (orchestrator_name.empty() || history_file == "-") return std::nullopt;
  const fs::path folder =
      history_file.has_parent_path() ? history_file.parent_path() : fs::path(".");
  if (auto found = best_in(folder, orchestrator_name, true)) return found;
  // Histories kept in a folder of the app: traces/x.json beside function_app.py.
  fs::path above = folder;
  for (int i = 0; i < kFoldersUp; ++i) {
    above = above / "..";
    if (is_app(above)) return best_in(above, orchestrator_name, false);
  }
  return std::nullopt;
}

}  // namespace core::session
