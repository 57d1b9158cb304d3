// What deep parsing code throws; the door that called it catches it once and returns its Error.
#pragma once

#include <stdexcept>
#include <utility>

#include "core/base/result.h"

namespace core::base {

/// A broken input, with its place. Never leaves a door.
class FormatError : public std::runtime_error {
 public:
  explicit FormatError(Error error) : std::runtime_error(error.message), error_(std::move(error)) {}
  const Error& error() const { return error_; }

 private:
  Error error_;
};

}  // namespace core::base
