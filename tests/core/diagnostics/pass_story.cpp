#include "tests/core/diagnostics/pass_story.h"

namespace tests {
namespace {

std::vector<model::TaskHandle> handles(const std::vector<std::uint32_t>& numbers) {
  std::vector<model::TaskHandle> out;
  for (const std::uint32_t number : numbers) out.emplace_back(number);
  return out;
}

}  // namespace

PassStory& PassStory::makes(model::ActionKind kind, const std::string& name,
                            std::vector<std::uint32_t> children) {
  model::Op op = activity(tasks_++, name);
  op.kind = kind;
  op.children = handles(children);
  segment_.ops.push_back(op);
  return *this;
}

PassStory& PassStory::sets_status(const std::string& json) {
  model::Op op;
  op.verb = model::OpVerb::custom_status;
  op.input = model::Payload::of_text(json);
  segment_.ops.push_back(op);
  return *this;
}

PassStory& PassStory::yields(std::uint32_t handle) {
  if (trace_.spines.empty()) trace_.spines.emplace_back();
  model::Yield yield;
  yield.segment = std::exchange(segment_, {});
  yield.what = model::TaskHandle{handle};
  yield.place = model::PlaceIndex{0};
  trace_.spines[0].yields.push_back(yield);
  ++pass_.length;
  return *this;
}

PassStory& PassStory::settles(std::uint32_t handle, std::uint32_t event, bool ok,
                              std::vector<std::uint32_t> children) {
  model::Settled settled;
  settled.handle = model::TaskHandle{handle};
  settled.event = model::EventIndex{event};
  settled.ok = ok;
  settled.children = handles(children);
  segment_.arrived.settled.push_back(settled);
  segment_.arrived.cause = settled.event;
  return *this;
}

PassStory& PassStory::during(std::uint32_t event) {
  segment_.arrived.cause = model::EventIndex{event};
  return *this;
}

PassStory& PassStory::is_replaying(std::uint32_t yield, bool flag) {
  pass_.replaying.emplace_back(model::YieldIndex{yield}, flag);
  return *this;
}

PassStory& PassStory::notes(const std::string& kind, const std::string& detail, bool is_refused) {
  model::Evidence evidence;
  evidence.kind = kind;
  evidence.detail = detail;
  evidence.is_refused = is_refused;
  evidence.place = model::PlaceIndex{0};
  trace_.evidence.push_back(evidence);
  return *this;
}

model::Trace PassStory::end(std::shared_ptr<const model::History> history) {
  if (trace_.spines.empty()) trace_.spines.emplace_back();
  trace_.history = std::move(history);
  trace_.orchestrator.file = "flow.py";
  trace_.orchestrator.function = "flow";
  trace_.places = {{"flow.py", "flow", 4}};
  pass_.events_end = model::EventIndex{static_cast<std::uint32_t>(trace_.history->size())};
  trace_.passes.push_back(pass_);
  return trace_;
}

model::Trace PassStory::waits(std::shared_ptr<const model::History> history) {
  pass_.settled_unused = segment_.arrived.settled;
  return end(std::move(history));
}

model::Trace PassStory::returns(std::shared_ptr<const model::History> history) {
  pass_.outcome.what = model::Returned{model::Payload::of_text("1")};
  pass_.outcome.segment = segment_;
  return end(std::move(history));
}

model::Trace PassStory::raises(std::shared_ptr<const model::History> history,
                               const std::string& type, const std::string& message) {
  pass_.outcome.what = model::Raised{type, message, "", model::PlaceIndex{0}, {}};
  pass_.outcome.segment = segment_;
  return end(std::move(history));
}

}  // namespace tests
