#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/engine/replay.h"
#include "core/session/session.h"

namespace core::session {
namespace {

/// JSON text on one line; what cannot be parsed passes as it is.
std::string on_one_line(const std::string& text) {
  if (text.find_first_of("\n\r") == std::string::npos) return text;
  const auto value = base::parse_json(text);
  return value.ok() ? base::to_json(value.value()) : text;
}

void write_payload(base::JsonWriter& out, const model::Payload& payload) {
  if (payload.has_value() && !payload.text.empty()) {
    out.raw(on_one_line(payload.text));
  } else {
    out.null();
  }
}

void write_document(base::JsonWriter& out, const engine::StateDocument& document) {
  out.key("isDone");
  document.is_internal ? out.null() : out.boolean(document.is_done);
  out.key("actions");
  document.is_internal ? out.null() : out.raw(on_one_line(document.actions));
  out.key("output");
  write_payload(out, document.output);
  out.key("error");
  document.error ? out.string(*document.error) : out.null();
  out.key("customStatus");
  write_payload(out, document.custom_status);
  out.key("schemaVersion");
  // The document of schema V1 carries no version; V2 calls itself 1, V3 calls itself 2.
  const bool has_version = !document.is_internal && document.schema > 1;
  has_version ? out.number(static_cast<std::int64_t>(document.schema - 1)) : out.null();
  out.key("internal").boolean(document.is_internal);
  out.key("errorType");
  document.error_type.empty() ? out.null() : out.string(document.error_type);
}

}  // namespace

std::string state_line(const Snapshot& snapshot, model::PassIndex pass) {
  const model::Pass& of = snapshot.trace->passes[pass.value];
  if (of.is_confirming || std::holds_alternative<model::NotRun>(of.outcome.what)) return {};

  base::JsonWriter out;
  out.begin_object();
  out.key("pass").number(static_cast<std::int64_t>(of.number));
  out.key("events").number(static_cast<std::int64_t>(of.events_end.value));
  write_document(out, engine::state_document(*snapshot.trace, pass));
  out.key("warnings").begin_array();
  for (const std::string& warning : of.warnings) out.string(warning);
  out.end_array();
  out.end_object();
  return out.take();
}

model::Ledger ledger(const Snapshot& snapshot, model::PassIndex pass) {
  return engine::ledger(*snapshot.trace, pass);
}

}  // namespace core::session
