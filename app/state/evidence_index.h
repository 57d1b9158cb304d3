// Which evidence (reads and refused acts, DESIGN 6) belongs to which cell. Built once a trace, then
// only read; costs a binary search a question.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/trace.h"

namespace app::state {

namespace model = core::model;

class EvidenceIndex {
 public:
  EvidenceIndex() = default;
  explicit EvidenceIndex(const model::Trace& trace);

  /// Positions in Trace::evidence of what was noted on the way to this yield of this pass; a yield
  /// equal to the pass's length means its end. What an earlier pass noted at the same shared yield
  /// counts, because this pass ran through it again. At most kMaxListed.
  std::vector<std::uint32_t> at(const model::Trace& trace, model::PassIndex pass,
                                model::YieldIndex yield) const;
  /// All that belongs to the pass, by yield; not limited.
  std::vector<std::uint32_t> in_pass(const model::Trace& trace, model::PassIndex pass) const;
  bool has(const model::Trace& trace, model::PassIndex pass, model::YieldIndex yield) const;
  bool empty() const { return order_.empty(); }

  static constexpr std::size_t kMaxListed = 200;

 private:
  template <class Visit>
  void visit(const model::Trace& trace, model::PassIndex pass, model::YieldIndex yield,
             Visit visit) const;

  std::vector<std::uint32_t> order_;  // by yield, then by pass
};

}  // namespace app::state
