// The input as the host hands it to the worker. DTFx records JSON text; the Durable Functions
// extension parses it once and sends what comes of it, beside the events. Formats that hold DTFx's
// events and nothing beside them need the same step, or code gets text where the instance got a
// value. Source: SEMANTICS 1.2, 2a. One thread.
#pragma once

#include "core/model/history_builder.h"

namespace core::importers {

/// Fills the envelope's input from ExecutionStarted where JSON text is recorded inside JSON text,
/// as the Python client starts instances: with the inner one. Leaves it alone where it is known.
/// Call before builder.finish(), which takes any other recorded text as it stands.
void take_host_input(model::HistoryBuilder& builder);

}  // namespace core::importers
