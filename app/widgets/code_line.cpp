#include "app/widgets/code_line.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace app::widgets {
namespace {

enum class TokenKind : std::uint8_t { plain, keyword, name, string, number, comment };

struct Token {
  std::string_view text;
  TokenKind kind = TokenKind::plain;
};

constexpr std::array<std::string_view, 37> kKeywords{
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "while", "with",   "yield"};

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & '\x80') != 0;
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Cuts one line into tokens, keeping track of strings in three quotes.
class Lexer {
 public:
  Lexer(std::string_view line, LexState state) : rest_(line), state_(state) {}

  bool next(Token& token) {
    if (rest_.empty()) return false;
    if (state_ != LexState::code) return take_long_string(token, 0);
    const char c = rest_.front();
    if (c == '#') return take(token, rest_.size(), TokenKind::comment);
    if (c == '"' || c == '\'') return take_string(token);
    if (is_digit(c)) return take_while(token, TokenKind::number);
    if (is_word(c)) return take_word(token);
    return take_plain(token);
  }
  LexState state() const { return state_; }

 private:
  bool take(Token& token, std::size_t count, TokenKind kind) {
    token = {rest_.substr(0, count), kind};
    rest_.remove_prefix(count);
    return true;
  }
  bool take_while(Token& token, TokenKind kind) {
    const auto end =
        std::find_if(rest_.begin(), rest_.end(), [](char c) { return !is_word(c) && c != '.'; });
    return take(token, static_cast<std::size_t>(end - rest_.begin()), kind);
  }
  bool take_word(Token& token) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_word);
    const std::string_view word = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    const bool is_prefix = word.size() <= 2 && end != rest_.end() && (*end == '"' || *end == '\'');
    TokenKind kind = is_prefix ? TokenKind::string : TokenKind::plain;
    if (std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end()) {
      kind = TokenKind::keyword;
    } else if (end != rest_.end() && *end == '(') {
      kind = TokenKind::name;
    }
    return take(token, word.size(), kind);
  }
  bool take_plain(Token& token) {
    const auto end = std::find_if(rest_.begin(), rest_.end(), [](char c) {
      return is_word(c) || c == '#' || c == '"' || c == '\'';
    });
    return take(token, static_cast<std::size_t>(end - rest_.begin()), TokenKind::plain);
  }
  bool take_string(Token& token) {
    const char quote = rest_.front();
    if (rest_.size() >= 3 && rest_[1] == quote && rest_[2] == quote) {
      state_ = quote == '"' ? LexState::in_double_quotes : LexState::in_single_quotes;
      return take_long_string(token, 3);
    }
    std::size_t end = 1;
    while (end < rest_.size() && rest_[end] != quote) end += rest_[end] == '\\' ? 2 : 1;
    return take(token, std::min(end + 1, rest_.size()), TokenKind::string);
  }
  bool take_long_string(Token& token, std::size_t from) {
    const std::string_view quotes = state_ == LexState::in_double_quotes ? "\"\"\"" : "'''";
    const auto end = rest_.find(quotes, from);
    if (end == std::string_view::npos) return take(token, rest_.size(), TokenKind::string);
    state_ = LexState::code;
    return take(token, end + 3, TokenKind::string);
  }

  std::string_view rest_;
  LexState state_;
};

ImU32 color_of(const Theme& theme, TokenKind kind) {
  switch (kind) {
    case TokenKind::plain:
      return theme.text;
    case TokenKind::keyword:
      return theme.code_keyword;
    case TokenKind::name:
      return theme.code_name;
    case TokenKind::string:
      return theme.code_string;
    case TokenKind::number:
      return theme.code_number;
    case TokenKind::comment:
      return theme.code_comment;
  }
  return theme.text;
}

}  // namespace

LexState lex_line(std::string_view line, LexState state) {
  Lexer lexer(line, state);
  for (Token token; lexer.next(token);) {
  }
  return lexer.state();
}

void draw_code_line(ImDrawList& list, const Ui& ui, ImVec2 at, std::string_view line,
                    LexState state, float opacity) {
  Lexer lexer(line, state);
  for (Token token; lexer.next(token);) {
    const ImU32 color = with_alpha(color_of(ui.theme(), token.kind), opacity);
    draw_text(list, ui.fonts.mono, at, color, token.text);
    at.x += text_width(ui.fonts.mono, token.text);
  }
}

}  // namespace app::widgets
