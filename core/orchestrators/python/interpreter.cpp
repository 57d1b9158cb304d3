#include "core/orchestrators/python/interpreter.h"

#include <array>
#include <system_error>

namespace core::orchestrators {
namespace {

namespace fs = std::filesystem;

constexpr int kFoldersUp = 4;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// A folder where a project starts: what is above it is somebody else's.
bool is_project_root(const fs::path& folder) {
  std::error_code ignored;
  constexpr std::array kMarks{".git", "host.json", "pyproject.toml", "requirements.txt"};
  for (const char* mark : kMarks) {
    if (fs::exists(folder / mark, ignored)) return true;
  }
  return false;
}

}  // namespace

Interpreter choose_interpreter(const std::string& asked, const fs::path& folder,
                               const char* virtual_env) {
  if (!asked.empty()) return {asked, "--python"};
  std::error_code ignored;
  fs::path here = fs::absolute(folder, ignored);
  for (int i = 0; i < kFoldersUp; ++i) {
    for (const char* name : {".venv", "venv"}) {
      const fs::path program = here / name / "bin" / "python";
      if (is_file(program)) return {program.string(), std::string(name) + " of the project"};
    }
    if (is_project_root(here) || !here.has_relative_path()) break;
    here = here.parent_path();
  }
  if (virtual_env != nullptr && *virtual_env != '\0') {
    const fs::path program = fs::path(virtual_env) / "bin" / "python";
    if (is_file(program)) return {program.string(), "VIRTUAL_ENV"};
  }
  return {"python3", "python3"};
}

}  // namespace core::orchestrators
