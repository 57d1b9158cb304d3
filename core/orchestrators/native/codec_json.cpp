// The one place where native orchestrators meet nlohmann::json.
#include <nlohmann/json.hpp>

#include "core/orchestrators/native/codec.h"

namespace core::orchestrators {

template <DomJson T>
void append_json(std::string& out, const T& value) {
  out += value.dump(-1, ' ', false, T::error_handler_t::replace);
}

template <DomJson T>
void read_json(const base::JsonValue& json, T& out) {
  out = T::parse(base::to_json(json), nullptr, false);
  if (out.is_discarded()) {  // NaN and the infinities are lawful to Python, not to this library
    throw PayloadError("the value cannot be held as a JSON document");
  }
}

template void append_json(std::string& out, const nlohmann::json& value);
template void read_json(const base::JsonValue& json, nlohmann::json& out);

}  // namespace core::orchestrators
