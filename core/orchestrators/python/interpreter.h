// Which Python runs the user's code (DESIGN 6, python).
#pragma once

#include <filesystem>
#include <string>

namespace core::orchestrators {

/// The interpreter that was chosen, and by which rule.
struct Interpreter {
  std::string program;  ///< a path, or a name that is looked up
  std::string reason;   ///< "--python", ".venv of the project", "VIRTUAL_ENV", "from PATH"
};

/// `asked` when it is not empty, else the .venv or venv of the target's folder or of one above it
/// that belongs to the same project, else VIRTUAL_ENV, else python3.
Interpreter choose_interpreter(const std::string& asked, const std::filesystem::path& folder,
                               const char* virtual_env);

/// The folder whose environment counts: the target itself when it is one, else the file's.
std::filesystem::path folder_of_target(const std::filesystem::path& target);

/// The choice without starting it: "/usr/bin/python3 (from PATH)", with the version of a virtual
/// environment as its pyvenv.cfg says.
std::string describe_interpreter(const Interpreter& interpreter);

}  // namespace core::orchestrators
