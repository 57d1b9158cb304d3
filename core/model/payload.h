// A user's value as bytes: never a JSON value to us (DESIGN 5, Values). It is decoded only to be
// shown or compared, and may fail to decode without harm (NaN, 2**70, lone surrogates).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace core::model {

/// How the bytes were found.
enum class PayloadKind : std::uint8_t {
  absent,     ///< no such member in the file
  null,       ///< the member was there and was null
  text,       ///< a string whose content is the value's serialised text (the normal case)
  json,       ///< a JSON value stood there unserialised; the bytes are its JSON text
  offloaded,  ///< stored elsewhere; the bytes name the blob
};

/// A payload inside a buffer that somebody else owns.
struct PayloadView {
  PayloadKind kind = PayloadKind::absent;
  std::string_view text;

  bool has_value() const { return kind == PayloadKind::text || kind == PayloadKind::json; }
  friend bool operator==(const PayloadView&, const PayloadView&) = default;
};

/// A payload that owns its bytes.
struct Payload {
  PayloadKind kind = PayloadKind::absent;
  std::string text;

  Payload() = default;
  Payload(PayloadKind k, std::string t) : kind(k), text(std::move(t)) {}
  explicit Payload(PayloadView view) : kind(view.kind), text(view.text) {}
  /// Serialised text, the normal case.
  static Payload of_text(std::string t) { return Payload(PayloadKind::text, std::move(t)); }

  bool has_value() const { return kind == PayloadKind::text || kind == PayloadKind::json; }
  PayloadView view() const { return {kind, text}; }
  friend bool operator==(const Payload&, const Payload&) = default;
};

}  // namespace core::model
