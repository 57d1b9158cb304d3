#include "core/exporters/redact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/json_writer.h"
#include "core/exporters/check_report.h"
#include "core/exporters/redact_shape.h"
#include "core/model/history_builder.h"
#include "core/recording/trace_file.h"
#include "tests/core/exporters/sample_check.h"

namespace core::exporters {
namespace {

using namespace model;
using testing::HasSubstr;
using testing::Not;

/// Everything that may not be seen, in every form in which it stands somewhere.
const std::vector<std::string> kSecrets{"hunter2",
                                        "q7",
                                        "4711",
                                        "3.25",
                                        "Zo\xC3\xAB",
                                        "Zo\\u00eb",
                                        "alice@ex.org",
                                        "inner-secret-value",
                                        "c2VjcmV0LXRva2VuLTE=",
                                        "secret-token-1",
                                        "pin_code",
                                        "log-line-secret",
                                        "boom-secret",
                                        "status-secret",
                                        "order-42",
                                        "child-of-order-42",
                                        "customer-key",
                                        "secret.example",
                                        "9007199254740993",
                                        "reply-secret",
                                        "traceback-secret",
                                        "local-secret",
                                        "東京",
                                        "detail-secret",
                                        "returned-secret"};

/// The first secret that the text holds; empty when it holds none.
std::string secret_in(const std::string& text) {
  for (const std::string& secret : kSecrets) {
    if (text.find(secret) != std::string::npos) return secret;
  }
  return {};
}

constexpr std::string_view kInput =
    "{\"password\":\"hunter2\",\"id\":\"q7\",\"pin\":4711,\"rate\":3.25,\"name\":\"Zo\\u00eb\","
    "\"who\":[\"alice@ex.org\",{\"deep\":\"{\\\"x\\\":\\\"inner-secret-value\\\"}\"}],"
    "\"token\":\"c2VjcmV0LXRva2VuLTE=\",\"big\":9007199254740993,\"city\":\"東京\",\"flag\":true}";

std::shared_ptr<const History> secret_history() {
  HistoryBuilder builder;
  Envelope& envelope = builder.envelope();
  envelope.instance_id = "order-42";
  envelope.name = "run_order";
  envelope.input = Payload::of_text(std::string(kInput));
  EventExtra extra;
  extra.instance_id = "child-of-order-42";
  extra.details = Payload::of_text("detail-secret");
  extra.failure_details = {PayloadKind::json, "{\"ErrorMessage\":\"boom-secret\"}"};
  extra.raw = {PayloadKind::json, "{\"Input\":\"hunter2\"}"};
  EventRecord record;
  record.type = EventType::execution_started;
  record.name = "run_order";
  record.payload = {PayloadKind::text, kInput};
  builder.append(record);
  record.type = EventType::task_failed;
  record.name = "Charge";
  record.link = EventId{1};
  record.payload = {PayloadKind::text, "boom-secret in charge"};
  record.inferred = static_cast<std::uint8_t>(Inferable::id);
  record.extra = &extra;
  builder.append(record);
  return builder.finish();
}

Op op_of(ActionKind kind, std::string name, std::optional<std::string> target, std::string input) {
  Op op;
  op.kind = kind;
  op.handle = TaskHandle{0};
  op.name = std::move(name);
  op.target = std::move(target);
  if (!input.empty()) op.input = Payload::of_text(std::move(input));
  return op;
}

Segment secret_segment() {
  Segment segment;
  segment.arrived.kind = ResumeKind::raise;
  segment.arrived.settled = {
      {TaskHandle{0}, EventIndex{1}, false, Payload::of_text("boom-secret in charge"), {}},
      {TaskHandle{1}, EventIndex{1}, true, Payload::of_text(std::string(kInput)), {}}};
  segment.ops = {op_of(ActionKind::activity, "Charge", {}, std::string(kInput)),
                 op_of(ActionKind::sub_orchestration, "child", "child-of-order-42", "4711"),
                 op_of(ActionKind::entity_call, "get", "@counter@customer-key", "\"q7\""),
                 op_of(ActionKind::http, "GET", "https://secret.example/?t=hunter2", "")};
  segment.ops[3].options = "{\"headers\":{\"Authorization\":\"hunter2\"}}";
  Op status;
  status.verb = OpVerb::custom_status;
  status.name = "TypeError";
  status.options = "status-secret";
  segment.ops.push_back(status);
  segment.asks = {{"{\"name\":\"x\"}", "{\"value\":\"reply-secret\"}"}};
  segment.logs = {{LogStream::print, "", "log-line-secret is 4711", kNoPlace}};
  segment.locals =
      "[[\"pin_code\",{\"type\":\"str\",\"text\":\"local-secret\"}],[\"data\",{\"type\":\"dict\","
      "\"size\":1,\"fields\":[[\"pin_code\",{\"type\":\"int\",\"text\":\"4711\"}]]}]]";
  return segment;
}

Trace secret_trace() {
  Trace trace;
  trace.history = secret_history();
  trace.source_file = "order-42.json";
  trace.places = {{"orders/flow.py", "run_order", 14}};
  Yield first, second;
  first.segment = secret_segment();
  first.what = TaskHandle{0};
  second.segment = secret_segment();
  second.what = NotATask{"str", Payload::of_text("\"hunter2\"")};
  trace.spines = {{std::nullopt, 0, {first, second}}};
  Pass pass;
  pass.events_end = EventIndex{2};
  pass.length = 2;
  pass.settled_unused = {{TaskHandle{0}, kNoEvent, true, Payload::of_text("\"q7\""), {}}};
  pass.closing = secret_segment();
  pass.differs = {{YieldIndex{0}, secret_segment().logs, secret_segment().locals}};
  pass.verdict = Verdict{"D2", EventIndex{1}, "task 'Charge' of order-42 got 'hunter2'"};
  pass.warnings = {"a warning about hunter2"};
  pass.custom_status = Payload::of_text("\"status-secret\"");
  for (const auto& what : std::initializer_list<decltype(Outcome::what)>{
           Raised{"ValueError", "boom-secret in charge",
                  "Traceback (most recent call last):\n  File \"flow.py\", line 3, in run_order\n"
                  "    raise ValueError('traceback-secret')\nValueError: boom-secret\n",
                  PlaceIndex{0}, Payload::of_text("\"returned-secret\"")},
           Returned{Payload::of_text("\"returned-secret\"")},
           ContinuedAsNew{Payload::of_text("4711"), Payload::of_text("\"returned-secret\"")},
           SdkBroke{"TypeError", "boom-secret"},
           NotRun{{"orchestrator.crashed",
                   "it printed 'hunter2'",
                   {"order-42.py", {}, 0, 0, {}},
                   "order-42"}}}) {
    pass.outcome.what = what;
    pass.outcome.segment = secret_segment();
    trace.passes.push_back(pass);
  }
  trace.evidence = {{"environment", "os.environ['hunter2']", true, kNoPlace, {}, {}}};
  trace.divergence = Divergence{DivergenceKind::name_differs,
                                PassIndex{0},
                                YieldIndex{1},
                                kNoTask,
                                EventIndex{1},
                                "activity Charge(" + std::string(kInput) + ")",
                                "activity Charge(\"returned-secret\")"};
  trace.alignment = Alignment{{{AlignmentKind::inserted,
                                "activity New(\"hunter2\", 4711)",
                                "activity Charge(3.25)",
                                {},
                                kNoEvent}},
                              "it raised ValueError: local-secret"};
  trace.experiments = {{Condition::random,
                        true,
                        PassIndex{0},
                        YieldIndex{0},
                        {},
                        "activity Draw(0.0077001)",
                        "raised ValueError: local-secret",
                        ""}};
  trace.source_remarks = {{"environment", "os.getenv(\"hunter2\")", {}, 1, 2, ""}};
  return trace;
}

Finding secret_finding() {
  Finding finding;
  finding.id = "YS2001";
  finding.severity = Severity::error;
  finding.message = "The input of Charge at event 1 was 4711 (q7, 3.25) for alice@ex.org, hunter2.";
  finding.expected = std::string(kInput);
  finding.actual = "{\"password\":\"hunter2\",\"id\":\"q7\",\"pin\":47…";
  finding.cause = "The code read Zo\xC3\xAB and Zo\\u00eb, then secret-token-1 and 東京.";
  finding.causes = {{Confidence::likely, "9007199254740993 is inner-secret-value", {}}};
  finding.fix = "Call Charge with hunter2.";
  finding.edit = Edit{"orders/flow.py", 3, "x = \"hunter2\"", "x = \"y\""};
  finding.platform_message =
      "Non-Deterministic workflow detected: id 0 and name 'Charge', log-line-secret";
  finding.place = {PassIndex{0}, YieldIndex{1}, EventIndex{1}, "orders/flow.py", "run_order", 14};
  return finding;
}

CheckedHistory secret_row() {
  CheckedHistory checked;
  checked.file = "corpus/order-42.json";
  checked.instance_id = "order-42";
  checked.name = "run_order";
  checked.state = CheckState::breaks;
  checked.reason = "Charge of order-42 got \"hunter2\" at y2 (orders/flow.py:14).";
  checked.place = secret_finding().place;
  checked.source_line = "    x = \"hunter2\" if city == \"東京\" else 4711";
  checked.findings = {secret_finding()};
  checked.accepted = {secret_finding()};
  Trace trace = secret_trace();
  trace.findings = {secret_finding()};
  checked.trace = std::make_shared<const Trace>(trace);
  return checked;
}

TEST(Redact, NoSecretIsInAnyOutputOfAnyFormat) {
  const auto history = secret_history();
  const Trace trace = secret_trace();
  CheckResult result;
  result.target = "function_app.py";
  result.histories = {secret_row()};
  result.stale_baseline = {"Charge got \"hunter2\""};
  ASSERT_NE(secret_in(check_json(result)), "") << "the test itself must see them";
  for (CheckedHistory& row : result.histories) redact(row, history.get(), &trace);
  redact_frame(result);
  EXPECT_EQ(secret_in(check_json(result)), "") << check_json(result);
  EXPECT_EQ(secret_in(check_junit(result)), "") << check_junit(result);
  EXPECT_EQ(secret_in(check_sarif(result, tests::sample_program())), "");
  EXPECT_EQ(secret_in(check_html(result, tests::sample_program())), "");
  const std::string file = recording::write_trace(*result.histories[0].trace);
  EXPECT_EQ(secret_in(file), "") << file;
  EXPECT_THAT(file, Not(HasSubstr("0.0077001")));
}

TEST(Redact, NamesPlacesAndNumbersOfEventsStay) {
  CheckedHistory row = secret_row();
  const Trace trace = secret_trace();
  redact(row, trace.history.get(), &trace);
  EXPECT_EQ(row.file, "corpus/" + pseudonym("order-42") + ".json");
  EXPECT_EQ(row.instance_id, pseudonym("order-42"));
  EXPECT_EQ(row.name, "run_order");
  EXPECT_EQ(row.reason,
            "Charge of " + pseudonym("order-42") + " got \"<text 7>\" at y2 (orders/flow.py:14).");
  const Finding& finding = row.findings[0];
  EXPECT_EQ(finding.message,
            "The input of Charge at event 1 was <text 4> (<text 2>, <text 4>) for <text 12>, "
            "<text 7>.");
  EXPECT_EQ(finding.expected, "<object 10>");
  EXPECT_EQ(finding.place, secret_finding().place);
  EXPECT_EQ(finding.fix, "Call Charge with <text 7>.");
  EXPECT_FALSE(finding.edit.has_value()) << "half an edit mends nothing";
  EXPECT_THAT(finding.platform_message,
              HasSubstr("Non-Deterministic workflow detected: id 0 and name 'Charge', <text 15>"));
  EXPECT_EQ(yield_label(*row.trace, PassIndex{0}, YieldIndex{1}), "not a task: str \"<text 7>\"");
  const std::string label = yield_label(*row.trace, PassIndex{0}, YieldIndex{0});
  EXPECT_TRUE(label.starts_with("Charge({\"<text 8>\":\"<text 7>\"")) << label;
}

TEST(Redact, EveryMemberOfAHistoryButItsValuesIsKept) {
  const auto before = secret_history();
  const Redactor redactor(before.get(), nullptr);
  const auto after = redactor.history(*before);
  ASSERT_EQ(after->size(), before->size());
  for (std::size_t i = 0; i < before->size(); ++i) {
    EXPECT_EQ((*after)[i].type(), (*before)[i].type());
    EXPECT_EQ((*after)[i].name(), (*before)[i].name());
    EXPECT_EQ((*after)[i].link(), (*before)[i].link());
    EXPECT_EQ((*after)[i].payload().kind, (*before)[i].payload().kind);
    EXPECT_EQ((*after)[i].is_inferred(Inferable::id), (*before)[i].is_inferred(Inferable::id));
  }
  EXPECT_EQ(after->envelope().instance_id, pseudonym("order-42"));
  EXPECT_EQ((*after)[1].instance_id(), pseudonym("child-of-order-42"));
  EXPECT_EQ((*after)[1].payload().text, "<text 21>");
}

TEST(Redact, WithoutAHistoryTextsAreRedactedByTheirLooks) {
  const Redactor redactor(nullptr, nullptr);
  EXPECT_EQ(redactor.text("activity Hello(\"Tokyo\") and any(Approval, timer)"),
            "activity Hello(<text 5>) and any(Approval, timer)");
  EXPECT_EQ(redactor.text("expected {\"a\": [1, 2]} here"), "expected <object 1> here");
  EXPECT_EQ(redactor.text("all(3 × Hello)"), "all(3 × Hello)");
  EXPECT_EQ(redactor.text("raised KeyError: x7 is gone"), "raised KeyError: <text 10>");
  EXPECT_EQ(redactor.text("raised Odd: x7"), "raised Odd: <text 2>");
  EXPECT_EQ(redactor.text("it doesn't say 'secret', isn't it"),
            "it doesn't say '<text 6>', isn't it");
  EXPECT_EQ(redactor.text("\"cut off val…"), "\"<text 12>");
  EXPECT_EQ(redactor.text("returned Toky… at event 3"), "returned <text 5> at event 3");
  EXPECT_EQ(redactor.text("it was …cretva… and …lue"), "it was <text 8> and <text 4>");
  EXPECT_EQ(redactor.text("',' or \"]\" was expected"), "',' or \"]\" was expected");
  EXPECT_EQ(redactor.text("42"), "<number>");
  EXPECT_EQ(redactor.text("true"), "<boolean>");
  EXPECT_EQ(redactor.text("null"), "null");
  EXPECT_EQ(redactor.text("no open task"), "no open task");
  EXPECT_EQ(redactor.text("context.task_any() was called"), "context.task_any() was called");
  EXPECT_EQ(redactor.text(""), "");
}

TEST(Redact, ShortAndNumericValuesAreWholeWords) {
  HistoryBuilder builder;
  EventRecord record;
  record.type = EventType::event_raised;
  record.name = "Approval";
  record.payload = {PayloadKind::text, "[\"no\", 7, 1.0, \"Approval\", \"a\", \"-\"]"};
  builder.append(record);
  const auto history = builder.finish();
  const Redactor redactor(history.get(), nullptr);
  EXPECT_EQ(redactor.text("no node, 7 of 77, event 7, 1 and 1.0"),
            "<text 2> node, <text 1> of 77, event 7, <text 1> and <text 3>");
  EXPECT_EQ(redactor.text("Approval was a - surprise"), "Approval was a - surprise");
  EXPECT_EQ(redactor.text("flow.py:7, 7 times, 1 pass, 2 of 1,007 and 1.7, p7.y1, id: 7"),
            "flow.py:7, 7 times, 1 pass, 2 of 1,007 and 1.7, p7.y1, id: 7");
  EXPECT_EQ(redactor.text("at 7, a.7 or 7."), "at <text 1>, a.<text 1> or <text 1>.");
}

TEST(Redact, TheCodesOwnWordsStayInSentences) {
  Trace trace;
  trace.history = secret_history();
  trace.places = {{"orders/flow.py", "run_order", 14}};
  Yield yield;
  yield.segment.locals =
      "[[\"context\",{\"type\":\"DurableOrchestrationContext\"}],[\"orders\",{\"type\":\"dict\","
      "\"fields\":[[\"alice@example\",{\"type\":\"str\",\"text\":\"the orders/flow.py of "
      "run_order\"}]]}]]";
  trace.spines = {{std::nullopt, 0, {yield}}};
  const Redactor redactor(trace.history.get(), &trace);
  EXPECT_EQ(redactor.source("    yield context.call(orders[\"password\"], \"hunter2\")"),
            "    yield context.call(orders[\"<text 8>\"], \"<text 7>\")");
  EXPECT_EQ(redactor.text("The code waits at orders/flow.py:14 (run_order) for alice@example"),
            "The code waits at orders/flow.py:14 (run_order) for <text 13>");
}

TEST(Redact, PseudonymsAreStable) {
  EXPECT_EQ(pseudonym("abc"), "instance-ba7816bf8f01");
  EXPECT_NE(pseudonym("abd"), pseudonym("abc"));
}

TEST(Shape, KeepsHowAValueNests) {
  EXPECT_EQ(shape_of_json("{\"a\":[1,\"xy\",null,true]}"),
            "{\"<text 1>\":[\"<number>\",\"<text 2>\",null,\"<boolean>\"]}");
  EXPECT_EQ(shape_of_json("no json"), "<text 7>");
  EXPECT_EQ(shape_of_json(""), "<text 0>");
  EXPECT_EQ(shape_of_json("NaN"), "\"<number>\"");
  EXPECT_EQ(shape_of_json("\"東京\""), "\"<text 2>\"");
}

TEST(Shape, TextsThatHeldEqualValuesStillDo) {
  const std::string asked = shape_of_json("{\"pin\":1}");
  std::string literal;
  base::append_json_string(literal, asked);
  EXPECT_EQ(shape_of_json("[\"{\\\"pin\\\":1}\"]"), "[" + literal + "]");
}

}  // namespace
}  // namespace core::exporters
