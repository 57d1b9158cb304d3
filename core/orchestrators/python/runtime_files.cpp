#include "core/orchestrators/python/runtime_files.h"

#include <system_error>
#include <vector>

namespace core::orchestrators {

namespace fs = std::filesystem;

base::Result<fs::path> find_runtime_files(const std::string& language) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path leaf = fs::path("runtimes") / language;
  std::vector<fs::path> tried;
  for (fs::path folder = program.parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    tried.push_back(folder / "assets" / leaf);
    tried.push_back(folder / "share" / "yieldscope" / leaf);
  }
  for (const fs::path& folder : tried) {
    if (fs::is_regular_file(folder / "host.py", error)) return folder;
  }
  return base::Error{"orchestrator.no_runtime",
                     "The files that run " + language + " orchestrators are missing: no " +
                         (leaf / "host.py").string() + " beside " + program.string() +
                         " or in a folder above it.",
                     {},
                     "Install Yieldscope whole, or run it from its source tree."};
}

}  // namespace core::orchestrators
