// What must not be shown of one instance, and sentences without it. A sentence is gone through by
// what it looks like (quotes, arguments behind a call's name, what follows an exception's name) and
// by what is known: every scalar of every payload, whole when short, else in pieces of eight bytes.
// Made for redact.h. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/model/payload.h"

namespace core::exporters {

/// Whether a text is gone through by its looks too. Source code is not: its quotes are its own.
enum class Nets : std::uint8_t { no, yes };

class KnownSecrets {
 public:
  /// A value as it was recorded: its bytes, what it decodes to, and every scalar and key inside,
  /// also of JSON in text and of text in base64.
  void learn(std::string_view value);
  void learn(model::PayloadView payload) { learn(payload.text); }
  /// Of a call, event, file, function, type: it may be shown wherever it stands as a whole word.
  void keep(std::string_view name);
  /// Shown as its pseudonym; an empty id is none.
  void add_instance(std::string_view id);
  /// To be called once, behind the last learn().
  void finish();

  std::string redact(std::string_view text, Nets nets) const;
  /// Instance ids become pseudonyms, all else stays.
  std::string without_ids(std::string_view text) const;

 private:
  void learn_json(std::string_view value, int depth);
  void learn_leaf(std::string_view leaf);
  void learn_number(const std::string& number);
  void sort_pieces();
  bool has_piece(std::string_view eight_bytes) const;

  std::unordered_set<std::string> names_;
  std::vector<std::string> phrases_;       // those of names_ that are more than one word
  std::vector<std::string> ids_;           // longest first after finish()
  std::unordered_set<std::string> short_;  // values of less than eight bytes
  std::vector<std::uint64_t> pieces_;      // eight bytes each; sorted after finish()
  std::size_t sorted_ = 0;
};

}  // namespace core::exporters
