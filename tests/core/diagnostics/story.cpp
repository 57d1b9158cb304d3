#include "tests/core/diagnostics/story.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using model::EventType;

model::PayloadView text_or_none(const std::string& text) {
  return text.empty() ? model::PayloadView{} : model::PayloadView{model::PayloadKind::text, text};
}

model::Resume answer(std::uint32_t handle, std::uint32_t event, const std::string& value) {
  model::Resume resume;
  resume.kind = model::ResumeKind::send;
  resume.awaited = model::TaskHandle{handle};
  resume.cause = model::EventIndex{event};
  model::Settled settled;
  settled.handle = resume.awaited;
  settled.event = resume.cause;
  settled.value = model::Payload::of_text(value);
  resume.settled.push_back(settled);
  return resume;
}

model::EventRecord of_type(EventType type) {
  model::EventRecord record;
  record.type = type;
  return record;
}

model::Pass pass(std::uint32_t number, std::uint32_t length, std::uint32_t first_fresh,
                 std::uint32_t events_end) {
  model::Pass made;
  made.number = number;
  made.length = length;
  made.first_fresh = first_fresh;
  made.events_end = model::EventIndex{events_end};
  return made;
}

}  // namespace

HistoryStory& HistoryStory::add(model::EventRecord record) {
  record.timestamp.ticks = ++seconds_ * base::kTicksPerSecond;
  builder_.append(record);
  return *this;
}

HistoryStory& HistoryStory::episode() { return add(of_type(EventType::orchestrator_started)); }

HistoryStory& HistoryStory::started(const std::string& name) {
  episode();
  model::EventRecord record;
  record.type = EventType::execution_started;
  record.name = name;
  return add(record);
}

HistoryStory& HistoryStory::completed_episode() {
  return add(of_type(EventType::orchestrator_completed));
}

HistoryStory& HistoryStory::scheduled(int id, const std::string& name, const std::string& input) {
  model::EventRecord record;
  record.type = EventType::task_scheduled;
  record.id = model::EventId{id};
  record.name = name;
  record.payload = text_or_none(input);
  return add(record);
}

HistoryStory& HistoryStory::completed(int id, const std::string& result) {
  model::EventRecord record;
  record.type = EventType::task_completed;
  record.link = model::EventId{id};
  record.payload = text_or_none(result);
  return add(record);
}

HistoryStory& HistoryStory::failed(int id, const std::string& reason) {
  model::EventRecord record;
  record.type = EventType::task_failed;
  record.link = model::EventId{id};
  record.payload = text_or_none(reason);
  return add(record);
}

HistoryStory& HistoryStory::timer_created(int id, base::Timestamp due) {
  model::EventRecord record;
  record.type = EventType::timer_created;
  record.id = model::EventId{id};
  record.fire_at = due;
  return add(record);
}

HistoryStory& HistoryStory::timer_fired(int id) {
  model::EventRecord record;
  record.type = EventType::timer_fired;
  record.link = model::EventId{id};
  return add(record);
}

HistoryStory& HistoryStory::child_created(int id, const std::string& name,
                                          const std::string& instance_id) {
  model::EventExtra extra;
  extra.instance_id = instance_id;
  model::EventRecord record;
  record.type = EventType::sub_orchestration_instance_created;
  record.id = model::EventId{id};
  record.name = name;
  record.extra = &extra;
  return add(record);
}

HistoryStory& HistoryStory::sent(int id, const std::string& target, const std::string& request) {
  model::EventExtra extra;
  extra.instance_id = target;
  model::EventRecord record;
  record.type = EventType::event_sent;
  record.id = model::EventId{id};
  record.name = "op";
  record.payload = text_or_none(request);
  record.extra = &extra;
  return add(record);
}

HistoryStory& HistoryStory::raised(const std::string& name, const std::string& input) {
  model::EventRecord record;
  record.type = EventType::event_raised;
  record.name = name;
  record.payload = text_or_none(input);
  return add(record);
}

HistoryStory& HistoryStory::ended(model::RuntimeStatus status, const std::string& result,
                                  const std::string& details) {
  model::EventExtra extra;
  extra.details = model::Payload(text_or_none(details));
  model::EventRecord record;
  record.type = EventType::execution_completed;
  record.status = status;
  record.payload = text_or_none(result);
  record.extra = &extra;
  return add(record);
}

HistoryStory two_calls() {
  HistoryStory story;
  story.started().scheduled(0, "A", "[\"1\"]").completed_episode();
  story.episode().completed(0, "\"a\"").scheduled(1, "B", "[\"1\"]").completed_episode();
  story.episode().completed(1, "\"b\"");
  story.ended(model::RuntimeStatus::completed, "\"both\"").completed_episode();
  return story;
}

model::Op activity(std::uint32_t handle, const std::string& name, const std::string& input) {
  model::Op op;
  op.verb = model::OpVerb::make;
  op.kind = model::ActionKind::activity;
  op.handle = model::TaskHandle{handle};
  op.name = name;
  op.input = model::Payload::of_text(input);
  return op;
}

model::Trace two_calls_trace(std::shared_ptr<const model::History> history) {
  model::Trace trace;
  trace.history = std::move(history);
  trace.flavour = "azure-functions-python-1.2";
  trace.orchestrator = {.language = "python",
                        .file = "flow.py",
                        .function = "flow",
                        .sdk = "shim",
                        .interpreter = {},
                        .sha256 = {}};
  trace.places = {{"flow.py", "flow", 4}, {"flow.py", "flow", 5}};
  model::Spine spine;
  for (std::uint32_t i = 0; i < 2; ++i) {
    model::Yield yield;
    if (i == 1) yield.segment.arrived = answer(0, 5, "\"a\"");
    yield.segment.ops.push_back(activity(i, i == 0 ? "A" : "B"));
    yield.what = model::TaskHandle{i};
    yield.place = model::PlaceIndex{i};
    spine.yields.push_back(yield);
  }
  trace.spines.push_back(spine);
  trace.passes = {pass(1, 1, 0, 2), pass(2, 2, 0, 6), pass(3, 2, 1, 10), pass(4, 2, 2, 13)};
  trace.passes[3].is_confirming = true;
  for (const std::size_t i : {2U, 3U}) {
    trace.passes[i].outcome.what = model::Returned{model::Payload::of_text("\"both\"")};
    trace.passes[i].outcome.segment.arrived = answer(1, 9, "\"b\"");
  }
  return trace;
}

std::vector<std::string> ids(const std::vector<model::Finding>& findings) {
  std::vector<std::string> out;
  for (const auto& each : findings) out.push_back(each.id);
  return out;
}

std::vector<model::Finding> diagnose(const model::Trace& trace, const model::Ledger* ledger) {
  return diagnostics::diagnose({*trace.history, nullptr, &trace, ledger});
}

std::vector<model::Finding> diagnose(const model::History& history) {
  return diagnostics::diagnose({history, nullptr, nullptr, nullptr});
}

std::vector<std::string> found_in(const model::History& history) { return ids(diagnose(history)); }

std::vector<std::string> found_in(const model::Trace& trace, const model::Ledger* ledger) {
  return ids(diagnose(trace, ledger));
}

model::Finding finding(const std::vector<model::Finding>& findings, const std::string& id) {
  for (const auto& each : findings) {
    if (each.id == id) return each;
  }
  ADD_FAILURE() << "no finding " << id;
  return {};
}

}  // namespace tests
