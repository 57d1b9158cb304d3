#include "core/importers/common/unpack.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "core/base/text.h"
#include "core/importers/common/pace.h"

namespace core::importers {

namespace {

/// Inflates all members of a gzip file, one behind the other.
void inflate_all(std::string& bytes, std::size_t most, Unpacked& out, Pace* pace) {
  constexpr int kGzipOnly = 16 + MAX_WBITS;
  constexpr std::size_t kChunk = 1u << 18;
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return;
  const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&stream, inflateEnd);
  std::string text;
  std::size_t at = 0;
  int result = Z_OK;
  while (result == Z_OK && text.size() < most) {
    if (stream.avail_in == 0 && at < bytes.size()) {
      const std::size_t size = std::min<std::size_t>(bytes.size() - at, 1u << 30);
      stream.next_in = reinterpret_cast<Bytef*>(bytes.data() + at);
      stream.avail_in = static_cast<uInt>(size);
      at += size;
    }
    if (pace != nullptr) pace->now(at - stream.avail_in);
    const std::size_t filled = text.size();
    text.resize(filled + kChunk);
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + filled);
    stream.avail_out = static_cast<uInt>(kChunk);
    result = inflate(&stream, Z_NO_FLUSH);
    text.resize(filled + kChunk - stream.avail_out);
    if (result == Z_STREAM_END && (stream.avail_in > 0 || at < bytes.size())) {
      // Another member may follow; zeros behind the last one are padding.
      if (stream.avail_in == 0 || *stream.next_in != 0x1F) break;
      result = inflateReset(&stream);
    }
  }
  if (result == Z_BUF_ERROR) {
    out.damage = "the gzip data ends before its end";
  } else if (result != Z_STREAM_END) {
    out.damage = text.size() >= most
                     ? fmt::format("the gzip data unpacks to more than {} bytes", most)
                     : "the gzip data is damaged";
  }
  bytes = std::move(text);
}

/// UTF-16 with its byte order mark as UTF-8; a lone half becomes U+FFFD.
std::string from_utf16(std::string_view bytes, Pace* pace) {
  const bool is_little = bytes.starts_with("\xFF\xFE");
  std::string text;
  text.reserve(bytes.size() / 2);
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(is_little ? first | second << 8 : first << 8 | second);
  };
  for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
    if (pace != nullptr) pace->at(at);
    char32_t point = unit(at);
    if (point >= 0xD800 && point <= 0xDFFF) {
      const char32_t low = at + 3 < bytes.size() ? unit(at + 2) : 0;
      if (point < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      } else {
        point = 0xFFFD;
      }
    }
    base::append_utf8(text, point);
  }
  return text;
}

}  // namespace

std::size_t most_unpacked(std::size_t packed_size) {
  constexpr std::size_t kAlways = 256u << 20;
  constexpr std::size_t kMost = std::size_t{4} << 30;
  constexpr std::size_t kRatio = 100;
  return packed_size > kMost / kRatio ? kMost : std::min(kMost, kAlways + kRatio * packed_size);
}

Unpacked unpack(std::string bytes, std::size_t most, Pace* pace) {
  Unpacked out;
  if (bytes.starts_with("\x1F\x8B")) {
    inflate_all(bytes, most, out, pace);
    out.steps.emplace_back("gzip");
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    bytes = from_utf16(bytes, pace);
    out.steps.emplace_back("UTF-16");
  }
  out.bytes = std::move(bytes);
  return out;
}

}  // namespace core::importers
