// Reads one element of a list in which calls are merged into their answers; http_status and
// functions_monitor hand it to reconstruct. Source: SEMANTICS 2b, 2g.
#pragma once

#include <map>
#include <string>

#include "core/importers/common/json_members.h"
#include "core/importers/common/reconstruct.h"

namespace core::importers {

/// How results stand in the list.
enum class ResultForm {
  parsed,  ///< as JSON values, whose text is what the history held
  text     ///< as the text itself
};

/// Reads elements and counts what they hold beyond the model.
class MergedEventReader {
 public:
  MergedEventReader(ResultForm form, RemarkLog& remarks) : form_(form), remarks_(remarks) {}

  MergedEvent read(const JsonMembers& members, std::string_view raw, const EventPlace& place);
  /// Remarks on members that were not kept, translated events and missing results.
  void finish(const base::Location& where);
  /// Whether the list comes from an SDK that numbers calls from 1: told by its entity events or by
  /// times that all have six digits.
  bool counts_from_one() const;

 private:
  bool put(const JsonMember& member, MergedEvent& event);
  std::optional<base::Timestamp> time(const JsonMember& member, const EventPlace& place);
  void put_result(const JsonMember& member, MergedEvent& event);
  void unwrap_failure(const JsonMembers& members, MergedEvent& event);
  void put_entity(std::string_view word, const JsonMembers& members, MergedEvent& event);

  ResultForm form_;
  RemarkLog& remarks_;
  std::map<std::string, std::size_t> unkept_;
  std::size_t translated_ = 0, without_result_ = 0, answers_ = 0, times_ = 0, six_digits_ = 0;
  std::size_t ambiguous_ = 0;
};

/// A value around the events as a payload: a string's content, anything else as JSON.
model::Payload payload_of_member(const JsonMember& member);

}  // namespace core::importers
