#include "tests/support/trace_fixture.h"

#include <algorithm>
#include <utility>

#include "core/model/history_builder.h"

namespace tests::support {

namespace {

using model::EventIndex;
using model::EventType;
using model::Payload;
using model::TaskHandle;

core::base::Timestamp at_second(std::int64_t seconds) {
  return {kFixtureStart.ticks + seconds * core::base::kTicksPerSecond};
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

/// Appends events one second apart.
class Recorder {
 public:
  EventIndex add(EventType type, std::string_view name = {}, std::int32_t id = -1,
                 std::int32_t link = -1, const std::string& payload = {},
                 model::RuntimeStatus status = model::RuntimeStatus::unknown) {
    model::EventRecord record;
    record.type = type;
    record.id = model::EventId{id};
    record.link = model::EventId{link};
    record.timestamp = at_second(seconds_++);
    record.name = name;
    record.status = status;
    if (!payload.empty()) record.payload = {model::PayloadKind::text, payload};
    return builder_.append(record);
  }
  std::shared_ptr<const model::History> finish() {
    builder_.envelope().instance_id = "order-42";
    return builder_.finish();
  }

 private:
  model::HistoryBuilder builder_;
  std::int64_t seconds_ = 0;
};

model::Op call_op(std::uint32_t handle, const std::string& name, const std::string& input) {
  model::Op op;
  op.handle = TaskHandle{handle};
  op.name = name;
  op.input = Payload::of_text(input);
  return op;
}

std::string locals_text(std::size_t i, std::size_t results) {
  std::string items;
  for (std::size_t k = 0; k < results; ++k) {
    items +=
        std::string(k == 0 ? "" : ",") + R"({"type":"str","text":"r)" + std::to_string(k) + "\"}";
  }
  return R"([["i",{"type":"int","text":")" + std::to_string(i) +
         R"("}],["results",{"type":"list","items":[)" + items + R"(],"size":)" +
         std::to_string(results) + "}]]";
}

model::LogLine print_line(std::string text) {
  model::LogLine line;
  line.text = std::move(text);
  return line;
}

/// What the sequence's history recorded, and where each answer stands.
struct Recorded {
  std::shared_ptr<const model::History> history;
  std::vector<EventIndex> answers;
};

Recorded record_sequence(const SequenceOptions& options) {
  Recorder recorder;
  Recorded recorded;
  const std::size_t count = options.names.size();
  for (std::size_t i = 0; i <= count; ++i) {
    recorder.add(EventType::orchestrator_started);
    if (i == 0) {
      recorder.add(EventType::execution_started, "process_order", -1, -1, R"({"id":42})");
    } else if (const auto id = static_cast<std::int32_t>(i - 1); options.failing == i - 1) {
      recorded.answers.push_back(
          recorder.add(EventType::task_failed, {}, -1, id, "payment declined"));
    } else {
      recorded.answers.push_back(recorder.add(EventType::task_completed, {}, -1, id,
                                              quoted("r" + std::to_string(i - 1))));
    }
    if (i < count) {
      recorder.add(EventType::task_scheduled, options.names[i], static_cast<std::int32_t>(i), -1,
                   quoted("a" + std::to_string(i)));
    } else {
      recorder.add(EventType::execution_completed, {}, static_cast<std::int32_t>(i), -1,
                   R"("done")", model::RuntimeStatus::completed);
    }
    recorder.add(EventType::orchestrator_completed);
    if (!options.is_finished && i + 1 == count) break;
  }
  recorded.history = recorder.finish();
  return recorded;
}

model::Resume resume_of(const SequenceOptions& options, const Recorded& recorded,
                        std::size_t call) {
  model::Resume resume;
  const EventIndex event = recorded.answers[call];
  const bool is_ok = options.failing != call;
  resume.kind = is_ok ? model::ResumeKind::send : model::ResumeKind::raise;
  resume.awaited = TaskHandle{static_cast<std::uint32_t>(call)};
  resume.cause = event;
  resume.clock = recorded.history->at(event).timestamp();
  model::Settled settled;
  settled.handle = resume.awaited;
  settled.event = event;
  settled.ok = is_ok;
  settled.value = Payload(recorded.history->at(event).payload());
  resume.settled.push_back(std::move(settled));
  return resume;
}

