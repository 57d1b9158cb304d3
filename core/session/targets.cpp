#include "core/session/targets.h"

#include <array>
#include <chrono>
#include <cstdlib>

#include "core/base/text.h"
#include "core/orchestrators/native/native_table.h"
#include "core/orchestrators/python/interpreter.h"
#include "core/orchestrators/python/python_target.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

using OpenedTarget = base::Result<std::unique_ptr<orchestrators::Target>>;

constexpr std::string_view kNative = "native:";
constexpr const char* kForms =
    "Name it as file.py:function, a function-app folder, or native:NAME.";

base::Error target_error(std::string code, std::string message, std::string hint) {
  base::Error error;
  error.code = std::move(code);
  error.message = std::move(message);
  error.hint = std::move(hint);
  return error;
}

/// Splits "file.py:function" at the last colon behind the last slash.
void split(const std::string& text, TargetName& name) {
  const std::size_t slash = text.find_last_of('/');
  const std::size_t colon = text.find_last_of(':');
  const bool has_function =
      colon != std::string::npos && (slash == std::string::npos || colon > slash);
  name.path = has_function ? text.substr(0, colon) : text;
  name.function = has_function ? text.substr(colon + 1) : std::string();
}

std::string runtime_of(const fs::path& path) {
  const std::string extension = path.extension().string();
  if (extension == ".py" || fs::is_directory(path)) return "python";
  if (extension == ".js" || extension == ".mjs" || extension == ".cjs" || extension == ".ts") {
    return "javascript";
  }
  return {};
}

OpenedTarget open_native(const TargetName& name, const TargetOptions&, const base::WorkContext&) {
  return orchestrators::open_native_target(name.function);
}

OpenedTarget open_python(const TargetName& name, const TargetOptions& how,
                         const base::WorkContext& work) {
  orchestrators::PythonOptions options;
  options.path = name.path;
  options.function = name.function;
  options.python = how.request.python;
  options.allowances = how.request.allowances;
  options.module_name = how.module_name;
  options.recorded_name = how.recorded_name;
  options.stubs_missing = how.request.stubs_missing;
  options.real_sdk = how.real_sdk;
  options.world = how.world;
  if (how.request.step_seconds > 0) {
    options.limits.advance_time =
        std::chrono::milliseconds(static_cast<std::int64_t>(how.request.step_seconds * 1000));
  }
  options.is_plain_generator =
      how.flavour != nullptr && how.flavour->yields == engine::YieldRule::any_value;
  return orchestrators::open_python(options, work);
}

OpenedTarget refuse_javascript(const TargetName& name, const TargetOptions&,
                               const base::WorkContext&) {
  return target_error("target.unsupported",
                      "JavaScript orchestrators cannot be run yet: " + base::printable(name.text),
                      "The history can be opened without code. " + std::string(kForms));
}

/// One row a runtime.
struct Runtime {
  std::string_view name;
  OpenedTarget (*open)(const TargetName&, const TargetOptions&, const base::WorkContext&);
};

constexpr std::array kRuntimes{
    Runtime{"native", open_native},
    Runtime{"python", open_python},
    Runtime{"javascript", refuse_javascript},
};

}  // namespace

fs::path TargetName::folder() const {
  if (path.empty() || fs::is_directory(path)) return path;
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

base::Result<TargetName> parse_target(const std::string& text, const fs::path& base) {
  TargetName name;
  name.text = text;
  if (text.starts_with(kNative)) {
    name.runtime = "native";
    name.function = text.substr(kNative.size());
    if (!name.function.empty()) return name;
    return target_error("target.malformed", "the native orchestrator has no name", kForms);
  }
  split(text, name);
  if (name.path.empty()) {
    return target_error("target.malformed", "'" + base::printable(text) + "' names no file",
                        kForms);
  }
  if (name.path.is_relative() && !base.empty()) name.path = base / name.path;
  name.runtime = runtime_of(name.path);
  if (name.runtime.empty()) {
    return target_error("target.malformed",
                        "'" + base::printable(text) + "' is neither a .py file nor a folder",
                        kForms);
  }
  std::error_code failed;
  if (!fs::exists(name.path, failed)) {
    return target_error("target.not_found",
                        "no such file or folder: " + base::printable(name.path.string()), kForms);
  }
  return name;
}

std::string interpreter_for(const std::string& target, const std::string& python) {
  const auto name = parse_target(target, {});
  if (!name.ok() || name->runtime != "python") return {};
  return orchestrators::describe_interpreter(orchestrators::choose_interpreter(
      python, orchestrators::folder_of_target(name->path), std::getenv("VIRTUAL_ENV")));
}

OpenedTarget open_target(const TargetName& name, const TargetOptions& options,
                         const base::WorkContext& work) {
  for (const Runtime& runtime : kRuntimes) {
    if (runtime.name == name.runtime) return runtime.open(name, options, work);
  }
  return target_error("target.malformed", "unknown runtime of " + base::printable(name.text),
                      kForms);
}

}  // namespace core::session
