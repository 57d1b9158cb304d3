// The state document. SEMANTICS 3.2.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

TEST(Document, EveryKindOfActionHasItsObject) {
  const Trace trace = run(Script()
                              .call("A", "\"Tokyo\"")
                              .call_with_retry("R", 3)
                              .child("C")
                              .child_with_retry("D", 2)
                              .event("E")
                              .entity("get")
                              .http("https://example.test/a")
                              .all({0, 1, 2, 3, 4, 5, 6})
                              .wait(7)
                              .returns("1"),
                          Sentences().started());
  EXPECT_EQ(actions_json(trace, 1),
            R"([[{"actionType":12,"compoundActions":[)"
            R"({"actionType":0,"functionName":"A","input":"\"Tokyo\""},)"
            R"({"actionType":12,"compoundActions":[{"actionType":1,"functionName":"R",)"
            R"("retryOptions":{"maxNumberOfAttempts":3}}]},)"
            R"({"actionType":2,"functionName":"C","instanceId":null},)"
            R"({"actionType":12,"compoundActions":[{"actionType":3,"functionName":"D",)"
            R"("retryOptions":{"maxNumberOfAttempts":2},"instanceId":null}]},)"
            R"({"actionType":6,"externalEventName":"E","reason":"ExternalEvent"},)"
            R"({"actionType":7,"instanceId":"@counter@one","operation":"get"},)"
            R"({"actionType":8,"httpRequest":{"method":"GET"}}]}]])");
}

TEST(Document, SchemaV1IsFlatWithOneListAYield) {
  Sentences history;
  history.schema(0).started().sent("g-0", true).scheduled("A").done().again().completed(1, "1");
  const Trace trace = run(Script()
                              .signal("add")
                              .call("A")
                              .wait(1)
                              .call("B")
                              .call_with_retry("R", 2)
                              .all({2, 3})
                              .timer(5)
                              .any({4, 5})
                              .wait(6)
                              .returns("1"),
                          history);
  EXPECT_EQ(actions(trace, 2), "signal add | A | B retry R timer");
  EXPECT_EQ(document(trace, 2).schema, 1);
}

TEST(Document, AFalsyStatusAndANoneOutputAreNotSent) {
  for (const char* falsy : {"0", "0.0", "\"\"", "[]", "{}", "null", "false"}) {
    const Trace trace = run(Script().status(falsy).returns("null"), Sentences().started().done());
    EXPECT_FALSE(document(trace, 1).custom_status.has_value()) << falsy;
    EXPECT_FALSE(document(trace, 1).output.has_value());
    EXPECT_EQ(trace.passes[0].custom_status->text, falsy) << "what the code set is kept";
  }
  const Trace trace =
      run(Script().status("1").status("{\"a\":NaN}").returns("[]"), Sentences().started().done());
  EXPECT_EQ(document(trace, 1).custom_status.text, "{\"a\":NaN}");
  EXPECT_EQ(document(trace, 1).output.text, "[]");
}

TEST(Document, ContinueAsNewEndsTheListAndTheInstance) {
  const Trace trace =
      run(Script().call("A").signal("add").continue_as_new("{\"n\":2}").signal("late").wait(0),
          Sentences().started().done());
  EXPECT_EQ(outcome(trace, 1), "continued as new with {\"n\":2}");
  EXPECT_EQ(actions(trace, 1), "signal add again {\"n\":2}");
  EXPECT_TRUE(document(trace, 1).is_done);
  EXPECT_EQ(ids(trace, 1), "3:- -:0 -:-") << "signals and continue_as_new count on";
}

TEST(Document, WhatIsReturnedAfterContinueAsNewIsStillShown) {
  const Trace trace =
      run(Script().continue_as_new("1").returns("\"late\""), Sentences().started().done());
  EXPECT_EQ(outcome(trace, 1), "continued as new with 1");
  EXPECT_EQ(document(trace, 1).output.text, "\"late\"");
}

TEST(Document, AnExceptionAfterContinueAsNewFails) {
  const Trace trace =
      run(Script().continue_as_new("1").raises("ValueError", "no"), Sentences().started().done());
  EXPECT_EQ(outcome(trace, 1), "raised ValueError: no");
  EXPECT_TRUE(document(trace, 1).is_done);
  EXPECT_EQ(document(trace, 1).error, "no");
}

TEST(Document, AnExceptionWithoutATextIsItsType) {
  const Trace trace = run(Script().raises("ValueError", ""), Sentences().started().done());
  EXPECT_EQ(document(trace, 1).error, "<class 'ValueError'>");
}

TEST(Document, APlainFunctionIsDoneWithItsValue) {
  const Trace trace =
      run(Script().returns("{\"a\":1}").is_plain_function(), Sentences().started().done());
  EXPECT_TRUE(document(trace, 1).is_done);
  EXPECT_EQ(actions(trace, 1), "");
  EXPECT_EQ(document(trace, 1).output.text, "{\"a\":1}");
}

TEST(Document, IsTheSameFromASharedSpine) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1").scheduled("B").done();
  history.again().completed(1, "2");
  const Trace trace = run(Script().call("A").wait(0).call("B").wait(1).returns("1"), history);
  ASSERT_EQ(trace.spines.size(), 1u);
  EXPECT_EQ(actions(trace, 1), "A");
  EXPECT_EQ(actions(trace, 2), "A B");
  EXPECT_EQ(actions(trace, 3), "A B");
}

}  // namespace
}  // namespace tests::engine
