// The text of a Reply, for traces and for children.
#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/orchestrators/orchestrator.h"

namespace core::orchestrators {
namespace {

using base::JsonValue;

void write_settled(base::JsonWriter& out, const model::Settled& settled) {
  out.key("handle").number(std::int64_t{settled.handle.value});
  if (settled.event != model::kNoEvent) {
    out.key("event").number(std::int64_t{settled.event.value});
  }
  out.key("ok").boolean(settled.ok);
  if (settled.value.has_value()) {
    out.key("value").string(settled.value.text);
  }
  if (!settled.children.empty()) {
    out.key("children").begin_array();
    for (const model::TaskHandle child : settled.children) {
      out.number(std::int64_t{child.value});
    }
    out.end_array();
  }
}

template <class Id>
std::optional<Id> to_id(std::optional<std::int64_t> number) {
  if (!number || *number < 0 || *number > std::int64_t{0xffffffff}) {
    return std::nullopt;
  }
  return Id{static_cast<std::uint32_t>(*number)};
}

std::optional<model::Settled> read_settled(const JsonValue& json) {
  const auto handle = to_id<model::TaskHandle>(json.integer_at("handle"));
  const std::optional<bool> ok = json.boolean_at("ok");
  if (!handle || !ok) {
    return std::nullopt;
  }
  model::Settled settled;
  settled.handle = *handle;
  settled.event = to_id<model::EventIndex>(json.integer_at("event")).value_or(model::kNoEvent);
  settled.ok = *ok;
  if (const JsonValue* const value = json.find("value")) {
    settled.value = model::Payload::of_text(value->text);
  }
  if (const JsonValue* const children = json.find("children")) {
    for (const JsonValue& child : children->items) {
      settled.children.push_back(
          to_id<model::TaskHandle>(child.as_integer()).value_or(model::kNoTask));
    }
  }
  return settled;
}

base::Error not_a_reply(std::string_view text) {
  return {"orchestrator.protocol", "not a reply to an ask: " + std::string(text), {},
          "The trace was written by another version or damaged; replay the history anew."};
}

}  // namespace

std::string to_text(const Reply& reply) {
  base::JsonWriter out;
  out.begin_object();
  if (!reply.raise_message.empty()) {
    out.key("raise").string(reply.raise_message);
  } else if (reply.settled) {
    write_settled(out, *reply.settled);
  } else {
    out.key("running").boolean(true);
  }
  out.end_object();
  return out.take();
}

base::Result<Reply> reply_from_text(std::string_view text) {
  const base::Result<JsonValue> json = base::parse_json(text);
  if (!json || !json->is(JsonValue::Kind::object)) {
    return not_a_reply(text);
  }
  Reply reply;
  reply.raise_message = json->string_at("raise");
  reply.settled = read_settled(*json);
  const bool is_known =
      !reply.raise_message.empty() || reply.settled || json->boolean_at("running").value_or(false);
  return is_known ? base::Result<Reply>(std::move(reply)) : not_a_reply(text);
}

}  // namespace core::orchestrators
