// Changes to inputs that keep their shape, beside libFuzzer's own of bytes: values of JSON and
// cells of CSV are taken out, put elsewhere, doubled, repeated or replaced by odd ones, so that
// what is tried gets past the parsers. Called by libFuzzer.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

constexpr std::string_view kOdd[] = {
    "-1",
    "0",
    "1",
    "2",
    "-0",
    "1.5",
    "1e400",
    "NaN",
    "-Infinity",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "null",
    "true",
    "false",
    "{}",
    "[]",
    "\"\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"\xff\"",
    "\"{\"",
    "\"[{}]\"",
    "\"0001-01-01T00:00:00Z\"",
    "\"9999-12-31T23:59:59.9999999Z\"",
    "\"2026-02-30T25:61:61\"",
    "\"1969-12-31T23:59:59.999999999+14:00\"",
    "\"-1\"",
    "\"5\"",
    "\"99999999999999999999\"",
    "\"10675199.02:48:05.4775807\"",
    "\"-10675199.02:48:05.4775808\"",
    "\"YWJj\"",
    "\"@x@y\"",
    "\"sentinel\"",
    "\"00000000000000FF\"",
    "[[[[[[[[]]]]]]]]",
    "{\"a\":{\"a\":{\"a\":{}}}}",
};

struct Span {
  std::size_t begin = 0, end = 0;
};

using Random = std::minstd_rand;

std::size_t below(Random& random, std::size_t count) { return count == 0 ? 0 : random() % count; }

/// Values of the text in the order in which they end: strings, words, and whole containers.
std::vector<Span> json_values(std::string_view text) {
  std::vector<Span> values;
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    std::size_t end = at + 1;
    if (c == '"') {
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, text.size());
      values.push_back({at, end});
    } else if (c == '{' || c == '[') {
      open.push_back(at);
    } else if ((c == '}' || c == ']') && !open.empty()) {
      values.push_back({open.back(), end});
      open.pop_back();
    } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') {
      while (end < text.size() && std::strchr(",:]} \r\n\t", text[end]) == nullptr) ++end;
      values.push_back({at, end});
    }
    at = end;
  }
  return values;
}

/// Cells of a table, and its lines.
std::vector<Span> csv_values(std::string_view text) {
  std::vector<Span> values;
  std::size_t cell = 0, line = 0;
  bool is_quoted = false;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : '\n';
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted && at < text.size()) continue;
    if (c != ',' && c != ';' && c != '\t' && c != '\n') continue;
    values.push_back({cell, at});
    cell = at + 1;
    if (c != '\n') continue;
    values.push_back({line, at});
    line = at + 1;
  }
  return values;
}

bool is_json(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \r\n\t");
  return at != std::string_view::npos && (text[at] == '{' || text[at] == '[' || text[at] == '"');
}

/// The span with the comma, or line end, that parts it from its neighbour.
Span with_comma(std::string_view text, Span span, char between) {
  const std::size_t behind = text.find_first_not_of(" \r\t", span.end);
  if (behind != std::string_view::npos && text[behind] == between) return {span.begin, behind + 1};
  const std::size_t before =
      span.begin == 0 ? std::string_view::npos : text.find_last_not_of(" \r\t", span.begin - 1);
  if (before != std::string_view::npos && text[before] == between) return {before, span.end};
  return span;
}

/// A member with its name, where the value has one.
Span with_name(std::string_view text, const std::vector<Span>& values, Span span) {
  const auto name = std::find_if(values.begin(), values.end(), [&](const Span& other) {
    if (other.end > span.begin) return false;
    const std::size_t colon = text.find_first_not_of(" \r\n\t", other.end);
    return colon < span.begin && text[colon] == ':' &&
           text.find_first_not_of(" \r\n\t", colon + 1) == span.begin;
  });
  return name == values.end() ? span : Span{name->begin, span.end};
}

std::string changed(const std::string& text, std::size_t most, Random& random) {
  const bool has_json = is_json(text);
  const std::vector<Span> values = has_json ? json_values(text) : csv_values(text);
  if (values.empty()) return text;
  Span one = values[below(random, values.size())];
  const Span other = values[below(random, values.size())];
  const bool is_line = !has_json && (one.begin == 0 || text[one.begin - 1] == '\n');
  const char between = has_json ? ',' : is_line ? '\n' : ',';
  const std::string other_text = text.substr(other.begin, other.end - other.begin);
  std::string out = text;
  switch (random() % 6) {
    case 0: {  // gone, with its name
      const Span gone = with_comma(text, has_json ? with_name(text, values, one) : one, between);
      return out.erase(gone.begin, gone.end - gone.begin);
    }
    case 1: {  // an odd one instead; a cell has no quotes
      std::string_view odd = kOdd[below(random, std::size(kOdd))];
      if (!has_json && odd.size() > 1 && odd.front() == '"') odd = odd.substr(1, odd.size() - 2);
      return out.replace(one.begin, one.end - one.begin, odd);
    }
    case 2:  // what stands elsewhere
      return out.replace(one.begin, one.end - one.begin, other_text);
    case 3: {  // the two change places
      const Span first = one.begin < other.begin ? one : other;
      const Span second = one.begin < other.begin ? other : one;
      if (first.end > second.begin) return out;
      const std::string moved = text.substr(second.begin, second.end - second.begin);
      out.replace(second.begin, second.end - second.begin,
                  text.substr(first.begin, first.end - first.begin));
      return out.replace(first.begin, first.end - first.begin, moved);
    }
    case 4:  // both
      return out.insert(one.begin, other_text + between);
    default: {  // many times: what is slow then is slow in a large file
      if (has_json && random() % 2 == 0) one = with_name(text, values, one);
      const std::string piece = text.substr(one.begin, one.end - one.begin) + between;
      const std::size_t room = (most - std::min(most, text.size())) / piece.size();
      const std::size_t wanted = random() % 8 == 0 ? 5000 : 1 + below(random, 20);
      std::string pieces;
      for (std::size_t i = std::min(room, wanted); i > 0; --i) pieces += piece;
      return out.insert(one.begin, pieces);
    }
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  Random random(seed);
  random.discard(2);
  if (size == 0 || random() % 5 < 2) return LLVMFuzzerMutate(data, size, most);
  std::string text(reinterpret_cast<const char*>(data), size);
  for (std::size_t changes = 1 + below(random, 3); changes > 0; --changes) {
    text = changed(text, most, random);
  }
  if (text.size() > most) text.resize(most);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
