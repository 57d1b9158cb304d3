#include "core/importers/common/json_members.h"

#include "core/importers/common/folded_name.h"

namespace core::importers {

bool JsonMembers::read(std::string_view object, Pace* pace) {
  members_.clear();
  decoded_.clear();
  decoded_.reserve(3 * object.size());  // so that views into it stay: a bad byte becomes three
  repairs_ = {};
  JsonCursor cursor(object, 0, pace);
  if (!cursor.open('{')) return false;
  bool is_first = true;
  std::string_view raw_key;
  JsonCursor::Step step = JsonCursor::Step::fault;
  while ((step = cursor.next_key(is_first, raw_key)) == JsonCursor::Step::found) {
    JsonSpan value;
    if (!cursor.value(value)) return false;
    const std::string_view key = raw_key.substr(1, raw_key.size() - 2);
    const std::size_t begin = decoded_.size();
    append_folded(key, decoded_);
    const std::string_view name = std::string_view(decoded_).substr(begin);
    members_.push_back(
        {name, key, value.kind,
         value.kind == '"' ? decode_json_string(value.raw, decoded_, repairs_) : value.raw,
         value.raw});
  }
  return step == JsonCursor::Step::end;
}

const JsonMember* JsonMembers::find(std::string_view folded_name) const {
  for (auto member = members_.rbegin(); member != members_.rend(); ++member) {
    if (member->name == folded_name) return &*member;
  }
  return nullptr;
}

const JsonMember* JsonMembers::find_value(std::string_view folded_name) const {
  const JsonMember* member = find(folded_name);
  return member != nullptr && member->has_value() ? member : nullptr;
}

std::string_view JsonMembers::string_at(std::string_view folded_name) const {
  const JsonMember* member = find(folded_name);
  return member != nullptr && member->kind == '"' ? member->text : std::string_view();
}

std::string_view JsonMembers::text_at(std::string_view folded_name) const {
  const JsonMember* member = find(folded_name);
  const bool is_text = member != nullptr && (member->kind == '"' || member->kind == '0');
  return is_text ? member->text : std::string_view();
}

JsonSpan unwrapped(const JsonMember& member) {
  JsonMembers inside;
  if (member.kind != '{' || !inside.read(member.raw) || inside.all().size() != 1) return {};
  const JsonMember& only = inside.all().front();
  if (only.name != "value") return {};
  return {only.kind, only.raw, 0};
}

}  // namespace core::importers
