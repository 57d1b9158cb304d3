// The one place where native orchestrators meet nlohmann::json.
#include <nlohmann/json.hpp>

#include "core/orchestrators/native/codec.h"

namespace core::orchestrators {
namespace {

// json.dumps puts a space behind each comma and colon.
void append_spaced(std::string& out, std::string_view compact) {
  bool is_in_string = false;
  for (std::size_t at = 0; at < compact.size(); ++at) {
    const char c = compact[at];
    out += c;
    if (is_in_string && c == '\\') {
      out += compact[++at];
    } else if (c == '"') {
      is_in_string = !is_in_string;
    } else if (!is_in_string && (c == ',' || c == ':')) {
      out += ' ';
    }
  }
}

}  // namespace

template <DomJson T>
void append_json(std::string& out, const T& value) {
  const std::size_t begin = out.size();
  append_spaced(out, value.dump(-1, ' ', false, T::error_handler_t::replace));
  escape_beyond_ascii(out, begin);
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
