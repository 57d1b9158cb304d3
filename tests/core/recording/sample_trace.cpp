#include "tests/core/recording/sample_trace.h"

#include <limits>

#include "core/model/history_builder.h"

namespace tests {
namespace {

using namespace core::model;
using core::base::Timestamp;
using namespace std::string_literals;

const std::string kHostile("\xFF\\x41\xC3 \"\n\0\x1b[2J \xED\xA0\x80 😀"s);

void add_unknown_event(HistoryBuilder& builder) {
  EventExtra extra;
  extra.version = "1.0";
  extra.instance_id = "abc";
  extra.execution_id = "x1";
  extra.parent_instance_id = "parent";
  extra.raw_type = "EntityLockGranted";
  extra.details = Payload::of_text(kHostile);
  extra.failure_details = {PayloadKind::json, "{\"a\":NaN}"};
  extra.raw = {PayloadKind::json, "{\"EventType\":\"EntityLockGranted\"}"};
  EventRecord record;
  record.extra = &extra;
  builder.append(record);
  const EventExtra empty{};
  record.extra = &empty;
  builder.append(record);
}

std::shared_ptr<const History> sample_history() {
  HistoryBuilder builder;
  Envelope& envelope = builder.envelope();
  envelope = {
      "abc", "x1", "Chain " + kHostile, "parent:1", Payload::of_text("\"in\""), true, 2, 3, 4,
      5,     6};
  builder.set_quality(Quality::reconstructed);
  for (int number = 0; number <= 21; ++number) {
    EventRecord record;
    record.type = static_cast<EventType>(number);
    record.id = EventId{number - 100};
    record.link = EventId{number * 1000};
    record.timestamp = {17041032011234567 + number};
    record.is_played = number % 2 == 0;
    record.name = number % 3 == 0 ? "" : "Name";
    record.status = static_cast<RuntimeStatus>(number % 9);
    const PayloadKind kind = static_cast<PayloadKind>(number % 5);
    record.payload = {kind, number % 5 < 2 ? std::string_view() : std::string_view(kHostile)};
    if (number == 10) record.fire_at = Timestamp{std::numeric_limits<std::int64_t>::min()};
    if (number == 12) record.inferred = static_cast<std::uint8_t>(Inferable::event);
    if (number == 13) record.inferred = 0x3e;
    if (number == 11) record.timestamp = {std::numeric_limits<std::int64_t>::max()};
    builder.append(record);
  }
  for (const EventType type : {EventType::sent, EventType::thrown}) {
    EventRecord record;
    record.type = type;
    record.payload = {PayloadKind::text, "1180591620717411303424"};
    builder.append(record);
  }
  add_unknown_event(builder);
  return builder.finish();
}

Op sample_op() {
  Op op;
  op.kind = ActionKind::sub_orchestration_with_retry;
  op.max_attempts = 3;
  op.handle = TaskHandle{0};
  op.name = kHostile;
  op.target = "";
  op.input = {PayloadKind::null, ""};
  op.fire_at = Timestamp{0};
  op.options = "{\"maxNumberOfAttempts\":3}";
  op.children = {TaskHandle{1}, TaskHandle{2}};
  return op;
}

Segment sample_segment() {
  Segment segment;
  segment.arrived.kind = ResumeKind::raise;
  segment.arrived.is_replaying = true;
  segment.arrived.awaited = TaskHandle{5};
  segment.arrived.cause = EventIndex{4};
  segment.arrived.clock = {17041032011234567};
  segment.arrived.settled = {
      {TaskHandle{1}, EventIndex{5}, true, Payload::of_text("1"), {}},
      {TaskHandle{2}, kNoEvent, false, Payload::of_text(kHostile), {TaskHandle{1}}},
      {kNoTask, EventIndex{0}, true, {}, {}}};
  segment.ops.push_back(sample_op());
  for (int verb = 0; verb <= 3; ++verb) {
    Op op;
    op.verb = static_cast<OpVerb>(verb);
    segment.ops.push_back(op);
  }
  segment.asks = {{"{\"q\":1}", kHostile}};
  segment.logs = {{LogStream::logging, "INFO", kHostile, PlaceIndex{1}},
                  {LogStream::error, "", "", kNoPlace}};
  segment.locals = "{\"x\":\"" + kHostile + "\"}";
  return segment;
}

Pass sample_pass(std::uint32_t number) {
  Pass pass;
  pass.number = number;
  pass.events_end = EventIndex{10};
  pass.trigger = {EventIndex{3}, EventIndex{4}};
  pass.spine = SpineIndex{1};
  pass.length = 2;
  pass.first_fresh = 1;
  pass.outcome.segment = sample_segment();
  return pass;
}

void add_passes(Trace& trace) {
  Pass full = sample_pass(1);
  full.is_confirming = true;
  full.settled_unused = {{TaskHandle{9}, EventIndex{1}, true, Payload::of_text("null"), {}}};
  full.replaying = {{YieldIndex{0}, true}, {YieldIndex{1}, false}};
  full.closing = sample_segment();
  full.differs = {
      {YieldIndex{0}, std::vector<LogLine>(), std::nullopt},
      {YieldIndex{1}, std::nullopt, ""},
      {YieldIndex{1}, std::vector<LogLine>{{LogStream::print, "", "x", kNoPlace}}, "1"}};
  full.verdict = Verdict{"D2", EventIndex{7}, "Non-Deterministic workflow detected: …"};
  full.warnings = {"Potential duplicate Task completion for TaskId: 3", kHostile};
  full.custom_status = Payload();
  trace.passes.push_back(full);
  for (const auto& what : std::initializer_list<decltype(Outcome::what)>{
           Waiting{}, Returned{{PayloadKind::json, "42"}}, Returned{},
           Raised{"ValueError", kHostile, "Traceback …", PlaceIndex{0}},
           ContinuedAsNew{Payload::of_text("7"), Payload::of_text("null")}, SdkBroke{"AttributeError", "x"},
           NotRun{{"orchestrator.crashed", "gone", {"a.py", 7, 3, 2, "/x"}, "look"}}, NotRun{}}) {
    Pass pass = sample_pass(2);
    pass.outcome.what = what;
    pass.custom_status = Payload(PayloadKind::null, "");
    trace.passes.push_back(pass);
  }
  Pass nothing;
  nothing.events_end = EventIndex{0};
  trace.passes.push_back(nothing);
}

Finding sample_finding() {
  Finding finding;
  finding.id = "YS1003";
  finding.severity = Severity::error;
  finding.message = "m";
  finding.place = {PassIndex{0}, YieldIndex{1}, EventIndex{2}, "a.py", "f", 3};
  finding.kind = "renamed";
  finding.expected = "e";
  finding.actual = "a";
  finding.cause = "c";
  finding.causes = {{Confidence::proven, kHostile, {{}, {}, kNoEvent, "b.py", "g", 4}},
                    {Confidence::possible, "maybe", {}}};
  finding.fix = "f";
  finding.edit = Edit{"a.py", 3, "    x = 1\n    y = 2", kHostile};
  finding.platform_message = kHostile;
  finding.raised_at = FindingPlace{PassIndex{1}, {}, EventIndex{3}, "", "", 0};
  finding.is_from_source = true;
  finding.is_consequence = true;
  finding.follows_from = "YS1001";
  return finding;
}

void add_diagnosis(Trace& trace) {
  Finding raised_nowhere;
  raised_nowhere.raised_at = FindingPlace();
  raised_nowhere.edit = Edit();
  trace.findings = {sample_finding(), Finding(), raised_nowhere};
  trace.alignment = Alignment{
      {{AlignmentKind::removed, "", kHostile, {"a.py", "f", 3}, EventIndex{2}},
       {AlignmentKind::input_changed, "activity A(1)", "activity A(2)", {}, kNoEvent},
       {}},
      "it raised " + kHostile};
  trace.experiments = {{Condition::hash_seed, true, PassIndex{1}, YieldIndex{7}, {"a.py", "f", 3},
                        kHostile, "activity B", ""},
                       {Condition::environment, false, {}, {}, {}, "", "", "the child has died"},
                       {}};
  trace.source_remarks = {
      {"clock", "datetime.now()", {"a.py", "f", 3}, 5, 19, "context.current_utc_datetime"}, {}};
}

}  // namespace

Trace sample_trace() {
  Trace trace;
  trace.history = sample_history();
  trace.source_file = "history.json";
  trace.format = "worker_payload";
  trace.fidelity = Fidelity::timeline_only;
  trace.orchestrator = {"python", "function_app.py", "chain", "shim", "", "00ff"};
  trace.flavour = "azure-functions-python-1.2";
  trace.places = {{"a.py", "chain.<locals>.f", 12}, {kHostile, "", 0}};
  Yield first;
  first.segment = sample_segment();
  first.what = TaskHandle{0};
  first.place = PlaceIndex{0};
  first.frames = {PlaceIndex{1}, PlaceIndex{0}};
  Yield second;
  second.what = NotATask{"str", Payload::of_text(kHostile)};
  trace.spines = {Spine{std::nullopt, 0, {first, Yield()}}, Spine{SpineIndex{0}, 1, {second}}};
  add_passes(trace);
  trace.evidence = {{"clock", "time.time()", true, PlaceIndex{1}, PassIndex{1}, YieldIndex{1}}, {}};
  trace.divergence = Divergence{
      DivergenceKind::ended_late, PassIndex{1}, YieldIndex{2}, TaskHandle{3}, EventIndex{4},
      "TaskScheduled A",          kHostile};
  add_diagnosis(trace);
  return trace;
}

}  // namespace tests
