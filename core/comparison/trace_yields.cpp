#include "core/comparison/trace_yields.h"

#include <unordered_map>
#include <vector>

#include "core/base/canonical_json.h"
#include "core/base/text.h"

namespace core::comparison {
namespace {

using model::PassIndex;
using model::TaskHandle;
using model::Trace;
using model::YieldIndex;

constexpr std::size_t kShownAnswer = 120;
/// Calls under one yield that are told apart; a compound of more is compared by these.
constexpr std::size_t kMostLeaves = 4'096;

/// Names and inputs of what stands under a yielded task, in order.
class Signature {
 public:
  Signature(const Trace& trace, PassIndex pass) : trace_(trace), pass_(pass) {}

  void add(TaskHandle handle) {
    if (++seen_ > kMostLeaves) return;
    const model::Op* op = trace_.find_op(pass_, handle);
    if (op == nullptr) return;
    name_ += std::string(model::name_of(op->kind)) + " " + base::to_lower_ascii(op->name) + " " +
             op->target.value_or("");
    if (!model::is_compound(op->kind)) {
      name_ += ";";
      if (op->input.has_value()) input_ += base::canonical_json(op->input.text);
      input_ += ";";
      return;
    }
    name_ += "(";
    for (const TaskHandle child : op->children) add(child);
    name_ += ")";
  }

  CallToken token(model::ActionKind kind) const {
    CallToken token;
    token.kind = kind;
    token.name = hash_of(name_);
    token.input = hash_of(input_);
    return token;
  }

 private:
  const Trace& trace_;
  PassIndex pass_;
  std::string name_, input_;
  std::size_t seen_ = 0;
};

const model::Settled* awaited(const model::Resume& resume) {
  for (const model::Settled& settled : resume.settled) {
    if (settled.handle == resume.awaited) return &settled;
  }
  return nullptr;
}

}  // namespace

std::optional<PassIndex> last_recorded_pass(const Trace& trace) {
  for (std::size_t i = trace.passes.size(); i > 0; --i) {
    if (!trace.passes[i - 1].is_confirming) return PassIndex{static_cast<std::uint32_t>(i - 1)};
  }
  return std::nullopt;
}

CallToken token_of_yield(const Trace& trace, PassIndex pass, YieldIndex yield) {
  const auto& what = trace.yield_at(pass, yield).what;
  if (const auto* odd = std::get_if<model::NotATask>(&what)) {
    CallToken token;
    token.kind = model::ActionKind::value;
    token.name = hash_of(odd->type_name);
    token.input = hash_of(base::canonical_json(odd->value.text));
    return token;
  }
  const TaskHandle handle = std::get<TaskHandle>(what);
  const model::Op* op = trace.find_op(pass, handle);
  Signature signature(trace, pass);
  signature.add(handle);
  return signature.token(op == nullptr ? model::ActionKind::value : op->kind);
}

std::uint64_t answer_of_yield(const Trace& trace, PassIndex pass, YieldIndex yield) {
  const model::Resume* answer = trace.answer_of(pass, yield);
  if (answer == nullptr) return 0;
  std::string text = answer->kind == model::ResumeKind::raise ? "raise " : "send ";
  if (const model::Settled* settled = awaited(*answer)) {
    text += settled->children.empty() ? base::canonical_json(settled->value.text)
                                      : std::to_string(settled->children.size());
  }
  return hash_of(text);
}

std::string answer_words_of_yield(const Trace& trace, PassIndex pass, YieldIndex yield) {
  const model::Resume* answer = trace.answer_of(pass, yield);
  if (answer == nullptr) return "waits";
  const model::Settled* settled = awaited(*answer);
  std::string value = "None";
  if (settled != nullptr && settled->value.has_value()) value = settled->value.text;
  if (settled != nullptr && !settled->children.empty()) {
    value = base::count_of(settled->children.size(), "result");
  }
  return (answer->kind == model::ResumeKind::raise ? "raised " : "→ ") +
         base::printable(base::shorten(value, kShownAnswer));
}

}  // namespace core::comparison
