#include "core/session/recorded_module.h"

#include <string_view>

namespace core::session {
namespace {

constexpr std::string_view kMember = "__module__";

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.';
}

/// Takes the name behind each `"__module__": "`, also inside JSON text inside JSON text.
/// False when two different ones are found.
bool take_names(std::string_view text, std::string& name) {
  for (std::size_t at = text.find(kMember); at != std::string_view::npos;
       at = text.find(kMember, at)) {
    at = text.find_first_not_of("\\\": \t\n", at + kMember.size());
    if (at == std::string_view::npos) return true;
    std::size_t end = at;
    while (end < text.size() && is_name_character(text[end])) ++end;
    const std::string_view found = text.substr(at, end - at);
    if (!name.empty() && found != name) return false;
    name = found;
    at = end;
  }
  return true;
}

}  // namespace

std::string recorded_module(const model::History& history,
                            const std::filesystem::path& target_file) {
  if (target_file.extension() != ".py") return {};
  std::string name;
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (!take_names(history[i].payload().text, name)) return {};
  }
  if (name.empty() || name.find('.') != std::string::npos || name == target_file.stem()) return {};
  std::error_code failed;
  const std::filesystem::path folder = target_file.parent_path();
  const bool stands_beside = std::filesystem::exists(folder / (name + ".py"), failed) ||
                             std::filesystem::exists(folder / name, failed);
  return stands_beside ? std::string() : name;
}

}  // namespace core::session
