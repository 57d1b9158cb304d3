#include "app/views/evidence_text.h"

#include "core/base/text.h"

namespace app::views {

std::string evidence_text(const model::Evidence& evidence) {
  std::string text = evidence.is_refused ? "refused " : "";
  text += core::base::printable(evidence.kind);
  if (!evidence.detail.empty()) text += ": " + core::base::printable(evidence.detail);
  return text;
}

std::string evidence_place(const model::Trace& trace, const model::Evidence& evidence) {
  const model::Place* place = trace.place(evidence.place);
  if (place == nullptr) return "";
  return core::base::printable(place->file) + ":" + std::to_string(place->line);
}

}  // namespace app::views
