#include "app/shell/samples.h"

#include <system_error>

#include "core/base/file.h"
#include "core/base/text.h"

namespace app::shell {

namespace fs = std::filesystem;

namespace {

/// "renamed_last_call" as people write it.
std::string title_of(std::string_view folder) {
  std::string title(folder);
  for (char& c : title) {
    if (c == '_') c = ' ';
  }
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

std::string without_backticks(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != '`') plain += c;
  }
  return plain;
}

/// The first sentence of one row "| [name](folder) | what it is | …"; empty name for any other
/// line.
Sample parse_row(const fs::path& traces, std::string_view line) {
  const auto open = line.find("| [");
  const auto middle = line.find("](");
  const auto close = line.find(") |");
  if (open != 0 || middle == std::string_view::npos || close == std::string_view::npos) return {};
  const std::string folder(line.substr(middle + 2, close - middle - 2));
  const std::string_view rest = line.substr(close + 3);
  std::error_code failed;
  for (const char* name : {"history.json", "history.csv"}) {
    const fs::path history = traces / folder / name;
    if (!fs::is_regular_file(history, failed)) continue;
    std::string_view words = core::base::trim(rest.substr(0, rest.find(" | ")));
    words = words.substr(0, words.find(". "));
    return {title_of(folder), without_backticks(words), history.string()};
  }
  return {};
}

}  // namespace

std::vector<Sample> find_samples(std::span<const fs::path> folders) {
  std::vector<Sample> samples;
  for (const fs::path& folder : folders) {
    const auto readme = core::base::read_file(folder / "README.md");
    if (!readme.ok()) continue;
    std::string_view rest = readme.value();
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      Sample sample = parse_row(folder, rest.substr(0, end));
      if (!sample.name.empty()) samples.push_back(std::move(sample));
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    if (!samples.empty()) return samples;
  }
  return samples;
}

std::vector<fs::path> folders_beside_program(const std::string& kind) {
  std::vector<fs::path> folders;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) {
    folders.push_back(program.parent_path().parent_path() / "share" / "yieldscope" / kind);
    // A build tree lies below the source tree: .build/<preset>/app/yieldscope.
    fs::path above = program.parent_path();
    for (int level = 0; level < 4 && above.has_relative_path(); ++level) {
      above = above.parent_path();
      folders.push_back(above / (kind == "fonts" ? "assets/fonts" : kind));
    }
  }
  return folders;
}

}  // namespace app::shell
