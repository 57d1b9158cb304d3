#include "core/session/instance_file_names.h"

#include <fmt/format.h>

#include "core/base/sha256.h"
#include "core/base/text.h"

namespace core::session {
namespace {

/// With the ending and the number of a repeated name well below the 255 bytes that file systems
/// take, because a file is written under a longer name first.
constexpr std::size_t kLongest = 160;
constexpr std::size_t kHashDigits = 16;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '@';
}

std::string plain_name(std::string_view id) {
  if (id.empty()) return "unnamed";
  std::string name;
  for (const char c : id) {
    if (is_plain(c) && !(name.empty() && (c == '.' || c == '-'))) {
      name += c;
    } else {
      name += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    if (name.size() > kLongest) break;
  }
  if (name.size() <= kLongest) return name;
  name.resize(kLongest - kHashDigits - 1);
  // Half an escape would read as another one.
  for (int cut = 0; cut < 2; ++cut) {
    if (const std::size_t percent = name.rfind('%'); percent + 2 >= name.size()) {
      name.resize(percent == std::string::npos ? name.size() : percent);
    }
  }
  return name + "-" + base::sha256_hex(id).substr(0, kHashDigits);
}

}  // namespace

std::string InstanceFileNames::next(std::string_view id, std::string_view ending) {
  const std::string name = plain_name(id);
  const std::string key = base::to_lower_ascii(name);
  if (given_.insert(key).second) return name + std::string(ending);
  std::size_t& count = repeated_.try_emplace(key, 1).first->second;
  std::string suffix;
  do {
    suffix = fmt::format("~{}", ++count);
  } while (!given_.insert(key + suffix).second);
  return name + suffix + std::string(ending);
}

}  // namespace core::session
