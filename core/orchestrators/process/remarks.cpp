#include "core/orchestrators/process/remarks.h"

#include "core/base/format_error.h"
#include "core/base/json.h"

namespace core::orchestrators {
namespace {

using base::JsonValue;
using Kind = JsonValue::Kind;

[[noreturn]] void fail(std::string_view line) {
  throw base::FormatError(
      {"orchestrator.protocol",
       "The orchestrator's process sent remarks that cannot be read: " +
           std::string(line.substr(0, 200)),
       {},
       "Make sure that the runtime files and the program are of the same version."});
}

/// A text, or an array with its JSON literal where it has lone surrogates.
std::string text_of(const JsonValue& value, std::string_view line) {
  if (value.is(Kind::string)) return value.text;
  if (!value.is(Kind::array) || value.items.size() != 1) fail(line);
  auto parsed = base::parse_json(value.items[0].text);
  if (!parsed.ok()) fail(line);
  return std::move(parsed.value().text);
}

std::uint32_t number_of(const JsonValue& value, std::string_view line) {
  const auto number = value.as_integer();
  if (!number || *number < 0) fail(line);
  return static_cast<std::uint32_t>(*number);
}

model::SourceRemark remark_of(const JsonValue& value, std::string_view line) {
  constexpr std::size_t kMembers = 6, kPlaceMembers = 3;
  if (value.items.size() != kMembers || value.items[2].items.size() != kPlaceMembers) fail(line);
  const auto& place = value.items[2].items;
  model::SourceRemark remark;
  remark.kind = text_of(value.items[0], line);
  remark.detail = text_of(value.items[1], line);
  remark.place = {text_of(place[0], line), text_of(place[1], line), number_of(place[2], line)};
  remark.column = number_of(value.items[3], line);
  remark.end_column = number_of(value.items[4], line);
  remark.replacement = text_of(value.items[5], line);
  return remark;
}

}  // namespace

std::vector<model::SourceRemark> read_remarks(std::string_view line) {
  const auto json = base::parse_json(line);
  const JsonValue* const list = json ? json->find("remarks") : nullptr;
  if (list == nullptr) fail(line);
  std::vector<model::SourceRemark> remarks;
  for (const JsonValue& value : list->items) remarks.push_back(remark_of(value, line));
  if (const auto more = json->integer_at("more"); more.value_or(0) > 0) {
    model::SourceRemark rest;
    rest.kind = "more";
    rest.detail = std::to_string(*more);
    remarks.push_back(std::move(rest));
  }
  return remarks;
}

}  // namespace core::orchestrators
