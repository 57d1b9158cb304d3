#include "core/importers/common/sdk_entity.h"

#include "core/base/json_writer.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/common/sdk_event.h"

namespace core::importers {

namespace {

/// Copies a member under another name, when it has a value.
void copy(const JsonMembers& body, std::string_view from, std::string_view to,
          base::JsonWriter& json) {
  const JsonMember* member = body.find_value(from);
  if (member == nullptr) return;
  const JsonSpan inside = unwrapped(*member);
  json.key(to).raw(inside.kind == '?' ? member->raw : inside.raw);
}

std::string_view id_of(std::string_view word, const JsonMembers& body) {
  const bool is_lock = word.starts_with("entitylock") || word == "entityunlocksent";
  return body.string_at(is_lock ? "criticalsectionid" : "requestid");
}

std::string request(std::string_view word, const JsonMembers& body) {
  base::JsonWriter json;
  json.begin_object();
  if (word == "entityoperationcalled" || word == "entityoperationsignaled") {
    copy(body, "operation", "op", json);
    json.key("signal").boolean(word == "entityoperationsignaled");
    copy(body, "input", "input", json);
    copy(body, "scheduledtime", "due", json);
  }
  copy(body, "lockset", "lockset", json);
  copy(body, "position", "pos", json);
  json.key("id").string(id_of(word, body));
  copy(body, "parentinstanceid", "parent", json);
  copy(body, "parentexecutionid", "parentExecution", json);
  json.end_object();
  return json.take();
}

std::string response(const JsonMembers& body) {
  base::JsonWriter json;
  json.begin_object();
  copy(body, "output", "result", json);
  JsonMembers failure;
  const JsonMember* details = body.find_value("failuredetails");
  if (details != nullptr && failure.read(details->raw)) {
    const auto part = [&](std::string_view name, std::string_view other) {
      const std::string_view found = failure.string_at(name);
      return found.empty() ? failure.string_at(other) : found;
    };
    base::JsonWriter message;  // `result` is JSON text itself
    message.string(part("errormessage", "message"));
    json.key("exceptionType").string(part("errortype", "type"));
    json.key("result").string(message.text());
  }
  json.end_object();
  return json.take();
}

std::string target_of(const JsonMembers& body) {
  std::string target(body.string_at("targetinstanceid"));
  const JsonMember* locks = body.find_value("lockset");
  if (!target.empty() || locks == nullptr) return target;
  JsonSequence sequence(locks->raw, 0, JsonSequence::Layout::array);
  JsonSpan first;
  StringRepairs repairs;
  if (sequence.next(first) == JsonSequence::Step::found && first.kind == '"') {
    decode_json_string(first.raw, target, repairs);
  }
  return target;
}

}  // namespace

EntityMessage entity_message(std::string_view word, const JsonMembers& body) {
  const bool is_answer =
      word.ends_with("completed") || word.ends_with("failed") || word.ends_with("granted");
  if (is_answer) return {std::string(id_of(word, body)), {}, response(body)};
  std::string name = word == "entityunlocksent" ? "release" : "op";
  const JsonMember* due = body.find_value("scheduledtime");
  if (due != nullptr) name += "@" + time_text(*due);
  return {std::move(name), target_of(body), request(word, body)};
}

}  // namespace core::importers
