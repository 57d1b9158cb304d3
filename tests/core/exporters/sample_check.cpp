#include "tests/core/exporters/sample_check.h"

#include <array>

#include "core/model/history_builder.h"

namespace tests {

using namespace core::model;
using namespace std::string_literals;

const std::string kHostileText(
    "</script><script>alert(1)</script>\"' onload=x ]]> & {0} [link](1) \x1b[31m \0 \x7f "
    "\xE2\x80\xAE\xFF\xED\xA0\x80\xEF\xBF\xBE \r\n\t end"s);

namespace {

Op activity(std::uint32_t handle, std::string name, std::string input) {
  Op op;
  op.handle = TaskHandle{handle};
  op.name = std::move(name);
  op.input = Payload::of_text(std::move(input));
  return op;
}

Yield yield_of(std::uint32_t handle, const std::string& name, const std::string& input) {
  Yield yield;
  yield.segment.ops.push_back(activity(handle, name, input));
  yield.what = TaskHandle{handle};
  yield.place = PlaceIndex{0};
  if (handle > 0) {
    yield.segment.arrived.kind = ResumeKind::send;
    yield.segment.arrived.awaited = TaskHandle{handle - 1};
    yield.segment.arrived.settled = {
        {TaskHandle{handle - 1}, EventIndex{handle}, true, Payload::of_text("\"done\""), {}}};
  }
  return yield;
}

Pass pass_of(std::uint32_t number, std::uint32_t length) {
  Pass pass;
  pass.number = number;
  pass.events_end = EventIndex{1};
  pass.spine = SpineIndex{0};
  pass.length = length;
  pass.first_fresh = length > 1 ? length - 2 : 0;
  pass.outcome.what = Waiting{};
  return pass;
}

std::shared_ptr<const History> one_event() {
  HistoryBuilder builder;
  EventRecord record;
  record.type = EventType::execution_started;
  record.name = "run_order";
  record.payload = {PayloadKind::text, "{\"card\":\"4111\"}"};
  builder.append(record);
  builder.envelope().instance_id = "order-42";
  return builder.finish();
}

Finding divergence_finding() {
  Finding finding;
  finding.id = "YS1003";
  finding.severity = Severity::error;
  finding.message = "The code leaves the history at orders/flow.py:14.";
  finding.place = {PassIndex{2}, YieldIndex{1}, EventIndex{0}, "orders/flow.py", "run_order", 14};
  finding.kind = "renamed";
  finding.expected = "activity Charge({\"card\":\"4111\",\"amount\":5})";
  finding.actual = "activity ChargeCard({\"card\":\"4111\",\"amount\":5})";
  finding.cause = "The name of the activity has changed since the history was recorded.";
  finding.causes = {{Confidence::proven,
                     "datetime.now() is read before this yield",
                     {PassIndex{2}, YieldIndex{0}, kNoEvent, "orders/my clock.py", "now", 3}},
                    {Confidence::possible, "the order of a set", {}}};
  finding.fix = "Keep the recorded name, or guard the new one by a version.";
  finding.edit = Edit{"orders/flow.py", 14, "    yield context.call_activity(\"ChargeCard\", x)",
                      "    yield context.call_activity(\"Charge\", x)"};
  finding.platform_message =
      "Non-Deterministic workflow detected: a task with id 1 and name 'Charge' was expected";
  finding.raised_at = FindingPlace{PassIndex{2}, {}, EventIndex{0}, "", "", 0};
  return finding;
}

Finding hostile_finding() {
  Finding finding;
  finding.id = "YS9999" + kHostileText;
  finding.severity = Severity::warning;
  finding.message = finding.kind = finding.expected = finding.actual = kHostileText;
  finding.actual += "x";
  finding.cause = finding.fix = finding.platform_message = finding.follows_from = kHostileText;
  finding.place = {{}, {}, kNoEvent, "a/" + kHostileText, kHostileText, 1};
  finding.causes = {{Confidence::likely, kHostileText, finding.place}};
  finding.edit = Edit{"a/" + kHostileText, 1, "", kHostileText};
  finding.is_from_source = true;
  finding.is_consequence = true;
  return finding;
}

CheckedHistory history(std::string file, CheckState state) {
  CheckedHistory checked;
  checked.file = std::move(file);
  checked.instance_id = "order-42";
  checked.name = "run_order";
  checked.state = state;
  checked.passes = 3;
  checked.yields = 6;
  checked.events = 12;
  return checked;
}

Finding information(std::string id, std::string message) {
  Finding finding;
  finding.id = std::move(id);
  finding.message = std::move(message);
  return finding;
}

}  // namespace

std::shared_ptr<const Trace> small_trace() {
  Trace trace;
  trace.history = one_event();
  trace.places = {{"orders/flow.py", "run_order", 14}};
  trace.spines = {
      {std::nullopt,
       0,
       {yield_of(0, "Reserve", "{\"card\":\"4111\"}"),
        yield_of(1, "Charge", "{\"card\":\"4111\",\"amount\":5}")}},
      {SpineIndex{0}, 1, {yield_of(1, "ChargeCard", "{\"card\":\"4111\",\"amount\":5}")}}};
  trace.passes = {pass_of(1, 1), pass_of(2, 2), pass_of(3, 2)};
  trace.passes[2].spine = SpineIndex{1};
  trace.passes[2].is_confirming = true;
  trace.passes[2].verdict = Verdict{"D2", EventIndex{0}, "Non-Deterministic workflow detected"};
  trace.divergence = Divergence{
      DivergenceKind::name_differs, PassIndex{2}, YieldIndex{1}, TaskHandle{1}, kNoEvent, "a", "b"};
  trace.alignment = Alignment{
      {{AlignmentKind::same, "activity Reserve(1)", "activity Reserve(1)", {}, EventIndex{0}},
       {AlignmentKind::renamed,
        "activity ChargeCard(5)",
        "activity Charge(5)",
        {"orders/flow.py", "run_order", 14},
        EventIndex{0}}},
      "it raised " + kHostileText};
  return std::make_shared<const Trace>(std::move(trace));
}

std::shared_ptr<const Trace> long_trace(std::uint32_t passes) {
  Trace trace;
  trace.history = one_event();
  trace.places = {{"orders/flow.py", "run_order", 14}};
  trace.spines.resize(1);
  for (std::uint32_t i = 0; i < passes; ++i) {
    trace.spines[0].yields.push_back(yield_of(i, "Step" + std::to_string(i), "1"));
    trace.passes.push_back(pass_of(i + 1, i + 1));
  }
  trace.divergence = Divergence{DivergenceKind::name_differs,
                                PassIndex{passes - 1},
                                YieldIndex{passes - 1},
                                kNoTask,
                                kNoEvent,
                                "a",
                                "b"};
  return std::make_shared<const Trace>(std::move(trace));
}

CheckResult sample_check() {
  CheckResult result;
  result.target = "src/my app/function_app.py:run_order";
  result.against = "origin/main";
  result.flavour = "azure-functions-python-1.2";

  CheckedHistory breaks = history("corpus/a/order 42.json", CheckState::breaks);
  breaks.reason = "The code asks for another activity at y2 (orders/flow.py:14).";
  breaks.place = divergence_finding().place;
  breaks.locator = "p3.y2";
  breaks.source_line = "    yield context.call_activity(\"ChargeCard\", x)";
  breaks.findings = {divergence_finding(), hostile_finding()};
  breaks.before = CheckState::safe;
  breaks.trace = small_trace();

  CheckedHistory hostile = history("corpus/b/" + kHostileText, CheckState::needs_guard);
  hostile.instance_id = hostile.name = hostile.reason = hostile.locator = kHostileText;
  hostile.source_line = kHostileText;
  hostile.place = FindingPlace{{}, {}, kNoEvent, "a/" + kHostileText, kHostileText, 1};
  hostile.findings = {hostile_finding()};
  hostile.before = CheckState::needs_guard;

  CheckedHistory not_judged = history("corpus/a/cut.json", CheckState::not_judged);
  not_judged.reason = "The file ends before its end: it is cut at byte 53.";
  not_judged.instance_id.clear();
  not_judged.name.clear();

  CheckedHistory safe = history("/corpus/c/safe.json", CheckState::safe);
  safe.reason = "no difference on the recorded path";
  safe.before = CheckState::safe;
  safe.findings = {information("YS4001", "A log line differs.")};
  safe.accepted = {information("YS5001", "A known one.")};
  safe.accepted[0].place = {{}, {}, kNoEvent, "/opt/lib/shared.py", "", 0};

  result.histories = {breaks, hostile, not_judged, safe};
  result.stale_baseline = {"YS1003 in orders/old.py", kHostileText};
  return result;
}

core::exporters::Program sample_program() {
  static constexpr std::array kRules{
      core::exporters::RuleNote{"YS1003", Severity::error, "The code leaves the history",
                                "The calls differ.", "SEMANTICS 4.1", "yield {a: [1](2)}",
                                "Bring the call back."},
      core::exporters::RuleNote{"YS4001", Severity::information, "Log lines differ",
                                "The log differs.", "DESIGN 5", "", ""}};
  return {"0.3.0", kRules};
}

}  // namespace tests
