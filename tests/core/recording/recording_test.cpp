// Recordings of tests/cases/recording/approval, written by the recorder itself
// (tests/runtimes/python/test_recording_files.py checks that it still writes them so).
#include <gtest/gtest.h>

#include "core/base/file.h"
#include "core/model/trace.h"
#include "core/recording/recording_file.h"
#include "core/recording/trace_file.h"

namespace core::recording {
namespace {

using Recordings = base::Result<std::vector<Recording>>;

std::string content(const std::string& name) {
  auto text = base::read_file(std::string(YIELDSCOPE_SOURCE_DIR) +
                              "/tests/cases/recording/approval/" + name);
  EXPECT_TRUE(text.ok()) << name;
  return text.ok() ? text.value() : "";
}

Recordings read(const std::vector<std::string>& texts) {
  std::vector<RecordedFile> files;
  static constexpr std::array kNames{"a.trace.jsonl", "b.trace.jsonl", "c.trace.jsonl"};
  for (std::size_t i = 0; i < texts.size(); ++i) files.push_back({kNames.at(i), texts[i]});
  return read_recordings(files);
}

std::string remarks_of(const model::Report& report) {
  std::string text;
  for (const model::Remark& remark : report.remarks) {
    text += base::to_text({remark.code, remark.message, remark.where, ""}) + "\n";
  }
  return text;
}

std::string error_of(const std::string& text) {
  const Recordings result = read({text});
  return result.ok() ? "no error" : base::to_text(result.error());
}

/// The lines with their ends.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n') + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

constexpr const char* kDigits =
    "Times are as the SDK shows them to code: with 6 digits after the second.\n";

TEST(Recording, IsToldFromATraceByItsHead) {
  EXPECT_TRUE(is_recording(content("one.trace.jsonl")));
  EXPECT_TRUE(is_trace(content("one.trace.jsonl")));
  EXPECT_FALSE(is_recording(write_trace({})));
  EXPECT_FALSE(is_recording(""));
  EXPECT_FALSE(is_recording("{}\n{\"recording\":{"));
}

TEST(Recording, OfOneProcessIsAWholeTrace) {
  const Recordings result = read({content("one.trace.jsonl")});
  ASSERT_TRUE(result.ok()) << base::to_text(result.error());
  ASSERT_EQ(result->size(), 1u);
  const model::Trace& trace = result->front().trace;
  EXPECT_EQ(trace.history->envelope().instance_id, "order/7");
  EXPECT_EQ(trace.history->envelope().execution_id, "e1");
  EXPECT_EQ(trace.history->size(), 18u);
  EXPECT_EQ(trace.history->episodes().size(), 5u);
  EXPECT_EQ(trace.orchestrator.file, "orchestrator.py");
  EXPECT_EQ(trace.orchestrator.sdk, "real");
  EXPECT_EQ(trace.format, "recorder");
  ASSERT_EQ(trace.passes.size(), 5u);
  EXPECT_EQ(trace.spines.size(), 1u);
  EXPECT_EQ(trace.spines[0].yields.size(), 3u);
  EXPECT_EQ(remarks_of(result->front().report), kDigits);

  const model::PassIndex last{4};
  EXPECT_EQ(model::outcome_text(trace.passes[4].outcome), "returned \"shipped to Tokyo\"");
  EXPECT_EQ(model::yield_label(trace, last, model::YieldIndex{1}), "any(timer, Approve)");
  const model::Yield& wait = trace.yield_at(last, model::YieldIndex{2});
  EXPECT_EQ(trace.place(wait.place)->function, "ship");
  ASSERT_EQ(wait.frames.size(), 1u);
  EXPECT_EQ(trace.place(wait.frames[0])->function, "approval");
  const model::Resume* answer = trace.answer_of(last, model::YieldIndex{1});
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(answer->cause, model::EventIndex{9});
  EXPECT_EQ(answer->settled.end()[-1].children, std::vector{model::TaskHandle{2}});
  EXPECT_EQ(trace.logs_at(model::PassIndex{1}, model::YieldIndex{1})[0].text, "found Tokyo");
  EXPECT_TRUE(trace.logs_at(model::PassIndex{2}, model::YieldIndex{1}).empty());
  EXPECT_NE(trace.locals_at(last, model::YieldIndex{1}).find("#1 running"), std::string::npos);
}

TEST(Recording, SurvivesAsATraceFile) {
  const Recordings result = read({content("one.trace.jsonl")});
  ASSERT_TRUE(result.ok());
  const std::string text = write_trace(result->front().trace);
  const auto again = read_trace(text, "x");
  ASSERT_TRUE(again.ok()) << base::to_text(again.error());
  EXPECT_EQ(write_trace(again.value()), text);
}

TEST(Recording, OfSeveralProcessesIsMergedInOrder) {
  const std::vector<std::string> lines = lines_of(content("one.trace.jsonl"));
  const std::string begin = join({lines[0], lines[1], lines[2]});  // then the process died
  const Recordings both = read({content("later.trace.jsonl"), begin});
  ASSERT_TRUE(both.ok()) << base::to_text(both.error());
  ASSERT_EQ(both->size(), 1u);
  const Recordings whole = read({content("one.trace.jsonl")});
  EXPECT_EQ(both->front().trace.spines.size(), 1u);
  ASSERT_EQ(both->front().trace.passes.size(), 5u);
  for (std::uint32_t i = 0; i < 5; ++i) {
    EXPECT_EQ(both->front().trace.passes[i].number, i + 1);
    EXPECT_EQ(both->front().trace.passes[i].length, whole->front().trace.passes[i].length);
  }
  EXPECT_EQ(both->front().trace.history->size(), 18u);
}

TEST(Recording, APassThatWasRecordedTwiceIsShownOnceAndNamed) {
  const Recordings both = read({content("one.trace.jsonl"), content("later.trace.jsonl")});
  ASSERT_TRUE(both.ok());
  EXPECT_EQ(both->front().trace.passes.size(), 5u);
  EXPECT_EQ(remarks_of(both->front().report),
            std::string("Pass 3 was recorded more than once; what a.trace.jsonl says of it is not "
                        "shown.\nPass 4 was recorded more than once; what a.trace.jsonl says of it "
                        "is not shown.\nPass 5 was recorded more than once; what a.trace.jsonl "
                        "says of it is not shown.\n") +
                kDigits);
}

TEST(Recording, OtherInstancesStandBesideEachOther) {
  std::string other = content("one.trace.jsonl");
  for (std::size_t at = other.find("order/7"); at != std::string::npos;
       at = other.find("order/7", at)) {
    other.replace(at, 7, "order/8");
  }
  const Recordings two = read({content("one.trace.jsonl"), join({lines_of(other)[0],
                                                                 lines_of(other)[1]})});
  ASSERT_TRUE(two.ok());
  ASSERT_EQ(two->size(), 1u + 1u);
  EXPECT_EQ((*two)[1].trace.history->envelope().instance_id, "order/8");
  EXPECT_EQ((*two)[1].trace.passes.size(), 1u);
}

TEST(Recording, AMissingLineIsNamedWithWhatReliedOnIt) {
  std::vector<std::string> lines = lines_of(content("one.trace.jsonl"));
  lines.erase(lines.begin() + 3);
  const Recordings result = read({join(lines)});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->front().trace.passes.size(), 2u);
  const std::string remarks = remarks_of(result->front().report);
  EXPECT_NE(remarks.find("Pass 4 cannot be shown: it relies on 10 events of earlier passes, and the "
                         "file holds 6. A line before it is damaged or gone."),
            std::string::npos)
      << remarks;
  EXPECT_NE(remarks.find("Pass 5 cannot be shown"), std::string::npos);
}

TEST(Recording, AChangedRowIsNamedByItsDigest) {
  std::string text = content("one.trace.jsonl");
  const std::string_view name = "\"name\":\"Find\",\"input\"";
  text.replace(text.find(name), name.size(), "\"name\":\"Fond\",\"input\"");
  const Recordings result = read({text});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->front().trace.passes.size(), 1u);
  const std::string remarks = remarks_of(result->front().report);
  EXPECT_NE(remarks.find("a.trace.jsonl:3:1: Pass 2 cannot be shown: it relies on 1 yield of "
                         "earlier passes with the digest "),
            std::string::npos)
      << remarks;
}

