// Makes worker payloads of any size for the tests of windows, damage and limits.
#pragma once

#include <cstddef>
#include <string>

namespace core::importers {

/// What stands between two events of the made payload.
enum class Layout { compact, pretty };

/// A payload of one activity chain with `calls` calls, four events each; every result is `result`,
/// JSON-escaped by the caller.
std::string make_payload(std::size_t calls, const std::string& result,
                         Layout layout = Layout::compact);

}  // namespace core::importers
