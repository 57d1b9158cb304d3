#include "app/cli/consent.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace app::cli {

std::string choose_target(const core::session::Snapshot& snapshot, const std::string& named,
                          bool is_agreed, Console& console) {
  if (!named.empty()) return named;
  const std::string& name = snapshot.history->envelope().name;
  const auto beside = core::session::find_orchestrator_beside(snapshot.file, name);
  if (!beside) {
    console.note(
        name.empty()
            ? std::string("yieldscope: no code was run; name it with --orchestrator TARGET.\n")
            : fmt::format("yieldscope: no code was run: no .py file beside the history "
                          "defines {}; name it with --orchestrator TARGET.\n",
                          core::base::printable(name)));
    return {};
  }
  const std::string shown = core::base::printable(*beside);
  if (is_agreed || console.ask("Run " + shown + ", found beside the history?")) return *beside;
  console.note(
      fmt::format("yieldscope: found {} beside the history and did not run it; "
                  "--yes runs it.\n",
                  shown));
  return {};
}

}  // namespace app::cli
