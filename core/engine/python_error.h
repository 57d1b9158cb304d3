// An exception that the SDK itself would raise, thrown through the engine's own stack to the place
// where the SDK would catch it, or not. Never leaves the engine.
#pragma once

#include <exception>
#include <string>
#include <utility>

namespace core::engine {

/// Type name and str() of the exception.
class PythonError : public std::exception {
 public:
  PythonError(std::string type, std::string message)
      : type_(std::move(type)), message_(std::move(message)) {}

  const std::string& type() const { return type_; }
  const std::string& message() const { return message_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string type_, message_;
};

}  // namespace core::engine
