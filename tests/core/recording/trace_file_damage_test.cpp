#include <gtest/gtest.h>

#include "core/recording/trace_file.h"
#include "tests/core/recording/sample_trace.h"

namespace core::recording {
namespace {

using tests::sample_trace;

std::string error_of(std::string_view text) {
  const base::Result<model::Trace> read = read_trace(text, "x.trace.json");
  return read.ok() ? "no error" : base::to_text(read.error());
}

std::string error_of(const model::Trace& trace) { return error_of(write_trace(trace)); }

constexpr std::string_view kAgain = "\nwrite the trace again from its history and its code";

std::string again(std::string_view message) { return std::string(message) + std::string(kAgain); }

TEST(TraceFileDamage, ANewerVersionIsNamedWithOursAndWhatToDo) {
  EXPECT_EQ(error_of("{\"format\":\"yieldscope-trace\",\"version\":2,\"passes\":\"otherwise\"}"),
            "x.trace.json: this trace file has version 2, and this program reads version 1 "
            "(/version)\nopen it with a newer Yieldscope, or write it again with this one");
  EXPECT_EQ(error_of("{\"format\":\"yieldscope-trace\",\"version\":0}"),
            "x.trace.json: this trace file has version 0, and this program reads version 1 "
            "(/version)\nwrite it again from its history and its code");
}

TEST(TraceFileDamage, WhatIsNoTraceIsSaid) {
  EXPECT_EQ(error_of("{\"format\":\"other\"}"),
            again("x.trace.json:1:18: this is no Yieldscope trace (byte 17, /format)"));
  EXPECT_EQ(error_of("{\"format\":\"yieldscope-trace\"}"),
            again("x.trace.json:1:30: the trace file names no version (byte 29)"));
  EXPECT_EQ(error_of("{\"passes\":[]}"),
            again("x.trace.json:1:11: a trace file begins with its format and version (byte 10, "
                  "/passes)"));
}

TEST(TraceFileDamage, ACutFileSaysWhereItIsCut) {
  EXPECT_EQ(error_of(""),
            again("x.trace.json:1:1: the trace file ends before its end: it is cut here (byte 0)"));
  EXPECT_EQ(error_of("{\"format\":\"yieldscope-trace\",\n\"version\":1,\n\"passes\":["),
            again("x.trace.json:3:11: the trace file ends before its end: it is cut here "
                  "(byte 53)"));
}

TEST(TraceFileDamage, EveryCutIsOneErrorWithItsPlace) {
  const std::string text = write_trace(sample_trace());
  const std::size_t last = text.find_last_of('}');
  for (std::size_t length = 0; length <= last; length += length < 1000 ? 1 : 13) {
    const base::Result<model::Trace> cut =
        read_trace(std::string_view(text).substr(0, length), "x");
    ASSERT_FALSE(cut.ok()) << length;
    EXPECT_EQ(cut.error().code, "trace.malformed") << length;
    EXPECT_TRUE(cut.error().where.byte.has_value()) << length;
    EXPECT_GT(cut.error().where.line, 0u) << length;
  }
}

TEST(TraceFileDamage, EveryChangedByteIsReadOrIsAnError) {
  const std::string text = write_trace(sample_trace());
  for (std::size_t at = 0; at < text.size(); at += 37) {
    for (const char c : {'"', '{', '9', '\\', '\xFF'}) {
      std::string damaged = text;
      damaged[at] = c;
      const base::Result<model::Trace> read = read_trace(damaged, "x");
      EXPECT_TRUE(read.ok() || !read.error().message.empty());
    }
  }
}

TEST(TraceFileDamage, AValueOfTheWrongKindIsSaidWithItsPath) {
  std::string text = write_trace(sample_trace());
  const std::string_view right = "\"length\":2";
  text.replace(text.find(right), right.size(), "\"length\":\"2\"");
  const std::string error = error_of(text);
  EXPECT_NE(error.find("expected a whole number here (byte "), std::string::npos) << error;
  EXPECT_NE(error.find(", /passes/0/length)"), std::string::npos) << error;
}

TEST(TraceFileDamage, NamesOfALaterVersionAreSaid) {
  std::string text = write_trace(sample_trace());
  const std::string_view known = "\"do\":\"cancel\"";
  text.replace(text.find(known), known.size(), "\"do\":\"suspend\"");
  EXPECT_NE(error_of(text).find(
                "the trace has a name here that this version does not know: \"suspend\" (byte "),
            std::string::npos);
}

TEST(TraceFileDamage, NumbersThatPointNowhereAreSaid) {
  model::Trace trace = sample_trace();
  trace.passes[1].spine = model::SpineIndex{9};
  EXPECT_EQ(error_of(trace),
            again("x.trace.json: the trace names spine 9 here and has 2 spines (/passes/1/spine)"));
  trace = sample_trace();
  trace.passes[1].length = 7;
  EXPECT_EQ(
      error_of(trace),
      again("x.trace.json: the trace names yield 7 here and has 3 yields (/passes/1/length)"));
  trace = sample_trace();
  trace.spines[1].parent = model::SpineIndex{1};
  EXPECT_EQ(error_of(trace), again("x.trace.json: the trace names earlier spine 1 here and has 1 "
                                   "earlier spine (/spines/1/parent)"));
  trace = sample_trace();
  trace.divergence->pass = model::PassIndex{77};
  EXPECT_EQ(error_of(trace), again("x.trace.json: the trace names pass 77 here and has 10 passes "
                                   "(/divergence/pass)"));
  trace = sample_trace();
  trace.spines[0].yields[0].segment.arrived.settled[0].event = model::EventIndex{999};
  EXPECT_EQ(error_of(trace), again("x.trace.json: the trace names event 999 here and has 26 events "
                                   "(/spines/0/yields/0/arrived/settled/0/event)"));
  trace = sample_trace();
  trace.findings[0].place.event = model::EventIndex{26};
  EXPECT_EQ(error_of(trace), again("x.trace.json: the trace names event 26 here and has 26 events "
                                   "(/findings/0/place/event)"));

  trace = sample_trace();
  trace.findings[0].raised_at->pass = model::PassIndex{77};
  EXPECT_EQ(error_of(trace), again("x.trace.json: the trace names pass 77 here and has 10 passes "
                                   "(/findings/0/raisedAt/pass)"));
  trace = sample_trace();
  trace.findings[0].causes[1].place.event = model::EventIndex{26};
  EXPECT_EQ(error_of(trace), again("x.trace.json: the trace names event 26 here and has 26 events "
                                   "(/findings/0/causes/1/place/event)"));
  trace = sample_trace();
  trace.alignment->calls[0].event = model::EventIndex{26};
  EXPECT_EQ(error_of(trace), again("x.trace.json: the trace names event 26 here and has 26 events "
                                   "(/alignment/calls/0/event)"));
  trace = sample_trace();
  trace.experiments[0].pass = model::PassIndex{77};
  EXPECT_EQ(error_of(trace), again("x.trace.json: the trace names pass 77 here and has 10 passes "
                                   "(/experiments/0/pass)"));
}

TEST(TraceFileDamage, SomethingAfterTheEndIsSaid) {
  EXPECT_NE(error_of(write_trace({}) + "{}").find("something follows the end of the trace"),
            std::string::npos);
}

}  // namespace
}  // namespace core::recording
