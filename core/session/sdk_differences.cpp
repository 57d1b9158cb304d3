#include "core/session/sdk_differences.h"

#include <algorithm>
#include <array>

#include "core/base/canonical_json.h"
#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/engine/replay.h"

namespace core::session {
namespace {

using base::JsonValue;

constexpr std::string_view kLabel = "\n\n$OutOfProcData$:";
constexpr std::array<std::string_view, 6> kMembers{"isDone", "actions",      "output",
                                                   "error",  "customStatus", "schemaVersion"};

/// The engine's document as the SDK would write it; empty when the SDK itself breaks there.
std::string predicted(const engine::StateDocument& document) {
  if (document.is_internal) return {};
  base::JsonWriter out;
  out.begin_object();
  out.key("isDone").boolean(document.is_done);
  out.key("actions").raw(document.actions);
  if (document.output.has_value()) out.key("output").raw(document.output.text);
  if (document.error) out.key("error").string(*document.error);
  if (document.custom_status.has_value()) out.key("customStatus").raw(document.custom_status.text);
  if (document.schema > 1) out.key("schemaVersion").number(std::int64_t{document.schema - 1});
  out.end_object();
  return out.take();
}

/// The document inside an answer; empty when there is none.
std::string answered(const orchestrators::SdkAnswer& answer) {
  if (answer.document) return *answer.document;
  const std::size_t at = answer.error.find(kLabel);
  return at == std::string::npos ? std::string() : answer.error.substr(at + kLabel.size());
}

class Comparer {
 public:
  Comparer(model::Trace& trace, model::PassIndex pass) : trace_(trace), pass_(pass) {}

  void run(const orchestrators::SdkAnswer& answer) {
    if (const auto& other = answer.other_answer) {
      at_ = model::YieldIndex{other->yield};
      note("the answer to yield " + std::to_string(other->yield + 1), other->sdk, other->engine);
    }
    const std::uint32_t length = trace_.passes[pass_.value].length;
    at_ = model::YieldIndex{length == 0 ? 0 : length - 1};
    compare_documents(answer);
  }

 private:
  void compare_documents(const orchestrators::SdkAnswer& answer) {
    const std::string ours = predicted(engine::state_document(trace_, pass_));
    const std::string theirs = answered(answer);
    if (ours.empty() || theirs.empty()) {
      if (ours.empty() != theirs.empty()) {
        const std::string broke = answer.error_type + ": " + answer.error;
        note("document", theirs.empty() ? broke : theirs, ours.empty() ? "none: it breaks" : ours);
      }
      return;
    }
    const auto sdk = base::parse_json(theirs), engine = base::parse_json(ours);
    if (!sdk.ok() || !engine.ok()) {
      note("document", theirs, ours);
      return;
    }
    for (const std::string_view member : kMembers) compare(member, *sdk, *engine);
  }

  void compare(std::string_view member, const JsonValue& sdk, const JsonValue& engine) {
    const JsonValue* a = sdk.find(member);
    const JsonValue* b = engine.find(member);
    if (member == "actions" && a != nullptr && b != nullptr && !a->items.empty() &&
        !b->items.empty() && a->items.size() == b->items.size()) {
      compare_actions(a->items.front().items, b->items.front().items);
      return;
    }
    note_unless_equal(std::string(member), a, b);
  }

  /// Says which action is the first that differs.
  void compare_actions(const std::vector<JsonValue>& sdk, const std::vector<JsonValue>& engine) {
    for (std::size_t i = 0; i < std::max(sdk.size(), engine.size()); ++i) {
      const JsonValue* a = i < sdk.size() ? &sdk[i] : nullptr;
      const JsonValue* b = i < engine.size() ? &engine[i] : nullptr;
      if (note_unless_equal("action " + std::to_string(i + 1), a, b)) return;
    }
  }

  bool note_unless_equal(const std::string& member, const JsonValue* sdk,
                         const JsonValue* engine) {
    const std::string a = sdk == nullptr ? "null" : base::to_json(*sdk);
    const std::string b = engine == nullptr ? "null" : base::to_json(*engine);
    if (base::equal_as_json(a, b)) return false;
    note(member, sdk == nullptr ? "nothing" : a, engine == nullptr ? "nothing" : b);
    return true;
  }

  void note(const std::string& member, const std::string& sdk, const std::string& engine) {
    base::JsonWriter detail;
    detail.begin_object().key("member").string(member);
    detail.key("sdk").string(sdk).key("engine").string(engine).end_object();
    trace_.evidence.push_back(
        {"sdk_differs", detail.take(), false, model::kNoPlace, pass_, at_});
  }

  model::Trace& trace_;
  model::PassIndex pass_;
  model::YieldIndex at_{0};
};

}  // namespace

void add_sdk_differences(const std::vector<orchestrators::SdkAnswer>& answers,
                         model::Trace& trace) {
  for (const orchestrators::SdkAnswer& answer : answers) {
    for (std::uint32_t i = 0; i < trace.passes.size(); ++i) {
      const model::Pass& pass = trace.passes[i];
      if (pass.number != answer.pass) continue;
      const bool was_run = !std::holds_alternative<model::NotRun>(pass.outcome.what);
      if (was_run) Comparer(trace, model::PassIndex{i}).run(answer);
    }
  }
}

}  // namespace core::session
