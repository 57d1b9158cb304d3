#include "app/panels/answer_preview.h"

#include <algorithm>
#include <variant>

namespace app::panels {
namespace {

std::string_view winner_of(const core::model::Trace& trace, core::model::PassIndex pass,
                           core::model::YieldIndex yield, const core::model::Op& op) {
  const core::model::Resume* answer = trace.answer_of(pass, yield);
  if (answer == nullptr || op.kind != core::model::ActionKind::any) return {};
  for (const core::model::Settled& settled : answer->settled) {
    if (settled.handle != op.handle || settled.children.empty()) continue;
    const core::model::Op* child = trace.find_op(pass, settled.children.front());
    if (child == nullptr) return {};
    return child->name.empty() ? core::model::name_of(child->kind) : std::string_view(child->name);
  }
  return {};
}

}  // namespace

std::string_view answer_preview(const core::model::Trace& trace, core::model::PassIndex pass,
                                core::model::YieldIndex yield) {
  const core::model::Resume* resume = trace.answer_of(pass, yield);
  if (resume == nullptr) return {};
  for (const core::model::Settled& settled : resume->settled) {
    if (settled.handle == resume->awaited && settled.children.empty()) return settled.value.text;
  }
  return {};
}

GroupProgress group_progress(const core::model::Trace& trace, core::model::PassIndex pass,
                             core::model::YieldIndex yield) {
  const auto* handle = std::get_if<core::model::TaskHandle>(&trace.yield_at(pass, yield).what);
  const core::model::Op* op = handle == nullptr ? nullptr : trace.find_op(pass, *handle);
  if (op == nullptr || !core::model::is_compound(op->kind)) return {};
  GroupProgress progress{0, static_cast<std::uint32_t>(op->children.size()), {}};
  const auto count = [&](const core::model::SettledList& settled) {
    for (const core::model::Settled& one : settled) {
      const auto& children = op->children;
      if (std::find(children.begin(), children.end(), one.handle) != children.end())
        ++progress.settled;
    }
  };
  const core::model::Pass& run = trace.passes[pass.value];
  for (std::uint32_t i = 0; i <= yield.value; ++i) {
    count(trace.yield_at(pass, core::model::YieldIndex{i}).segment.arrived.settled);
  }
  if (const core::model::Resume* answer = trace.answer_of(pass, yield))
    count(answer->settled);
  else if (yield.value + 1 == run.length)
    count(run.settled_unused);
  progress.winner = winner_of(trace, pass, yield, *op);
  return progress;
}

}  // namespace app::panels
