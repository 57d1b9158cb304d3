#include "tests/bench/simdjson_walk.h"

#include <simdjson.h>

#include <stdexcept>

namespace bench {
namespace {

namespace ondemand = simdjson::ondemand;

void walk(ondemand::value value, Walked& seen) {
  switch (value.type()) {
    case ondemand::json_type::object:
      for (ondemand::field member : value.get_object()) {
        const std::string_view key = member.unescaped_key();
        ++seen.keys;
        seen.string_bytes += key.size();
        walk(member.value(), seen);
      }
      break;
    case ondemand::json_type::array:
      for (ondemand::value element : value.get_array()) walk(element, seen);
      break;
    case ondemand::json_type::string: {
      const std::string_view text = value.get_string();
      ++seen.strings;
      seen.string_bytes += text.size();
      break;
    }
    case ondemand::json_type::number:
      seen.numbers += value.get_number().error() == simdjson::SUCCESS ? 1 : 0;
      break;
    case ondemand::json_type::boolean:
      seen.numbers += bool(value.get_bool()) ? 1 : 0;
      break;
    case ondemand::json_type::null:
      seen.numbers += value.is_null() ? 1 : 0;
      break;
  }
}

}  // namespace

Walked simdjson_walk(const std::filesystem::path& path) {
  simdjson::padded_string text;
  if (simdjson::padded_string::load(path.string()).get(text) != simdjson::SUCCESS) {
    throw std::runtime_error("cannot load " + path.string());
  }
  ondemand::parser parser;
  ondemand::document document = parser.iterate(text);
  Walked seen;
  seen.file_bytes = text.size();
  walk(document.get_value(), seen);
  return seen;
}

}  // namespace bench
