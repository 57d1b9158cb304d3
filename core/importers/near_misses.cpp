#include "core/importers/near_misses.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/text.h"
#include "core/importers/common/base64.h"

namespace core::importers {

namespace {

constexpr std::string_view kExports =
    "Bring the worker payload, the array of history events, or the history table of the instance; "
    "README.md says how to export each.";

const ObjectShape* first_element(const Shape& shape, std::string_view key) {
  const Shape::ArrayShape* array = shape.array(key);
  return array == nullptr || array->elements.empty() ? nullptr : &array->elements.front();
}

bool element_has(const Shape& shape, std::string_view key, std::string_view member) {
  const ObjectShape* element = first_element(shape, key);
  return element != nullptr && element->find(member) != nullptr;
}

/// Any array of the file, the top one or a member.
bool any_element_has(const Shape& shape, std::string_view member) {
  return std::any_of(shape.arrays.begin(), shape.arrays.end(),
                     [&](const auto& array) { return element_has(shape, array.key, member); });
}

bool has_column(const Shape& shape, std::string_view name) {
  return std::find(shape.columns.begin(), shape.columns.end(), name) != shape.columns.end();
}

bool top_has(const Shape& shape, std::string_view key) { return shape.top.find(key) != nullptr; }

bool is_empty(const Shape& shape) { return shape.kind == ShapeKind::empty; }
bool is_sdk_result(const Shape& shape) {
  return top_has(shape, "isDone") && top_has(shape, "actions");
}
bool is_sdk_error(const Shape& shape) {
  return top_has(shape, "outOfProcData") ||
         (shape.top.members.size() == 1 && shape.top.has("message", '"'));
}
bool is_instances_table(const Shape& shape) {
  return (has_column(shape, "PartitionKey") && has_column(shape, "RuntimeStatus")) ||
         (any_element_has(shape, "PartitionKey") && any_element_has(shape, "RuntimeStatus"));
}

bool is_lone_event(const Shape& shape) {
  const bool has_time = top_has(shape, "Timestamp") || top_has(shape, "timestamp");
  const bool has_kind = top_has(shape, "EventType") || top_has(shape, "eventType") ||
                        top_has(shape, "event_type") || top_has(shape, "eventId");
  return has_time && has_kind;
}

/// What long text of nothing but base64 letters holds; empty when it is none.
std::string decoded(const Shape& shape) {
  const std::string& text = shape.inner ? shape.inner->beginning : shape.beginning;
  const ShapeKind kind = shape.inner ? shape.inner->kind : shape.kind;
  const bool is_one_word = text.find(' ') == std::string::npos;
  if (kind != ShapeKind::text || text.size() < 16 || !is_one_word) return {};
  // Whole groups of four: the beginning of a long text may be cut inside one.
  return decode_base64(std::string_view(text).substr(0, text.size() / 4 * 4)).value_or("");
}
/// A request as a worker logs it: protobuf whose first field is the instance id.
bool is_protobuf_request(const Shape& shape) {
  const std::string bytes = decoded(shape);
  if (bytes.size() < 3 || bytes[0] != '\x0A') return false;
  const auto length = static_cast<unsigned char>(bytes[1]);
  return length > 0 && length < 0x80 && bytes.size() >= length + 2u &&
         base::is_utf8(std::string_view(bytes).substr(2, length));
}
bool is_base64(const Shape& shape) { return !decoded(shape).empty(); }

bool is_binary(const Shape& shape) { return shape.kind == ShapeKind::binary; }
bool is_other_csv(const Shape& shape) { return shape.kind == ShapeKind::csv; }
bool is_text(const Shape& shape) { return shape.kind == ShapeKind::text; }

struct Row {
  bool (*matches)(const Shape&);
  std::string_view what;
  std::string_view advice;
};

// The first row that matches wins: special shapes stand before those that they contain.
constexpr std::array<Row, 10> kRows{{
    {is_empty, "an empty file", "Export the history again."},
    {is_sdk_result, "the answer of an SDK (actions and output) and no history",
     "Open the payload that was sent to the worker, not what it answered."},
    {is_sdk_error, "the error of an SDK and no history",
     "Open the payload that was sent to the worker, not what it answered."},
    {is_instances_table, "an Instances table, which has one row an instance and no events",
     "Export the table <TaskHub>History instead of <TaskHub>Instances."},
    {is_lone_event, "a single event and no history", "Put it into an array: [ … ]."},
    {is_protobuf_request, "the protobuf request of a newer SDK, in base64",
     "Log the request as JSON instead (MessageToJson of the protobuf package), or export the "
     "history with the SDK."},
    {is_base64, "base64 text of something that is no request of an SDK", kExports},
    {is_binary, "a binary file", kExports},
    {is_other_csv, "text with commas, without the column names of a history", kExports},
    {is_text, "text that is neither JSON nor a table", kExports},
}};

}  // namespace

NearMiss near_miss(const Shape& shape) {
  const auto found =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.matches(shape); });
  if (found == kRows.end()) return {"", std::string(kExports)};
  return {std::string(found->what), std::string(found->advice)};
}

}  // namespace core::importers
