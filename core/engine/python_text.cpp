#include "core/engine/python_text.h"

#include <cstdlib>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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

/// repr() of what json.loads makes of a number: an int as written, a float in its shortest form.
std::string number(const std::string& text) {
  if (text.find_first_not_of("-0123456789") == std::string::npos) {
    return text == "-0" ? "0" : text;
  }
  std::string out = fmt::format("{}", std::strtod(text.c_str(), nullptr));
  if (out.find_first_of(".en") == std::string::npos) out += ".0";
  return out;
}

/// A dict keeps the place of a name's first value and the last of its values.
template <typename Members>
std::vector<std::pair<std::string, const base::JsonValue*>> unrepeated(const Members& members) {
  std::vector<std::pair<std::string, const base::JsonValue*>> out;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const auto& [name, member] : members) {
    const auto [at, is_new] = places.try_emplace(name, out.size());
    if (is_new) {
      out.emplace_back(name, &member);
    } else {
      out[at->second].second = &member;
    }
  }
  return out;
}

}  // namespace

std::string_view python_type(const base::JsonValue& value) {
  switch (value.kind) {
    case Kind::null:
      return "NoneType";
    case Kind::boolean:
      return "bool";
    case Kind::number:
      return value.text.find_first_not_of("-0123456789") == std::string::npos ? "int" : "float";
    case Kind::string:
      return "str";
    case Kind::array:
      return "list";
    case Kind::object:
      break;
  }
  return "dict";
}

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
      return number(value.text);
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
      for (const auto& [name, member] : unrepeated(value.members)) {
        out += (out.size() > 1 ? ", " : "") + quoted(name) + ": " + python_repr(*member);
      }
      return out + "}";
    }
  }
  return {};
}

}  // namespace core::engine
