#include "core/exporters/convert_failure.h"

#include <algorithm>
#include <array>

#include "core/base/json_writer.h"
#include "core/base/text.h"

namespace core::exporters {
namespace {

using base::JsonValue;
using Kind = JsonValue::Kind;

struct Member {
  std::string_view folded, other;  // as sources spell it: lower case, without bars
  std::string_view dtfx, protobuf;
  Kind kind;
};
constexpr std::string_view kInner = "innerfailure";
constexpr std::array<Member, 6> kMembers{{
    {"errortype", "type", "ErrorType", "errorType", Kind::string},
    {"errormessage", "message", "ErrorMessage", "errorMessage", Kind::string},
    {"stacktrace", "stack", "StackTrace", "stackTrace", Kind::string},
    {kInner, "inner", "InnerFailure", "innerFailure", Kind::object},
    {"isnonretriable", "nonretriable", "IsNonRetriable", "isNonRetriable", Kind::boolean},
    {"properties", "", "Properties", "properties", Kind::object},
}};

std::string folded(std::string_view name) {
  std::string text = base::to_lower_ascii(name);
  std::erase(text, '_');
  return text;
}

const Member* member_of(std::string_view name) {
  const std::string word = folded(name);
  const auto found = std::find_if(kMembers.begin(), kMembers.end(), [&](const Member& member) {
    return member.folded == word || member.other == word;
  });
  return word.empty() || found == kMembers.end() ? nullptr : &*found;
}

const JsonValue* find(const JsonValue& value, const Member& member) {
  const JsonValue* found = nullptr;
  for (const auto& [name, one] : value.members) {
    if (member_of(name) == &member) found = &one;
  }
  return found;
}

std::string text_of(const JsonValue& value, const Member& member) {
  const JsonValue* found = find(value, member);
  return found != nullptr && found->is(Kind::string) ? found->text : std::string();
}

/// Whether proto3's JSON leaves the value out: it says what its absence says.
bool is_unset(const JsonValue& value, const Member& member) {
  if (value.is(Kind::null)) return true;
  if (member.kind == Kind::boolean) return value.is(Kind::boolean) && !value.flag;
  if (member.folded == "stacktrace") return false;
  return value.is(Kind::string) && value.text.empty();
}

void write(base::JsonWriter& out, const JsonValue& value, FailureNames names,
           std::vector<std::string>& left_out) {
  const bool is_protobuf = names == FailureNames::protobuf;
  out.begin_object();
  for (const Member& member : kMembers) {
    const JsonValue* one = find(value, member);
    const bool is_fitting = one != nullptr && (one->is(member.kind) || one->is(Kind::null));
    if (is_protobuf && one != nullptr && !is_fitting) left_out.emplace_back(member.dtfx);
    if (is_protobuf && (!is_fitting || is_unset(*one, member))) continue;
    out.key(is_protobuf ? member.protobuf : member.dtfx);
    if (one != nullptr && member.folded == kInner && one->is(Kind::object)) {
      write(out, *one, names, left_out);
    } else if (one != nullptr) {
      out.raw(base::to_json(*one));
    } else {
      member.kind == Kind::boolean ? out.boolean(false) : out.null();
    }
  }
  for (const auto& [name, one] : value.members) {
    if (member_of(name) != nullptr) continue;
    if (!is_protobuf) {
      out.key(name).raw(base::to_json(one));
    } else if (!one.is(Kind::null)) {
      left_out.push_back(name);
    }
  }
  out.end_object();
}

JsonValue string_value(std::string text) {
  JsonValue value;
  value.kind = Kind::string;
  value.text = std::move(text);
  return value;
}

}  // namespace

std::optional<FailureDetails> FailureDetails::of(const model::EventView& event) {
  const model::EventExtra* extra = event.extra();
  if (extra == nullptr || !extra->failure_details.has_value()) return std::nullopt;
  auto value = base::parse_json(extra->failure_details.text);
  if (!value.ok() || !value->is(Kind::object)) return std::nullopt;
  return FailureDetails(std::move(value).value());
}

FailureDetails FailureDetails::of(std::string message, std::string stack) {
  JsonValue value;
  value.kind = Kind::object;
  value.members.emplace_back("ErrorMessage", string_value(std::move(message)));
  if (!stack.empty()) value.members.emplace_back("StackTrace", string_value(std::move(stack)));
  return FailureDetails(std::move(value));
}

std::string FailureDetails::message() const { return text_of(value_, kMembers[1]); }
std::string FailureDetails::stack() const { return text_of(value_, kMembers[2]); }

std::string FailureDetails::to_json(FailureNames names, std::vector<std::string>& left_out) const {
  base::JsonWriter out;
  write(out, value_, names, left_out);
  return out.take();
}

}  // namespace core::exporters
