// Both sides of a finding, whole: in words, and the recorded payload beside that of the code's
// call. Built when the box opens.
#pragma once

#include <string>
#include <vector>

#include "app/views/finding_card.h"

namespace app::views {

/// One pair of texts with the parts marked in which they differ.
struct ComparedPart {
  std::string title;  ///< "In words", "Payload"
  MarkedText recorded, code;
  std::string recorded_note, code_note;  ///< instead of a text that is not there
};

struct CompareView {
  std::string title;  ///< "YS1003 at p2.y2 · order.py:31"
  std::vector<ComparedPart> parts;
};

/// REQUIRES: position < reading.findings.size().
CompareView build_compare_view(const state::Reading& reading, std::size_t position);

}  // namespace app::views
