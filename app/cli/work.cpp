#include "app/cli/work.h"

#include <fmt/format.h>

namespace app::cli {

ProgressLine::~ProgressLine() {
  if (is_shown_) console_.note("\r\x1b[K");
}

void ProgressLine::show(const core::base::Progress& progress) {
  using std::chrono::milliseconds;
  if (!console_.has_progress() || std::chrono::steady_clock::now() - began_ < milliseconds(100))
    return;
  is_shown_ = true;
  std::string text = "\r\x1b[K" + title_;
  if (progress.total() > 0) text += fmt::format(": {} of {}", progress.done(), progress.total());
  console_.note(text);
}

}  // namespace app::cli
