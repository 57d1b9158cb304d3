// `replay --format text`: the verdict, then every pass with its trigger, yields, answers and logs,
// then the findings as cards.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/session/session.h"

namespace app::cli {

std::string replay_text(const core::session::Snapshot& snapshot, const Console& console);

}  // namespace app::cli
