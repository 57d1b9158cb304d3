#include "core/exporters/uri.h"

namespace core::exporters {

std::string uri_of(std::string_view path) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  // Several slashes in front would name a host.
  const std::size_t slashes = path.find_first_not_of('/');
  std::string uri;
  if (path.starts_with('/')) {
    uri = "file:///";
    path.remove_prefix(slashes == std::string_view::npos ? path.size() : slashes);
  }
  for (const char c : path) {
    if (kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += kDigits[byte >> 4];
      uri += kDigits[byte & 0xFU];
    }
  }
  return uri;
}

}  // namespace core::exporters
