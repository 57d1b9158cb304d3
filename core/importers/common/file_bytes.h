// The bytes of a file while an importer reads them front to back once. What has been read can be
// given back to the system at once, so that a History never stands in memory beside the whole file
// it came from (DESIGN 12, peak memory).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace core::importers {

/// Owns the bytes and counts their lines.
class FileBytes {
 public:
  explicit FileBytes(std::string bytes) : bytes_(std::move(bytes)) {}

  std::string_view view() const { return bytes_; }
  /// For a parser that puts brackets around a part and takes them away again.
  std::span<char> writable() { return bytes_; }
  std::size_t size() const { return bytes_.size(); }

  /// Says that nothing before `byte` is read again; its content is undefined from then on.
  /// REQUIRES: `byte` does not go back.
  void spend(std::size_t byte);
  /// Line of a byte, from 1. REQUIRES: nothing at or after `byte` is spent.
  std::uint32_t line_of(std::size_t byte);

 private:
  std::string bytes_;
  std::size_t spent_ = 0;
  std::size_t counted_to_ = 0;  // lines are counted before their bytes are spent
  std::uint32_t line_ = 1;
};

}  // namespace core::importers
