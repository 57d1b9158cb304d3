// Histories and traces with every value replaced by its shape. Made for redact.h, whose
// `secrets` know what may not be shown in sentences. Pure.
#pragma once

#include <memory>

#include "core/exporters/redact_text.h"
#include "core/model/trace.h"

namespace core::exporters {

/// What a history and a trace hold that must not be shown, and the names that may.
void learn_from(KnownSecrets& secrets, const model::History& history);
void learn_from(KnownSecrets& secrets, const model::Trace& trace);

std::shared_ptr<const model::History> redacted_history(const model::History& history);
/// Without its findings: those are redact.h's. `history` is the redacted one.
model::Trace redacted_trace(const model::Trace& trace, const KnownSecrets& secrets,
                            std::shared_ptr<const model::History> history);

}  // namespace core::exporters
