#include "core/recording/trace_file.h"

#include <gtest/gtest.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/model/history_builder.h"
#include "tests/core/recording/sample_trace.h"
#include "tests/core/recording/trace_difference.h"

namespace core::recording {
namespace {

using tests::first_difference;
using tests::sample_trace;

/// "" when the trace survives writing and reading, else what did not.
std::string lost_in(const model::Trace& trace) {
  const std::string text = write_trace(trace);
  const base::Result<model::Trace> read = read_trace(text, "x.trace.json");
  if (!read.ok()) return base::to_text(read.error());
  if (const std::string difference = first_difference(trace, *read); !difference.empty()) {
    return difference;
  }
  return write_trace(*read) == text ? "" : "the bytes";
}

TEST(TraceFile, EveryMemberSurvives) { EXPECT_EQ(lost_in(sample_trace()), ""); }

TEST(TraceFile, TheComparisonItselfSeesEveryLevel) {
  model::Trace other = sample_trace();
  other.spines[1].yields[0].what = model::TaskHandle{1};
  EXPECT_EQ(first_difference(sample_trace(), other), "spines[1].yields[0].what");
  other = sample_trace();
  std::get<model::Raised>(other.passes[4].outcome.what).message = "x";
  EXPECT_EQ(first_difference(sample_trace(), other), "passes[4].outcome.what.message");
}

TEST(TraceFile, AnEmptyTraceSurvives) { EXPECT_EQ(lost_in({}), ""); }

TEST(TraceFile, EveryPayloadSurvivesInEveryPlace) {
  for (const std::string_view text :
       {"", "null", "{\"absent\":true}", "\xED\xB0\x80", "\\xff", "\xFF\\xff", "NaN"}) {
    for (int kind = 0; kind < 5; ++kind) {
      if (kind < 2 && !text.empty()) continue;
      model::Trace trace;
      trace.passes.resize(1);
      trace.passes[0].events_end = model::EventIndex{0};
      trace.passes[0].custom_status =
          model::Payload(static_cast<model::PayloadKind>(kind), std::string(text));
      trace.passes[0].outcome.what = model::Returned{*trace.passes[0].custom_status};
      EXPECT_EQ(lost_in(trace), "") << kind << " " << text;
    }
  }
}

TEST(TraceFile, IsUtf8JsonWithTheAgreedMembersInTheirOrder) {
  const std::string text = write_trace(sample_trace());
  EXPECT_TRUE(base::is_utf8(text));
  EXPECT_TRUE(is_trace(text));
  EXPECT_TRUE(text.starts_with("{\n  \"format\": \"yieldscope-trace\",\n  \"version\": 1,\n"));
  std::string names;
  const base::JsonValue root = base::parse_json(text).value();
  for (const auto& [name, value] : root.members) names += name + " ";
  EXPECT_EQ(names,
            "format version instance orchestrator history places spines passes evidence divergence "
            "alignment experiments sourceRemarks findings ");
}

TEST(TraceFile, WhatNobodyFoundIsLeftOutSoThatOlderFilesKeepTheirBytes) {
  model::Trace trace = sample_trace();
  trace.alignment.reset();
  trace.experiments.clear();
  trace.source_remarks.clear();
  trace.findings = {model::Finding()};
  const std::string text = write_trace(trace);
  for (const std::string_view name :
       {"alignment", "experiments", "sourceRemarks", "causes", "edit", "raisedAt", "followsFrom"}) {
    EXPECT_EQ(text.find('"' + std::string(name) + '"'), std::string::npos) << name;
  }
  EXPECT_EQ(lost_in(trace), "");
}

TEST(TraceFile, DoesNotTellTheInterpreterOfTheMachine) {
  model::Trace trace = sample_trace();
  trace.orchestrator.interpreter = "Python 3.11.2 at /usr/bin/python3";
  EXPECT_EQ(write_trace(trace), write_trace(sample_trace()));
}

TEST(TraceFile, OneEventIsOneLine) {
  model::HistoryBuilder builder;
  model::EventRecord record;
  record.type = model::EventType::task_scheduled;
  record.id = model::EventId{0};
  record.timestamp = {17041032011234567};
  record.name = "Hello";
  record.payload = {model::PayloadKind::text, "[\"\\\"Tokyo\\\"\"]"};
  builder.append(record);
  model::Trace trace;
  trace.history = builder.finish();
  EXPECT_NE(
      write_trace(trace).find(
          "\n      {\"type\":\"TaskScheduled\",\"id\":0,\"at\":\"2024-01-01T10:00:01.1234567Z\","
          "\"name\":\"Hello\",\"payload\":\"[\\\"\\\\\\\"Tokyo\\\\\\\"\\\"]\"}\n"),
      std::string::npos);
}

TEST(TraceFile, UnknownMembersArePassedOver) {
  std::string text = write_trace(sample_trace());
  for (const std::string_view row : {"{\"type\":", "{\"arrived\":", "{\"number\":", "{\"kind\":"}) {
    for (std::size_t at = text.find(row); at != std::string::npos; at = text.find(row, at + 40)) {
      text.insert(at + 1, "\"later\":{\"a\":[1,{\"b\":null}]},");
    }
  }
  text.insert(text.find("\"instance\""), "\"annotations\": [{\"text\": \"x\"}],\n  ");
  const base::Result<model::Trace> read = read_trace(text, "x");
  ASSERT_TRUE(read.ok()) << base::to_text(read.error());
  EXPECT_EQ(first_difference(sample_trace(), *read), "");
}

/// A trace of `events` events.
std::string text_of_events(std::size_t events) {
  model::HistoryBuilder builder;
  model::EventRecord record;
  record.type = model::EventType::orchestrator_started;
  for (std::size_t i = 0; i < events; ++i) builder.append(record);
  model::Trace trace;
  trace.history = builder.finish();
  return write_trace(trace);
}

TEST(TraceFile, ReadingTellsHowFarItIsAndStops) {
  const std::string text = text_of_events(1000);
  base::Progress progress;
  ASSERT_TRUE(read_trace(text, "x.trace.json", {progress, {}}).ok());
  EXPECT_GE(progress.total(), text.size());
  EXPECT_EQ(progress.done(), text.size());
  std::stop_source source;
  source.request_stop();
  const auto stopped = read_trace(text, "x.trace.json", {progress, source.get_token()});
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, "cancelled");
}

TEST(TraceFile, IsRecognisedByItsBeginning) {
  EXPECT_TRUE(is_trace("{\"format\":\"yieldscope-trace\",\"version\":9}"));
  EXPECT_TRUE(is_trace(" \n{ \"format\" : \"yieldscope-trace\""));
  EXPECT_FALSE(is_trace("{\"format\":\"other\"}"));
  EXPECT_FALSE(is_trace("{\"version\":1,\"format\":\"yieldscope-trace\"}"));
  EXPECT_FALSE(is_trace("[]"));
  EXPECT_FALSE(is_trace(""));
}

}  // namespace
}  // namespace core::recording
