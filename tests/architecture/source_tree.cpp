#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <fstream>

namespace tests::architecture {

namespace fs = std::filesystem;

fs::path top() { return YIELDSCOPE_SOURCE_DIR; }

SourceFile read_source(const std::string& path) {
  SourceFile file{path, {}};
  std::ifstream in(top() / path);
  for (std::string line; std::getline(in, line);) {
    file.lines.push_back(line);
  }
  return file;
}

std::vector<SourceFile> source_files(const std::vector<std::string>& folders,
                                     const std::vector<std::string>& endings) {
  std::vector<SourceFile> files;
  for (const auto& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(top() / folder)) {
      const std::string path = fs::relative(entry.path(), top()).generic_string();
      const bool wanted = entry.is_regular_file() &&
                          std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
                            return path.ends_with(ending);
                          });
      if (!wanted || path.find("__pycache__") != std::string::npos) {
        continue;
      }
      files.push_back(read_source(path));
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::string included_path(const std::string& line) {
  if (!line.starts_with("#include ")) {
    return {};
  }
  const auto open = line.find_first_of("\"<");
  const auto close = line.find_last_of("\">");
  if (open == std::string::npos || close <= open) {
    return {};
  }
  return line.substr(open + 1, close - open - 1);
}

}  // namespace tests::architecture
