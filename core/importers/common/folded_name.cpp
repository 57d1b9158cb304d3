#include "core/importers/common/folded_name.h"

namespace core::importers {

std::string folded(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  append_folded(name, out);
  return out;
}

void append_folded(std::string_view name, std::string& out) {
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ') continue;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
}

}  // namespace core::importers
