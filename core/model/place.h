// A place in the user's source.
#pragma once

#include <cstdint>
#include <string>

namespace core::model {

/// A place in the user's source. `file` is relative to the target's folder where it lies inside.
struct Place {
  std::string file;
  std::string function;  ///< qualified name
  std::uint32_t line = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

}  // namespace core::model
