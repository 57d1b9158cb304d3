#include "core/orchestrators/python/interpreter.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "core/base/file.h"
#include "core/base/text.h"

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

/// What the shell would start; the name itself when it is nowhere.
fs::path found_on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  if (path == nullptr || program.find('/') != std::string::npos) return program;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    const fs::path found = fs::path(rest.substr(0, colon)) / program;
    if (is_file(found)) return found;
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return program;
}

/// The version that the pyvenv.cfg of the program's environment tells; empty without one.
std::string environment_version(const fs::path& program) {
  const auto text = base::read_file(program.parent_path().parent_path() / "pyvenv.cfg");
  if (!text.ok()) return {};
  std::string_view rest = text.value();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    const std::size_t equals = line.find('=');
    const std::string_view key = base::trim(line.substr(0, equals));
    if (equals != std::string_view::npos && (key == "version" || key == "version_info")) {
      return std::string(base::trim(line.substr(equals + 1)));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
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
  return {"python3", "from PATH"};
}

fs::path folder_of_target(const fs::path& target) {
  std::error_code ignored;
  const fs::path path = fs::absolute(target, ignored).lexically_normal();
  return fs::is_directory(path, ignored) ? path : path.parent_path();
}

std::string describe_interpreter(const Interpreter& interpreter) {
  const fs::path program = found_on_path(interpreter.program);
  const std::string version = environment_version(program);
  return (version.empty() ? std::string() : "Python " + version + " at ") + program.string() +
         " (" + interpreter.reason + ")";
}

}  // namespace core::orchestrators
