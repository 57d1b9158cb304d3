#include "core/engine/python_text.h"

#include <fmt/format.h>

namespace core::engine {
namespace {

using Kind = base::JsonValue::Kind;

std::string quoted(const std::string& text) {
  const bool has_single = text.find('\'') != std::string::npos;
  const bool has_double = text.find('"') != std::string::npos;
  const char quote = has_single && !has_double ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        if (c == quote) {
          out += '\\';
          out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
          out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
          out += c;
        }
    }
  }
  return out + quote;
}

}  // namespace

std::string python_str(const base::JsonValue& value) {
  return value.is(Kind::string) ? value.text : python_repr(value);
}

std::string python_repr(const base::JsonValue& value) {
  switch (value.kind) {
    case Kind::null:
      return "None";
    case Kind::boolean:
      return value.flag ? "True" : "False";
    case Kind::number:
      return value.text == "NaN" ? "nan" : value.text;
    case Kind::string:
      return quoted(value.text);
    case Kind::array: {
      std::string out = "[";
      for (const base::JsonValue& item : value.items) {
        out += (out.size() > 1 ? ", " : "") + python_repr(item);
      }
      return out + "]";
    }
    case Kind::object: {
      std::string out = "{";
      for (const auto& [name, member] : value.members) {
        out += (out.size() > 1 ? ", " : "") + quoted(name) + ": " + python_repr(member);
      }
      return out + "}";
    }
  }
  return {};
}

}  // namespace core::engine
