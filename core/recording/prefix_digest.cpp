#include "core/recording/prefix_digest.h"

#include <zlib.h>

namespace core::recording {

std::uint32_t extend_digest(std::uint32_t before, std::string_view row) {
  return static_cast<std::uint32_t>(
      crc32_z(before, reinterpret_cast<const Bytef*>(row.data()), row.size()));
}

}  // namespace core::recording
