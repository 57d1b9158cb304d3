#include "app/panels/answer_preview.h"

namespace app::panels {

std::string_view answer_preview(const core::model::Trace& trace, core::model::PassIndex pass,
                                core::model::YieldIndex yield) {
  const core::model::Resume* resume = trace.answer_of(pass, yield);
  if (resume == nullptr) return {};
  for (const core::model::Settled& settled : resume->settled) {
    if (settled.handle == resume->awaited && settled.children.empty()) return settled.value.text;
  }
  return {};
}

}  // namespace app::panels
