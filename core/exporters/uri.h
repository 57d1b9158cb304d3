// Paths as URI references (RFC 3986) for formats that name files so. Pure.
#pragma once

#include <string>
#include <string_view>

namespace core::exporters {

/// "my app/f.py" gives "my%20app/f.py", an absolute path "file:///…". Every byte beyond the
/// unreserved characters and '/' is percent-encoded, also ':' and broken UTF-8.
std::string uri_of(std::string_view path);

}  // namespace core::exporters
