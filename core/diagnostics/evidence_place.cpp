#include "core/diagnostics/evidence_place.h"

namespace core::diagnostics {

model::FindingPlace place_of(const model::Trace& trace, const model::Evidence& evidence) {
  model::FindingPlace place;
  place.pass = evidence.pass;
  place.yield = evidence.yield;
  if (const model::Place* source = trace.place(evidence.place)) {
    place.file = source->file;
    place.function = source->function;
    place.line = source->line;
  }
  return place;
}

}  // namespace core::diagnostics
