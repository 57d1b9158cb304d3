#include "app/widgets/font_files.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace app::widgets {
namespace {

namespace fs = std::filesystem;

/// Depth of the search below a font folder; distributions use two levels.
constexpr int kMaxDepth = 4;

std::optional<fs::path> find_below(const fs::path& folder,
                                   std::span<const std::string_view> names) {
  std::error_code failed;
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied,
                                      failed);
  std::optional<fs::path> best;
  std::size_t best_rank = names.size();
  for (; !failed && it != fs::recursive_directory_iterator(); it.increment(failed)) {
    if (it.depth() >= kMaxDepth) it.disable_recursion_pending();
    const std::string name = it->path().filename().string();
    const auto found = std::find(names.begin(), names.end(), name);
    const auto rank = static_cast<std::size_t>(found - names.begin());
    if (rank < best_rank) {
      best = it->path();
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace

std::vector<fs::path> font_folders(std::span<const fs::path> own) {
  std::vector<fs::path> folders(own.begin(), own.end());
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    folders.push_back(fs::path(home) / ".local/share/fonts");
    folders.push_back(fs::path(home) / ".fonts");
  }
  for (const char* system :
       {"/usr/share/fonts/opentype/inter", "/usr/share/fonts/truetype/inter",
        "/usr/share/fonts/truetype/jetbrains-mono", "/usr/share/fonts/opentype/noto",
        "/usr/local/share/fonts", "/usr/share/fonts"}) {
    folders.emplace_back(system);
  }
  return folders;
}

std::optional<fs::path> find_font(std::span<const fs::path> folders,
                                  std::span<const std::string_view> names) {
  std::error_code failed;
  for (const std::string_view name : names) {
    for (const fs::path& folder : folders) {
      const fs::path file = folder / name;
      if (fs::is_regular_file(file, failed)) return file;
    }
  }
  for (const fs::path& folder : folders) {
    if (auto file = find_below(folder, names)) return file;
  }
  return std::nullopt;
}

}  // namespace app::widgets
