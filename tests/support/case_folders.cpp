#include "tests/support/case_folders.h"

#include <algorithm>
#include <cstdlib>

#include "core/base/file.h"

namespace tests {

std::vector<std::string> case_names(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string known_text(const std::filesystem::path& file, const std::string& actual) {
  if (std::getenv("UPDATE_EXPECTED") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    const auto written = core::base::write_file(file, actual);
    if (!written.ok()) throw std::runtime_error(core::base::to_text(written.error()));
  }
  return value_or_fail(core::base::read_file(file));
}

}  // namespace tests
