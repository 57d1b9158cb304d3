#include "core/importers/common/host_input.h"

#include "core/base/json.h"
#include "core/importers/common/json_cursor.h"

namespace core::importers {
namespace {

/// Whether the text is one JSON value and nothing else.
bool is_json(std::string_view text) {
  JsonCursor cursor(text);
  JsonSpan value;
  if (!cursor.value(value)) return false;
  cursor.skip_space();
  return cursor.at_end();
}

}  // namespace

void take_host_input(model::HistoryBuilder& builder) {
  model::Payload& input = builder.envelope().input;
  if (input.kind != model::PayloadKind::absent) return;
  const model::History& history = builder.so_far();
  std::size_t start = 0;
  while (start < history.size() && history[start].type() != model::EventType::execution_started) {
    ++start;
  }
  if (start == history.size()) return;
  const model::PayloadView recorded = history[start].payload();
  const bool is_text = recorded.kind == model::PayloadKind::text &&
                       JsonCursor(recorded.text).peek_kind() == '"' && is_json(recorded.text);
  if (!is_text) return;
  // A string alone: no tree is built, and lone surrogates stay what they are.
  auto inner = base::parse_json(recorded.text);
  if (inner.ok() && is_json(inner->text)) input = model::Payload::of_text(std::move(inner->text));
}

}  // namespace core::importers
