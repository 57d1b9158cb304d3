#include "core/exporters/markup.h"

#include "core/base/text.h"

namespace core::exporters {

std::string visible_lines(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = text.find_first_of("\n\t");
    out += base::printable(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    out += text[end];
    text.remove_prefix(end + 1);
  }
}

std::string escape_markup(std::string_view text) {
  const std::string visible = visible_lines(text);
  std::string out;
  out.reserve(visible.size() + visible.size() / 8);
  for (std::size_t i = 0; i < visible.size(); ++i) {
    switch (visible[i]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\xEF':
        // The two noncharacters that XML 1.0 forbids.
        if (visible.compare(i, 3, "\xEF\xBF\xBE") == 0 ||
            visible.compare(i, 3, "\xEF\xBF\xBF") == 0) {
          out += visible[i + 2] == '\xBE' ? "\\ufffe" : "\\uffff";
          i += 2;
          break;
        }
        [[fallthrough]];
      default:
        out += visible[i];
    }
  }
  return out;
}

}  // namespace core::exporters
