#include "core/exporters/redact_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/exporters/redact.h"
#include "core/exporters/redact_mask.h"
#include "core/exporters/redact_shape.h"

namespace core::exporters {
namespace {

constexpr std::size_t kPiece = 8;
constexpr std::size_t kSortEvery = 1 << 20;
constexpr int kDeepest = 6;

std::uint64_t piece_at(std::string_view text) {
  std::uint64_t piece = 0;
  std::memcpy(&piece, text.data(), kPiece);
  return piece;
}

bool has_word(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_word_byte(c); });
}

/// The bytes that base64 text stands for; empty when it is none or stands for no text.
std::string from_base64(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  while (text.ends_with('=')) text.remove_suffix(1);
  if (text.size() < 6) return {};
  std::string bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t digit = kAlphabet.find(c == '-' ? '+' : c == '_' ? '/' : c);
    if (digit == std::string_view::npos) return {};
    held = (held << 6) | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 0xFFU);
  }
  return base::is_utf8(bytes) ? bytes : std::string();
}

/// Words that every finding is built of: they tell nothing, even where a value holds them too.
bool is_our_word(std::string_view word) {
  static constexpr std::array kWords{std::string_view("a"),     std::string_view("activity"),
                                     std::string_view("all"),   std::string_view("an"),
                                     std::string_view("and"),   std::string_view("any"),
                                     std::string_view("asks"),  std::string_view("at"),
                                     std::string_view("by"),    std::string_view("call"),
                                     std::string_view("code"),  std::string_view("event"),
                                     std::string_view("for"),   std::string_view("from"),
                                     std::string_view("has"),   std::string_view("history"),
                                     std::string_view("id"),    std::string_view("in"),
                                     std::string_view("input"), std::string_view("is"),
                                     std::string_view("it"),    std::string_view("name"),
                                     std::string_view("of"),    std::string_view("on"),
                                     std::string_view("or"),    std::string_view("orchestration"),
                                     std::string_view("pass"),  std::string_view("task"),
                                     std::string_view("that"),  std::string_view("the"),
                                     std::string_view("timer"), std::string_view("to"),
                                     std::string_view("was"),   std::string_view("with"),
                                     std::string_view("yield")};
  return std::binary_search(kWords.begin(), kWords.end(), word);
}

}  // namespace

void KnownSecrets::keep(std::string_view name) {
  if (name.empty()) return;
  const bool is_word = std::all_of(name.begin(), name.end(), is_word_byte);
  if (names_.emplace(name).second && !is_word) phrases_.emplace_back(name);
}

void KnownSecrets::add_instance(std::string_view id) {
  if (!id.empty()) ids_.emplace_back(id);
}

void KnownSecrets::learn_leaf(std::string_view leaf) {
  leaf = base::trim(leaf);
  if (!has_word(leaf)) return;
  if (leaf.size() < kPiece) {
    short_.emplace(leaf);
    return;
  }
  for (std::size_t i = 0; i + kPiece <= leaf.size(); ++i)
    pieces_.push_back(piece_at(leaf.substr(i)));
  if (pieces_.size() < sorted_ * 2 + kSortEvery) return;
  sort_pieces();
  sorted_ = pieces_.size();
}

void KnownSecrets::learn_number(const std::string& number) {
  learn_leaf(number);
  // 1.0, 1 and 1e0 are one value: a sentence may write it in another of its forms.
  const double value = std::strtod(number.c_str(), nullptr);
  if (!std::isfinite(value)) return;
  learn_leaf(fmt::format("{}", value));
  if (std::abs(value) < 1e15 && value == std::trunc(value)) {
    learn_leaf(fmt::format("{:.0f}", value));
    learn_leaf(fmt::format("{:.1f}", value));
  }
}

void KnownSecrets::learn_json(std::string_view value, int depth) {
  learn_leaf(value);
  // The same text as a card, a log or a JSON file would write it.
  const std::string visible = base::printable(value);
  if (visible != value) learn_leaf(visible);
  std::string literal;
  base::append_json_string(literal, value);
  if (literal.size() != value.size() + 2) learn_leaf(literal);
  if (depth > kDeepest) return;
  if (const std::string bytes = from_base64(value); !bytes.empty()) learn_json(bytes, depth + 1);

  const auto json = base::parse_json(value);
  if (!json.ok()) return;
  const auto walk = [&](const auto& self, const base::JsonValue& node) -> void {
    using Kind = base::JsonValue::Kind;
    if (node.is(Kind::string)) learn_json(node.text, depth + 1);
    if (node.is(Kind::number)) learn_number(node.text);
    for (const base::JsonValue& item : node.items) self(self, item);
    for (const auto& [key, member] : node.members) {
      // A short key is a word like any other: hiding it in sentences would hide half of them.
      if (key.size() >= kPiece) learn_leaf(key);
      self(self, member);
    }
  };
  walk(walk, *json);
}

void KnownSecrets::learn(std::string_view value) {
  if (!value.empty()) learn_json(value, 0);
}

void KnownSecrets::sort_pieces() {
  std::sort(pieces_.begin(), pieces_.end());
  pieces_.erase(std::unique(pieces_.begin(), pieces_.end()), pieces_.end());
}

void KnownSecrets::finish() {
  sort_pieces();
  std::sort(ids_.begin(), ids_.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
  std::sort(phrases_.begin(), phrases_.end(),
            [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

bool KnownSecrets::has_piece(std::string_view eight_bytes) const {
  return std::binary_search(pieces_.begin(), pieces_.end(), piece_at(eight_bytes));
}

std::string KnownSecrets::without_ids(std::string_view text) const {
  RedactionMask mask(text);
  for (const std::string& id : ids_) mask.replace_all(id, pseudonym(id));
  return mask.result();
}

std::string KnownSecrets::redact(std::string_view text, Nets nets) const {
  RedactionMask mask(text);
  const auto is_kept = [this](std::string_view word) {
    return names_.contains(std::string(word)) || is_our_word(word);
  };
  for (const std::string& id : ids_) mask.replace_all(id, pseudonym(id));
  for (const std::string& name : phrases_) mask.replace_all(name, name, Where::whole_words);
  if (nets == Nets::yes) mask.hide_by_looks(is_kept);
  for (std::size_t i = 0; i + kPiece <= text.size(); ++i) {
    if (has_piece(text.substr(i, kPiece))) mask.hide(i, i + kPiece);
  }
  mask.widen_to_words(is_kept);
  mask.hide_whole([this](std::string_view value) { return short_.contains(std::string(value)); },
                  kPiece - 1, is_kept);
  return mask.result();
}

}  // namespace core::exporters
