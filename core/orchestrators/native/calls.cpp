#include "core/orchestrators/native/calls.h"

#include <stdexcept>

#include "core/base/text.h"

namespace core::orchestrators {
namespace {

void append_member(std::string& out, std::string_view key, std::string_view value) {
  if (!out.empty()) {
    out += ", ";
  }
  append_json(out, key);
  out += ": ";
  append_json(out, value);
}

}  // namespace

RetryOptions::RetryOptions(std::chrono::milliseconds first_interval, std::int32_t max_attempts)
    : first_interval_(first_interval), max_attempts_(max_attempts) {
  if (first_interval_.count() <= 0) {
    throw std::invalid_argument(
        "first_retry_interval_in_milliseconds valuemust be greater than 0.");
  }
}

std::string RetryOptions::to_json() const {
  return "{\"firstRetryIntervalInMilliseconds\": " + std::to_string(first_interval_.count()) +
         ", \"maxNumberOfAttempts\": " + std::to_string(max_attempts_) + '}';
}

EntityId::EntityId(std::string_view name, std::string_view key) {
  if (name.empty()) {
    throw std::invalid_argument("Entity name cannot be empty");
  }
  if (key.empty()) {
    throw std::invalid_argument("Entity key cannot be empty");
  }
  scheduler_id_ = '@' + base::to_lower_ascii(name) + '@' + std::string(key);
}

HttpRequest& HttpRequest::header(std::string_view name, std::string_view value) {
  append_member(headers_, name, value);
  return *this;
}

HttpRequest& HttpRequest::managed_identity(std::string_view resource) {
  resource_ = resource;
  return *this;
}

std::string HttpRequest::to_json() const {
  std::string members;
  append_member(members, "method", method_);
  append_member(members, "uri", uri_);
  if (content_.empty()) {
    members += ", \"content\": null";
  } else {
    append_member(members, "content", content_);
  }
  members += ", \"headers\": " + (headers_.empty() ? "null" : '{' + headers_ + '}');
  if (!resource_.empty()) {
    std::string token;
    append_member(token, "resource", resource_);
    append_member(token, "kind", "AzureManagedIdentity");
    members += ", \"tokenSource\": {" + token + '}';
  }
  return '{' + members + '}';
}

}  // namespace core::orchestrators
