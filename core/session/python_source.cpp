#include "core/session/python_source.h"

#include <algorithm>
#include <map>

#include "core/base/text.h"

namespace core::session {
namespace {

using base::trim;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The text with the insides of strings and all comments blanked; same length, same lines.
class Masker {
 public:
  explicit Masker(std::string_view text) : text_(text), out_(text) {}

  std::string mask() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        blank_until(std::min(text_.find('\n', at_), text_.size()));
      } else if (c == '"' || c == '\'') {
        skip_string(c);
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  void blank_until(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') out_[at_] = ' ';
    }
  }

  void skip_string(char quote) {
    const std::string triple(3, quote);
    const bool is_long = text_.substr(at_, 3) == triple;
    std::size_t end = at_ + (is_long ? 3 : 1);
    while (end < text_.size()) {
      if (text_[end] == '\\') {
        end += 2;
      } else if (is_long ? text_.substr(end, 3) == triple : text_[end] == quote) {
        break;
      } else if (!is_long && text_[end] == '\n') {
        break;
      } else {
        ++end;
      }
    }
    ++at_;
    blank_until(std::min(end, text_.size()));
    at_ = std::min(end + (is_long ? 3 : 1), text_.size());
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

/// A logical line: it goes on inside brackets and behind a backslash.
struct Statement {
  std::uint32_t line = 0;
  std::size_t indent = 0;
  std::string_view text, masked;
};

std::vector<Statement> statements(std::string_view text, std::string_view masked) {
  std::vector<Statement> out;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at < masked.size();) {
    const std::uint32_t first_line = line;
    int depth = 0;
    std::size_t end = at;
    for (; end < masked.size(); ++end) {
      const char c = masked[end];
      if (c == '(' || c == '[' || c == '{') ++depth;
      if (c == ')' || c == ']' || c == '}') --depth;
      if (c != '\n') continue;
      ++line;
      const bool is_inside_string = text[end] != masked[end];
      if (depth <= 0 && !is_inside_string && (end == 0 || masked[end - 1] != '\\')) break;
    }
    const std::string_view whole = masked.substr(at, end - at);
    const std::size_t indent = whole.find_first_not_of(" \t\r\f");
    if (indent != std::string_view::npos) {
      out.push_back({first_line, indent, text.substr(at + indent, end - at - indent),
                     whole.substr(indent)});
    }
    at = end + 1;
  }
  return out;
}

/// The string literals among a call's arguments, by keyword; positional ones as "0", "1", ….
std::map<std::string, std::string> literal_arguments(const Statement& call, std::size_t open) {
  std::map<std::string, std::string> out;
  int depth = 0, position = 0;
  std::string keyword;
  for (std::size_t i = open; i < call.masked.size(); ++i) {
    const char c = call.masked[i];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (depth == 0) break;
    if (c == ',' && depth == 1) ++position, keyword.clear();
    if (c == '=' && depth == 1) {
      std::size_t from = i;
      while (from > open && call.masked[from - 1] == ' ') --from;
      const std::size_t end = from;
      while (from > open && is_word(call.masked[from - 1])) --from;
      keyword = std::string(call.masked.substr(from, end - from));
    }
    if ((c == '"' || c == '\'') && depth == 1) {
      const std::size_t end = call.masked.find(c, i + 1);
      if (end == std::string_view::npos) break;
      out.emplace(keyword.empty() ? std::to_string(position) : keyword,
                  std::string(call.text.substr(i + 1, end - i - 1)));
      i = end;
    }
  }
  return out;
}

/// Position of the bracket behind `.callee`, or npos.
std::size_t call_of(std::string_view masked, std::string_view callee) {
  const std::size_t at = masked.find(callee);
  if (at == std::string_view::npos || at == 0 || masked[at - 1] != '.') {
    return std::string_view::npos;
  }
  const std::size_t open = masked.find_first_not_of(' ', at + callee.size());
  return open != std::string_view::npos && masked[open] == '(' ? open : std::string_view::npos;
}

std::string_view word_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word(text[end])) ++end;
  return text.substr(0, end);
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end >= text.size() || !is_word(text[end]))) {
      return true;
    }
  }
  return false;
}

class Reader {
 public:
  PythonSource read(std::string_view text) {
    const std::string masked = Masker(text).mask();
    for (const Statement& statement : statements(text, masked)) take(statement);
    return std::move(source_);
  }

 private:
  void take(const Statement& statement) {
    if (statement.masked.starts_with('@')) {
      decorators_.push_back(statement);
      return;
    }
    std::string_view rest = statement.masked;
    if (rest.starts_with("async ")) rest = trim(rest.substr(6));
    if (rest.starts_with("def ")) {
      define(statement, trim(rest.substr(4)));
    } else {
      if (statement.indent == 0) take_created(statement);
      note_yield(statement);
    }
    decorators_.clear();
  }

  void define(const Statement& statement, std::string_view rest) {
    PythonFunction function;
    function.name = std::string(word_at(rest));
    function.line = decorators_.empty() ? statement.line : decorators_.front().line;
    function.is_top_level = statement.indent == 0;
    const std::size_t open = std::min(rest.find('('), rest.size());
    const std::string_view parameter =
        rest.substr(open, std::min(rest.find_first_of(",)", open), rest.size()) - open);
    const std::string_view name =
        parameter.empty() ? parameter : word_at(trim(parameter.substr(1)));
    function.takes_context = name == "context" || name == "ctx" ||
                             parameter.find("Context") != std::string_view::npos;
    function.orchestration = declared_name(function.name);
    if (!function.is_top_level && !function.orchestration) {
      note_yield(statement);
      return;
    }
    function.has_yield = has_word(statement.masked, "yield");
    source_.functions.push_back(std::move(function));
  }

  std::optional<std::string> declared_name(const std::string& function) const {
    std::optional<std::string> orchestration, function_name;
    bool is_orchestrator = false;
    for (const Statement& decorator : decorators_) {
      if (const auto open = call_of(decorator.masked, "orchestration_trigger");
          open != std::string_view::npos) {
        is_orchestrator = true;
        const auto given = literal_arguments(decorator, open);
        for (const char* key : {"orchestration", "1"}) {
          if (const auto at = given.find(key); at != given.end()) orchestration = at->second;
        }
      }
      if (const auto open = call_of(decorator.masked, "function_name");
          open != std::string_view::npos) {
        const auto given = literal_arguments(decorator, open);
        for (const char* key : {"0", "name"}) {
          if (const auto at = given.find(key); at != given.end()) function_name = at->second;
        }
      }
    }
    if (!is_orchestrator) return std::nullopt;
    return orchestration.value_or(function_name.value_or(function));
  }

  void take_created(const Statement& statement) {
    const std::size_t equals = statement.masked.find('=');
    const std::size_t create = statement.masked.find("Orchestrator.create");
    if (equals == std::string_view::npos || create == std::string_view::npos || equals > create) {
      return;
    }
    const std::size_t open = statement.masked.find('(', create);
    if (open == std::string_view::npos) return;
    source_.created.push_back({std::string(word_at(statement.masked)),
                               std::string(word_at(trim(statement.masked.substr(open + 1))))});
  }

  void note_yield(const Statement& statement) {
    if (statement.indent > 0 && !source_.functions.empty() && has_word(statement.masked, "yield")) {
      source_.functions.back().has_yield = true;
    }
  }

  PythonSource source_;
  std::vector<Statement> decorators_;
};

}  // namespace

PythonSource read_python_source(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return Reader().read(text);
}

}  // namespace core::session
