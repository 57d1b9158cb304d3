#include "core/session/recorded_module.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/base/file.h"

namespace core::session {
namespace {

constexpr std::string_view kModule = "__module__";
constexpr std::string_view kClass = "__class__";

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.';
}

/// Takes the name behind each `"member": "`, also inside JSON text inside JSON text.
void take_names(std::string_view text, std::string_view member, std::set<std::string>& names) {
  for (std::size_t at = text.find(member); at != std::string_view::npos;
       at = text.find(member, at)) {
    at = text.find_first_not_of("\\\": \t\n", at + member.size());
    if (at == std::string_view::npos) return;
    std::size_t end = at;
    while (end < text.size() && is_name_character(text[end])) ++end;
    names.emplace(text.substr(at, end - at));
    at = end;
  }
}

/// Whether a line of the text defines that class.
bool defines(std::string_view text, const std::string& name) {
  const std::string wanted = "class " + name;
  for (std::size_t at = text.find(wanted); at != std::string_view::npos;
       at = text.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool begins_line = at == 0 || text[at - 1] == '\n';
    if (begins_line && (end == text.size() || !is_name_character(text[end]))) return true;
  }
  return false;
}

}  // namespace

std::string recorded_module(const model::History& history,
                            const std::filesystem::path& target_file) {
  if (target_file.extension() != ".py") return {};
  std::set<std::string> modules, classes;
  for (std::size_t i = 0; i < history.size(); ++i) {
    take_names(history[i].payload().text, kModule, modules);
    take_names(history[i].payload().text, kClass, classes);
  }
  if (modules.size() != 1) return {};
  const std::string& name = *modules.begin();
  if (name.empty() || name.find('.') != std::string::npos || name == target_file.stem()) return {};
  std::error_code failed;
  const std::filesystem::path folder = target_file.parent_path();
  const bool stands_beside = std::filesystem::exists(folder / (name + ".py"), failed) ||
                             std::filesystem::exists(folder / name, failed);
  if (stands_beside) return {};
  const auto text = base::read_file(target_file);
  const bool is_defined =
      text.ok() && std::any_of(classes.begin(), classes.end(), [&](const std::string& wanted) {
        return defines(text.value(), wanted);
      });
  return is_defined ? name : std::string();
}

}  // namespace core::session
