#include "core/importers/common/folded_name.h"

namespace core::importers {

std::string folded(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  append_folded(name, out);
  return out;
}

void append_folded(std::string_view name, std::string& out) {
  std::size_t end = out.size();
  out.resize(end + name.size());
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ') continue;
    out[end++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  out.resize(end);
}

}  // namespace core::importers
