// The members around the events of a worker payload. Source: SEMANTICS 2a.
#pragma once

#include "core/base/json_writer.h"
#include "core/exporters/convert_losses.h"
#include "core/model/history.h"

namespace core::exporters {

/// Into the object that is open. What a history from elsewhere does not say gets the extension's
/// defaults, and a sentence.
void write_worker_envelope(const model::History& history, base::JsonWriter& out,
                           ConvertLosses& losses);

}  // namespace core::exporters
