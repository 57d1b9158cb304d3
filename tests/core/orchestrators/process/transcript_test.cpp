// The transcripts of tests/cases/python_protocol from the reading side: every answer that the
// runtime's own tests hold it to must be readable here, with the members that PROTOCOL.md names.
#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

#include "core/base/file.h"
#include "core/base/format_error.h"
#include "core/orchestrators/process/answers.h"
#include "core/orchestrators/process/remarks.h"

namespace core::orchestrators {
namespace {

using ::testing::ElementsAre;

/// The answers of one transcript, hellos and the like left out.
std::vector<std::string> answers_of(const std::filesystem::path& file) {
  const auto text = base::read_file(file);
  EXPECT_TRUE(text.ok()) << file;
  std::istringstream lines(*text);
  std::vector<std::string> out;
  for (std::string line; std::getline(lines, line);) {
    for (const char* begin :
         {"< {\"ops\"", "< {\"closed\"", "< {\"replayed\"", "< {\"remarks\""}) {
      if (line.starts_with(begin)) out.push_back(line.substr(2));
    }
  }
  return out;
}

std::filesystem::path transcript(const std::string& name) {
  return std::filesystem::path(YIELDSCOPE_SOURCE_DIR) / "tests/cases/python_protocol" / name /
         "transcript.txt";
}

TEST(Transcripts, AChainWithABatch) {
  const auto answers = answers_of(transcript("chain"));
  ASSERT_EQ(answers.size(), 5u);
  AnswerReader reader;
  const Advance first = reader.read_advance(answers[0]);
  EXPECT_EQ(std::get<YieldedTask>(first.stop).handle, model::TaskHandle{0});
  EXPECT_EQ(first.place, (model::Place{"orchestrator.py", "run", 3}));
  EXPECT_EQ(first.logs.at(0).text, "begin False");
  EXPECT_TRUE(reader.read_closed(answers[1]).ops.empty());
  const Replayed replayed = reader.read_replayed(answers[2]);
  EXPECT_EQ(replayed.matched, 1u);
  EXPECT_EQ(replayed.differs.at(0).logs->at(0).text, "begin True");
  const Advance last = reader.read_advance(answers[4]);
  EXPECT_EQ(std::get<Returned>(last.stop).value.text, R"([41, {"x": null}])");
}

TEST(Transcripts, RemarksOfTheSource) {
  const auto answers = answers_of(transcript("source"));
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0], answers[1]);
  const auto remarks = read_remarks(answers[0]);
  ASSERT_EQ(remarks.size(), 2u);
  model::SourceRemark clock;
  clock.kind = "clock";
  clock.detail = "time.time()";
  clock.place = {"orchestrator.py", "stamp", 5};
  clock.column = 12;
  clock.end_column = 23;
  EXPECT_EQ(remarks[0], clock);
  EXPECT_EQ(remarks[1].replacement, "if not context.is_replaying:\n        print(\"begin\")");
}

TEST(Transcripts, RemarksThatDoNotFitTheProtocolAreRefused) {
  EXPECT_EQ(read_remarks(R"({"remarks":[],"more":7})").at(0).detail, "7");
  for (const char* line : {"{}", "[]", R"({"remarks":[[]]})",
                           R"({"remarks":[["clock","x",["f","g"],1,2,""]]})",
                           R"({"remarks":[["clock","x",["f","g",-1],1,2,""]]})",
                           R"({"remarks":[["clock",7,["f","g",1],1,2,""]]})"}) {
    EXPECT_THROW(read_remarks(line), base::FormatError) << line;
  }
}

TEST(Transcripts, Asks) {
  const auto answers = answers_of(transcript("asks"));
  ASSERT_EQ(answers.size(), 3u);
  AnswerReader reader;
  const Advance first = reader.read_advance(answers[0]);
  ASSERT_EQ(first.ops.size(), 3u);
  EXPECT_EQ(base::format_python(*first.ops[0].fire_at), "2024-01-01T10:05:01.123456Z");
  EXPECT_EQ(first.ops[1].name, "Go");
  EXPECT_THAT(first.ops[2].children, ElementsAre(model::TaskHandle{0}, model::TaskHandle{1}));
  const Advance asking = reader.read_advance(answers[1]);
  EXPECT_EQ(asking.ops.at(0).verb, model::OpVerb::cancel);
  EXPECT_EQ(std::get<Ask>(asking.stop).op.kind, model::ActionKind::all);
  const Advance last = reader.read_advance(answers[2]);
  EXPECT_EQ(last.ops.at(0).verb, model::OpVerb::custom_status);
}

TEST(Transcripts, AnswersAhead) {
  const auto answers = answers_of(transcript("answers_ahead"));
  ASSERT_EQ(answers.size(), 8u);
  AnswerReader reader;
  for (const std::size_t plain : {0u, 1u, 2u, 3u}) {
    EXPECT_TRUE(is_plain_call(reader.read_advance(answers[plain]))) << plain;
  }
  EXPECT_EQ(reader.read_advance(answers[3]).logs.at(0).text, "half False");
  EXPECT_EQ(std::get<Ask>(reader.read_advance(answers[4]).stop).op.kind, model::ActionKind::all);
  EXPECT_FALSE(is_plain_call(reader.read_advance(answers[4])));
  const Advance both = reader.read_advance(answers[6]);
  EXPECT_EQ(both.ops.size(), 2u);
  EXPECT_FALSE(is_plain_call(both));
  EXPECT_EQ(std::get<Returned>(reader.read_advance(answers[7]).stop).value.text, "[60, 4]");
}

TEST(Transcripts, WaysToStop) {
  const auto answers = answers_of(transcript("ways_to_stop"));
  ASSERT_EQ(answers.size(), 4u);
  AnswerReader reader;
  EXPECT_EQ(std::get<model::NotATask>(reader.read_advance(answers[0]).stop),
            (model::NotATask{"str", model::Payload::of_text("\"text\"")}));
  const Advance raised = reader.read_advance(answers[1]);
  EXPECT_EQ(std::get<model::Raised>(raised.stop).message, "no raise");
  EXPECT_EQ(raised.place.line, 9u);
  EXPECT_EQ(std::get<model::SdkBroke>(reader.read_advance(answers[2]).stop).type, "TypeError");
  const Advance noted = reader.read_advance(answers[3]);
  ASSERT_EQ(noted.noted.size(), 2u);
  EXPECT_FALSE(noted.noted[0].is_refused);
  EXPECT_TRUE(noted.noted[1].is_refused);
  EXPECT_EQ(noted.noted[1].place, (model::Place{"orchestrator.py", "run", 15}));
}

}  // namespace
}  // namespace core::orchestrators
