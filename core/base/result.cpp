#include "core/base/result.h"

#include <fmt/format.h>

#include "core/base/text.h"

namespace core::base {
namespace {

std::string place_before(const Location& where) {
  std::string text = printable(where.file);
  if (where.line != 0) {
    text += text.empty() ? fmt::format("line {}", where.line) : fmt::format(":{}", where.line);
    if (where.column != 0) {
      text += where.file.empty() ? fmt::format(", column {}", where.column)
                                 : fmt::format(":{}", where.column);
    }
  }
  if (!text.empty()) {
    text += ": ";
  }
  return text;
}

std::string place_after(const Location& where) {
  std::string text;
  if (where.byte) {
    text = fmt::format("byte {}", *where.byte);
  }
  if (!where.json_path.empty()) {
    text += (text.empty() ? "" : ", ") + printable(where.json_path);
  }
  return text.empty() ? text : " (" + text + ")";
}

}  // namespace

std::string to_text(const Error& error) {
  std::string text = place_before(error.where) + error.message + place_after(error.where);
  if (!error.hint.empty()) {
    text += "\n" + error.hint;
  }
  return text;
}

}  // namespace core::base
