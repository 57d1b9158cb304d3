// Platforms wrap JSON text in JSON text, an input in an array of one, and both in base64. What a
// person wants to read is inside.
#pragma once

#include <string>
#include <string_view>

namespace app::views {

struct InnerJson {
  std::string text;        ///< JSON, or the payload as it was
  std::size_t levels = 0;  ///< how often it was unwrapped; 0: nothing was
  std::size_t decoded = 0; ///< texts of base64 that were decoded on the way and inside
};

/// Takes off levels of text, and arrays that hold one text alone, while what is inside is an object
/// or an array. Payloads above a megabyte stay as they are.
InnerJson inner_json(std::string_view payload);

}  // namespace app::views
