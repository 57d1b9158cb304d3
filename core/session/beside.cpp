// Finding is reading text: nothing is imported and nothing runs.
#include <algorithm>

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/session/session.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 200;
constexpr std::uintmax_t kMaxBytes = 1U << 20U;

/// The usual names first, then every other Python file by name.
std::vector<fs::path> candidates(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->path().extension() == ".py" && files.size() < kMaxFiles) files.push_back(at->path());
  }
  const auto rank = [](const fs::path& file) {
    if (file.filename() == "orchestrator.py") return 0;
    return file.filename() == "function_app.py" ? 1 : 2;
  };
  std::sort(files.begin(), files.end(), [&](const fs::path& a, const fs::path& b) {
    return std::pair(rank(a), a) < std::pair(rank(b), b);
  });
  return files;
}

/// The name that an unindented `def` or `async def` line gives; empty for other lines.
std::string_view defined_name(std::string_view line) {
  if (line.starts_with("async ")) line = base::trim(line.substr(6));
  if (!line.starts_with("def ")) return {};
  line = base::trim(line.substr(4));
  return base::trim(line.substr(0, line.find('(')));
}

std::optional<std::string> defines(std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view found = defined_name(text.substr(0, end));
    if (!found.empty() && base::equal_ignoring_case(found, name)) return std::string(found);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_orchestrator_beside(const fs::path& history_file,
                                                    std::string_view orchestrator_name) {
  if (orchestrator_name.empty() || history_file == "-") return std::nullopt;
  const fs::path folder =
      history_file.has_parent_path() ? history_file.parent_path() : fs::path(".");
  for (const fs::path& file : candidates(folder)) {
    std::error_code failed;
    if (fs::file_size(file, failed) > kMaxBytes || failed) continue;
    const auto text = base::read_file(file);
    if (!text.ok()) continue;
    if (const auto function = defines(text.value(), orchestrator_name)) {
      return file.string() + ":" + *function;
    }
  }
  return std::nullopt;
}

}  // namespace core::session