TEST(Recording, ADamagedLineIsNamedAndLeftOut) {
  std::vector<std::string> lines = lines_of(content("one.trace.jsonl"));
  lines[5] = lines[5].substr(0, 100) + "\n";
  lines.push_back("\n");
  const Recordings result = read({join(lines)});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->front().trace.passes.size(), 4u);
  const std::string remarks = remarks_of(result->front().report);
  EXPECT_NE(remarks.find("Line 6 is damaged and the pass it held is lost: "), std::string::npos)
      << remarks;
}

TEST(Recording, HistoriesThatDisagreeAreNamed) {
  std::string other = content("one.trace.jsonl");
  const std::vector<std::string> lines = lines_of(other);
  std::string changed = join({lines[0], lines[1]});
  const std::string_view time = "\"at\":\"2024-05-01T10:00:00.9000000Z\"";
  changed.replace(changed.find(time), time.size(), "\"at\":\"2024-05-01T10:00:00.8000000Z\"");
  const Recordings result = read({other, changed});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->front().trace.passes.size(), 5u);
  EXPECT_NE(remarks_of(result->front().report)
                .find("b.trace.jsonl has another event 2 than a longer recording of the same "
                      "execution; its passes from there on are left out."),
            std::string::npos);
}

TEST(Recording, ReadingTellsHowFarItIsAndStops) {
  const std::string text = content("one.trace.jsonl");
  const RecordedFile file{"a.trace.jsonl", text};
  base::Progress progress;
  ASSERT_TRUE(read_recordings(std::span(&file, 1), {progress, {}}).ok());
  EXPECT_EQ(progress.total(), text.size());
  EXPECT_EQ(progress.done(), text.size());
  std::stop_source source;
  source.request_stop();
  const auto stopped = read_recordings(std::span(&file, 1), {progress, source.get_token()});
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().code, "cancelled");
}