model::Yield make_yield(const SequenceOptions& options, const Recorded& recorded, std::size_t i,
                        const std::string& name) {
  model::Yield yield;
  if (i > 0) yield.segment.arrived = resume_of(options, recorded, i - 1);
  else yield.segment.arrived.clock = kFixtureStart;
  yield.segment.ops.push_back(
      call_op(static_cast<std::uint32_t>(i), name, quoted("a" + std::to_string(i))));
  yield.segment.logs.push_back(print_line("calling " + name));
  yield.segment.locals = locals_text(i, i);
  yield.what = TaskHandle{static_cast<std::uint32_t>(i)};
  yield.place = model::PlaceIndex{static_cast<std::uint32_t>(i)};
  return yield;
}

model::Outcome returned(const SequenceOptions& options, const Recorded& recorded) {
  model::Outcome outcome;
  outcome.what = model::Returned{Payload::of_text(R"("done")")};
  outcome.segment.arrived = resume_of(options, recorded, options.names.size() - 1);
  outcome.segment.logs.push_back(print_line("all done"));
  return outcome;
}

model::Pass make_pass(const model::History& history, std::uint32_t number, std::uint32_t length) {
  model::Pass pass;
  pass.number = number;
  pass.length = length;
  pass.first_fresh = number < 2 ? 0 : number - 2;
  pass.replaying = {{model::YieldIndex{0}, number > 1}};
  if (number <= history.episodes().size()) {
    const model::Episode& episode = history.episodes()[number - 1];
    pass.events_end = episode.inbound_end;
    for (EventIndex event = episode.begin; event < episode.inbound_end; ++event.value) {
      pass.trigger.push_back(event);
    }
  } else {
    pass.is_confirming = true;
    pass.events_end = EventIndex{static_cast<std::uint32_t>(history.size())};
  }
  return pass;
}

std::shared_ptr<Snapshot> seal(model::Trace trace, std::uint64_t version) {
  auto snapshot = std::make_shared<Snapshot>();
  trace.format = "worker payload";
  trace.flavour = "azure-functions-python-1.2";
  trace.orchestrator.language = "python";
  trace.orchestrator.file = "order.py";
  trace.orchestrator.function = "process_order";
  trace.orchestrator.sdk = "shim";
  snapshot->history = trace.history;
  snapshot->report = std::make_shared<model::Report>();
  snapshot->file = "order-42.json";
  snapshot->format = "worker payload";
  snapshot->instance_id = "order-42";
  Snapshot::SourceFile source{"order.py", {}};
  for (int line = 1; line <= 20; ++line) source.lines.push_back("line " + std::to_string(line));
  snapshot->sources.push_back(std::move(source));
  snapshot->trace = std::make_shared<const model::Trace>(std::move(trace));
  snapshot->version = version;
  return snapshot;
}

void add_places(model::Trace& trace, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    trace.places.push_back({"order.py", "process_order", static_cast<std::uint32_t>(10 + i % 10)});
  }
}

}  // namespace

std::shared_ptr<Snapshot> sequence(const SequenceOptions& options) {
  const Recorded recorded = record_sequence(options);
  const auto count = static_cast<std::uint32_t>(options.names.size());
  model::Trace trace;
  trace.history = recorded.history;
  add_places(trace, count);
  trace.spines.emplace_back();
  for (std::uint32_t i = 0; i < count; ++i) {
    trace.spines[0].yields.push_back(make_yield(options, recorded, i, options.names[i]));
  }
  const std::uint32_t passes = options.is_finished ? count + 1 : count;
  for (std::uint32_t number = 1; number <= passes; ++number) {
    model::Pass pass = make_pass(*recorded.history, number, std::min(number, count));
    if (number > count) pass.outcome = returned(options, recorded);
    trace.passes.push_back(std::move(pass));
  }
  if (options.has_confirming) {
    model::Pass pass = make_pass(*recorded.history, passes + 1, count);
    pass.first_fresh = options.is_finished ? count : count - 1;
    if (options.is_finished) pass.outcome = returned(options, recorded);
    trace.passes.push_back(std::move(pass));
  }
  return seal(std::move(trace), 1);
}

std::shared_ptr<Snapshot> staircase(std::uint32_t yields) {
  SequenceOptions options;
  options.names.assign(yields, "Step");
  return sequence(options);
}

