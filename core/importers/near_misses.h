// Files that people bring and that no importer of this version reads, told apart so that the
// refusal says what the file is and what to export instead. A table; read by registry only.
#pragma once

#include <string>

#include "core/importers/shape.h"

namespace core::importers {

/// What a refused file is, empty when nobody knows, and what to do.
struct NearMiss {
  std::string what;
  std::string advice;
};
NearMiss near_miss(const Shape& shape);

}  // namespace core::importers