TEST(Recording, ANewerVersionIsRefused) {
  EXPECT_EQ(error_of("{\"format\":\"yieldscope-trace\",\"version\":2,\"recording\":{}}\n"),
            "a.trace.jsonl:1: this trace file has version 2, and this program reads version 1 "
            "(byte 0, /version)\nopen it with a newer Yieldscope, or write it again with this one");
}

TEST(Recording, EveryCutIsAViewOrAClearError) {
  const std::string text = content("one.trace.jsonl");
  const std::size_t head = text.find('\n') + 1;
  const std::size_t first = text.find('\n', head) + 1;
  std::size_t passes = 0;
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const Recordings cut = read({text.substr(0, length)});
    if (length + 1 < first) {
      ASSERT_FALSE(cut.ok()) << length;
      EXPECT_EQ(cut.error().code, length + 1 < head ? "trace.malformed" : "recording.no_pass");
      continue;
    }
    ASSERT_TRUE(cut.ok()) << length << base::to_text(cut.error());
    const auto& trace = cut->front().trace;
    EXPECT_GE(trace.passes.size(), passes);
    passes = trace.passes.size();
    const bool is_whole = text[length - 1] == '\n' || length == text.size() || text[length] == '\n';
    const bool says_so =
        remarks_of(cut->front().report).find("The last line is cut") != std::string::npos;
    EXPECT_EQ(says_so, !is_whole) << length;
  }
  EXPECT_EQ(passes, 5u);
}

TEST(Recording, EveryChangedByteIsReadOrIsAnError) {
  const std::string text = content("one.trace.jsonl");
  for (std::size_t at = 0; at < text.size(); at += 7) {
    for (const char c : {'"', '{', '9', '\\', '\n', '\xFF'}) {
      std::string damaged = text;
      damaged[at] = c;
      const Recordings read_back = read({damaged});
      EXPECT_TRUE(read_back.ok() || !read_back.error().message.empty());
    }
  }
}

}  // namespace
}  // namespace core::recording