std::shared_ptr<Snapshot> diverged() {
  SequenceOptions options;
  options.names = {"Quote", "Charge", "Ship"};
  const Recorded recorded = record_sequence(options);
  model::Trace trace;
  trace.history = recorded.history;
  add_places(trace, 3);
  trace.spines.resize(2);
  trace.spines[0].yields.push_back(make_yield(options, recorded, 0, "Quote"));
  trace.spines[1].parent = model::SpineIndex{0};
  trace.spines[1].fork = 1;
  trace.spines[1].yields.push_back(make_yield(options, recorded, 1, "Refund"));
  trace.spines[1].yields.push_back(make_yield(options, recorded, 2, "Ship"));
  for (std::uint32_t number = 1; number <= 4; ++number) {
    model::Pass pass = make_pass(*recorded.history, number, std::min(number, 3U));
    pass.spine = model::SpineIndex{number == 1 ? 0U : 1U};
    if (number == 4) pass.outcome = returned(options, recorded);
    trace.passes.push_back(std::move(pass));
  }
  model::Divergence divergence;
  divergence.pass = model::PassIndex{1};
  divergence.yield = model::YieldIndex{1};
  divergence.task = TaskHandle{1};
  divergence.event = EventIndex{6};
  divergence.expected = "activity Charge";
  divergence.actual = "activity Refund";
  trace.divergence = divergence;
  model::Finding finding;
  finding.id = "YS1001";
  finding.severity = model::Severity::error;
  finding.message = "The code calls Refund where the history recorded Charge";
  finding.place.pass = divergence.pass;
  finding.place.yield = divergence.yield;
  finding.place.event = divergence.event;
  finding.place.file = "order.py";
  finding.place.function = "process_order";
  finding.place.line = 11;
  finding.expected = divergence.expected;
  finding.actual = divergence.actual;
  finding.fix = "Keep the old call until no old instance is left";
  trace.findings.push_back(std::move(finding));
  return seal(std::move(trace), 2);
}

std::shared_ptr<Snapshot> fan_out() {
  Recorder recorder;
  std::vector<EventIndex> answers;
  recorder.add(EventType::orchestrator_started);
  recorder.add(EventType::execution_started, "process_order");
  for (int i = 0; i < 3; ++i) recorder.add(EventType::task_scheduled, "Hello", i);
  recorder.add(EventType::orchestrator_completed);
  recorder.add(EventType::orchestrator_started);
  answers.push_back(recorder.add(EventType::task_completed, {}, -1, 1, R"("b")"));
  recorder.add(EventType::orchestrator_completed);
  recorder.add(EventType::orchestrator_started);
  answers.push_back(recorder.add(EventType::task_completed, {}, -1, 0, R"("a")"));
  answers.push_back(recorder.add(EventType::task_completed, {}, -1, 2, R"("c")"));
  recorder.add(EventType::execution_completed, {}, 3, -1, R"(["a","b","c"])",
               model::RuntimeStatus::completed);
  recorder.add(EventType::orchestrator_completed);

  model::Trace trace;
  trace.history = recorder.finish();
  add_places(trace, 1);
  model::Yield yield;
  for (std::uint32_t i = 0; i < 3; ++i) {
    yield.segment.ops.push_back(call_op(i, "Hello", quoted("h" + std::to_string(i))));
  }
  model::Op all = call_op(3, "", "");
  all.kind = model::ActionKind::all;
  all.input = {};
  all.children = {TaskHandle{0}, TaskHandle{1}, TaskHandle{2}};
  yield.segment.ops.push_back(std::move(all));
  yield.what = TaskHandle{3};
  yield.place = model::PlaceIndex{0};
  trace.spines.emplace_back();
  trace.spines[0].yields.push_back(std::move(yield));

  const auto settle = [](std::uint32_t task, EventIndex event, const std::string& value) {
    model::Settled settled;
    settled.handle = TaskHandle{task};
    settled.event = event;
    settled.value = Payload::of_text(value);
    return settled;
  };
  for (std::uint32_t number = 1; number <= 3; ++number) {
    trace.passes.push_back(make_pass(*trace.history, number, 1));
    trace.passes.back().first_fresh = 0;
  }
  trace.passes[1].settled_unused.push_back(settle(1, answers[0], R"("b")"));
  model::Outcome& outcome = trace.passes[2].outcome;
  outcome.what = model::Returned{Payload::of_text(R"(["a","b","c"])")};
  model::Resume& last = outcome.segment.arrived;
  last.kind = model::ResumeKind::send;
  last.awaited = TaskHandle{3};
  last.cause = answers[2];
  last.settled = {settle(1, answers[0], R"("b")"), settle(0, answers[1], R"("a")"),
                  settle(2, answers[2], R"("c")"), settle(3, answers[2], "")};
  last.settled[3].value = {};
  last.settled[3].children = {TaskHandle{0}, TaskHandle{1}, TaskHandle{2}};
  return seal(std::move(trace), 3);
}

std::shared_ptr<Snapshot> without_code() {
  auto snapshot = sequence();
  snapshot->trace = nullptr;
  snapshot->sources.clear();
  snapshot->version = 4;
  return snapshot;
}

}  // namespace tests::support
