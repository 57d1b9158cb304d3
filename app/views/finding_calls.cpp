#include "app/views/finding_calls.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"

namespace app::views {

namespace {

using core::base::printable;
using model::AlignedCall;
using model::AlignmentKind;

/// Equal calls shown on each side of a difference, and rows at most.
constexpr std::size_t kContext = 2;
constexpr std::size_t kMaxRows = 60;

CardCall row_of(const state::Reading& reading, const AlignedCall& call) {
  CardCall row;
  row.kind = call.kind;
  row.code = printable(call.code);
  row.recorded = printable(call.recorded);
  row.word = call.kind == AlignmentKind::same ? "" : std::string(name_of(call.kind));
  model::FindingPlace place;
  place.event = call.event;
  if (call.kind != AlignmentKind::removed) {
    place.file = call.place.file;
    place.line = call.place.line;
  }
  row.links = place_links(reading, place);
  return row;
}

CardCall gap_of(std::size_t calls, std::string_view word) {
  CardCall row;
  row.is_gap = true;
  row.word = core::base::count_of(calls, word);
  return row;
}

}  // namespace

bool shows_alignment(const state::Reading& reading, const model::Finding& finding) {
  const model::Trace* trace = reading.trace();
  if (trace == nullptr || !trace->alignment || !trace->divergence) return false;
  if (finding.is_consequence || finding.is_from_source) return false;
  const model::Divergence& divergence = *trace->divergence;
  return finding.place.pass == divergence.pass &&
         finding.place.yield == divergence.yield;
}

void add_calls(const state::Reading& reading, FindingCard& card) {
  const model::Alignment& alignment = *reading.trace()->alignment;
  const auto& calls = alignment.calls;
  std::vector<char> is_near(calls.size(), 0);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (calls[i].kind == AlignmentKind::same) continue;
    const std::size_t begin = i > kContext ? i - kContext : 0;
    const std::size_t end = std::min(i + kContext + 1, calls.size());
    std::fill(is_near.begin() + static_cast<std::ptrdiff_t>(begin),
              is_near.begin() + static_cast<std::ptrdiff_t>(end), char{1});
  }
  std::size_t skipped = 0;
  std::size_t i = 0;
  for (; i < calls.size() && card.calls.size() < kMaxRows; ++i) {
    if (is_near[i] == 0) {
      ++skipped;
      continue;
    }
    if (skipped > 0) card.calls.push_back(gap_of(std::exchange(skipped, 0), "equal call"));
    card.calls.push_back(row_of(reading, calls[i]));
  }
  if (skipped > 0) card.calls.push_back(gap_of(skipped, "equal call"));
  if (i < calls.size()) card.calls.push_back(gap_of(calls.size() - i, "further call"));
  card.calls_end = printable(alignment.stopped);
}

}  // namespace app::views
