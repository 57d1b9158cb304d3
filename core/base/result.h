// Expected failure at the doors of the core: a value, or an Error a person can act on.
// Made by the doors named in core/README.md; inside a door code may throw FormatError instead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/base/check.h"

namespace core::base {

/// Where something is. Every part may be absent; lines and columns count from 1, bytes from 0.
struct Location {
  std::string file;
  std::optional<std::uint64_t> byte;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  /// JSON pointer (RFC 6901), e.g. "/history/3/EventType".
  std::string json_path;

  friend bool operator==(const Location&, const Location&) = default;
};

/// An expected failure, worded for the person at the desk: what failed, where, why, what to do.
struct Error {
  /// Stable, dotted, e.g. "import.unknown_format".
  std::string code;
  std::string message;
  Location where;
  /// What to do next; may be empty.
  std::string hint;

  friend bool operator==(const Error&, const Error&) = default;
};

/// The whole error as lines: "file:line:column: message (byte n, /json/path)", then the hint.
std::string to_text(const Error& error);

/// A T or an Error. Asking for the one that is not there is a bug and stops the program.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}          // NOLINT: implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}      // NOLINT: implicit

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return check(ok(), "value of a failed Result"), std::get<0>(state_); }
  const T& value() const& { return check(ok(), "value of a failed Result"), std::get<0>(state_); }
  T&& value() && { return check(ok(), "value of a failed Result"), std::get<0>(std::move(state_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

  const Error& error() const& { return check(!ok(), "error of a good Result"), std::get<1>(state_); }
  Error&& error() && { return check(!ok(), "error of a good Result"), std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

/// The result of a door that yields nothing but success.
using Status = Result<std::monostate>;
inline Status success() { return Status(std::monostate{}); }

}  // namespace core::base
