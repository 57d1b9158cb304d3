#include "app/state/evidence_index.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace app::state {

namespace {

/// Whether both passes went through the very same yield there.
bool is_shared(const model::Trace& trace, model::PassIndex a, model::PassIndex b,
               model::YieldIndex yield) {
  if (a == b) return true;
  const auto reaches = [&](model::PassIndex pass) {
    return pass.value < trace.passes.size() && yield.value < trace.passes[pass.value].length;
  };
  return reaches(a) && reaches(b) && &trace.yield_at(a, yield) == &trace.yield_at(b, yield);
}

}  // namespace

EvidenceIndex::EvidenceIndex(const model::Trace& trace) : order_(trace.evidence.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  const auto key = [&](std::uint32_t i) {
    return std::pair(trace.evidence[i].yield, trace.evidence[i].pass);
  };
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
}

/// Calls `visit` with positions until it returns false.
template <class Visit>
void EvidenceIndex::visit(const model::Trace& trace, model::PassIndex pass,
                          model::YieldIndex yield, Visit visit) const {
  auto at = std::lower_bound(
      order_.begin(), order_.end(), yield,
      [&](std::uint32_t i, model::YieldIndex wanted) { return trace.evidence[i].yield < wanted; });
  for (; at != order_.end() && trace.evidence[*at].yield == yield; ++at) {
    const model::Evidence& noted = trace.evidence[*at];
    if (noted.pass > pass) return;
    if (is_shared(trace, noted.pass, pass, yield) && !visit(*at)) return;
  }
}

std::vector<std::uint32_t> EvidenceIndex::at(const model::Trace& trace, model::PassIndex pass,
                                             model::YieldIndex yield) const {
  std::vector<std::uint32_t> found;
  visit(trace, pass, yield, [&](std::uint32_t i) {
    found.push_back(i);
    return found.size() < kMaxListed;
  });
  return found;
}

std::vector<std::uint32_t> EvidenceIndex::in_pass(const model::Trace& trace,
                                                  model::PassIndex pass) const {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t i : order_) {
    const model::Evidence& noted = trace.evidence[i];
    if (noted.pass <= pass && is_shared(trace, noted.pass, pass, noted.yield)) found.push_back(i);
  }
  return found;
}

bool EvidenceIndex::has(const model::Trace& trace, model::PassIndex pass,
                        model::YieldIndex yield) const {
  bool is_there = false;
  visit(trace, pass, yield, [&](std::uint32_t) {
    is_there = true;
    return false;
  });
  return is_there;
}

}  // namespace app::state
