// What some calls take beside a name and an input. Made by user code, written into ops by Context
// as the Python SDK writes them. Classes, not aggregates: g++ 12 destroys aggregates in an await
// twice (orchestration.h). Source: SEMANTICS 3.1 (Retry), 3.2, 5.1.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/orchestrators/native/codec.h"

namespace core::orchestrators {

/// When and how often a failed call is tried again. The delays are the platform's.
class RetryOptions {
 public:
  /// `max_attempts` counts the first one too. Throws std::invalid_argument, worded as the SDK does,
  /// where the interval is not above 0.
  RetryOptions(std::chrono::milliseconds first_interval, std::int32_t max_attempts);

  std::int32_t max_attempts() const { return max_attempts_; }
  /// The SDK's retryOptions.
  std::string to_json() const;

 private:
  std::chrono::milliseconds first_interval_;
  std::int32_t max_attempts_;
};

/// Name and key of an entity. Throws std::invalid_argument, worded as the SDK does, for an empty one.
class EntityId {
 public:
  EntityId(std::string_view name, std::string_view key);

  /// "@name@key", the name in lower case.
  const std::string& scheduler_id() const { return scheduler_id_; }

 private:
  std::string scheduler_id_;
};

/// One HTTP call that the platform makes.
class HttpRequest {
 public:
  HttpRequest(std::string_view method, std::string_view uri) : method_(method), uri_(uri) {}

  /// The body, sent as JSON text.
  template <class T>
  HttpRequest& content(const T& value) {
    content_.clear();
    append_json(content_, value);
    return *this;
  }
  HttpRequest& header(std::string_view name, std::string_view value);
  /// Resource for which the platform asks its managed identity for a token.
  HttpRequest& managed_identity(std::string_view resource);

  const std::string& method() const { return method_; }
  const std::string& uri() const { return uri_; }
  /// The SDK's httpRequest.
  std::string to_json() const;

 private:
  std::string method_, uri_;
  std::string content_;   // JSON text; empty: none
  std::string headers_;   // members of a JSON object
  std::string resource_;  // empty: none
};

}  // namespace core::orchestrators
