// Ctrl+C as a flag that long work looks at, and a closed pipe as a failed write instead of a death.
#pragma once

namespace app::cli {

/// Installs both; called once by main.
void watch_signals();
/// Whether Ctrl+C or a request to end came. A second one ends the program at once.
bool was_interrupted();

}  // namespace app::cli
