// Histories written in other formats and read again by the importers: nothing differs but what a
// sentence says was lost. Over every case of the importers and every sample; and
// tests/cases/convert/<name>/input.*, whose texts and losses are compared whole with expected.*
// (UPDATE_EXPECTED=1 rewrites them).
#include "core/exporters/convert.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/base/file.h"
#include "core/exporters/convert_losses.h"
#include "core/importers/registry.h"
#include "tests/core/exporters/history_difference.h"
#include "tests/support/case_folders.h"
#include "tests/support/history_sentences.h"

namespace core::exporters {
namespace {

namespace fs = std::filesystem;

const fs::path kTree = YIELDSCOPE_SOURCE_DIR;

/// Files to convert, by their path in the tree: cases of the importers, samples, own cases.
std::vector<std::string> files() {
  std::vector<std::string> found;
  for (const char* folder : {"tests/cases/importers", "tests/cases/convert", "traces"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kTree / folder)) {
      const std::string stem = entry.path().stem().string();
      if (stem == "input" || stem == "history" || stem == "history_table") {
        found.push_back(entry.path().lexically_relative(kTree).string());
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

struct Read {
  std::string importer;
  std::vector<importers::Loaded> instances;
};

Read read(std::string bytes, const std::string& file) {
  base::Progress progress;
  const base::WorkContext work{progress, {}};
  Read read;
  auto opened = importers::open(std::move(bytes), file, work);
  if (!opened.ok()) return read;
  read.importer = opened->importer->name();
  for (std::size_t i = 0; i < opened->import->instances().size(); ++i) {
    auto loaded = opened->import->load(i, work);
    if (loaded.ok()) read.instances.push_back(std::move(loaded).value());
  }
  return read;
}

base::Result<Converted> write(const HistoryFormat& format, const model::History& history) {
  base::Progress progress;
  return format.write(history, {progress, {}});
}

/// Events that sentences name; -1 for a sentence about the instance.
std::set<long> named_events(const std::vector<std::string>& losses) {
  std::set<long> named;
  for (const std::string& loss : losses) {
    if (!loss.starts_with("event ") && !loss.starts_with("events ")) {
      named.insert(-1);
      continue;
    }
    long from = -1, number = -1;
    for (const char c : loss.substr(0, loss.find(" ("))) {
      if (c >= '0' && c <= '9') {
        number = std::max(number, 0l) * 10 + (c - '0');
        continue;
      }
      if (c == '-') from = number;
      if (c != '-' && number >= 0) {
        for (long i = from < 0 ? number : from; i <= number; ++i) named.insert(i);
        from = -1;
      }
      number = -1;
    }
    for (long i = from < 0 ? number : from; number >= 0 && i <= number; ++i) named.insert(i);
  }
  return named;
}

std::string_view importer_of(const HistoryFormat& format) {
  return format.name == "worker" ? "worker-payload" : "protobuf-json";
}

void expect_kept(const model::History& history, const HistoryFormat& format) {
  const auto converted = write(format, history);
  ASSERT_TRUE(converted.ok()) << base::to_text(converted.error());
  const Read again = read(converted->text, "converted.json");
  ASSERT_EQ(again.importer, importer_of(format)) << converted->text.substr(0, 2000);
  ASSERT_EQ(again.instances.size(), 1u);
  const std::set<long> named = named_events(converted->losses);
  for (const auto& difference : tests::differences(history, *again.instances[0].history)) {
    const long event = difference.event ? static_cast<long>(*difference.event) : -1;
    EXPECT_TRUE(named.contains(event))
        << "event " << event << ": " << difference.what << " and no sentence says so";
  }
  // What was lost once is not lost again.
  const auto second = write(format, *again.instances[0].history);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->text, converted->text);
}

class ConvertedFile : public testing::TestWithParam<std::string> {};

TEST_P(ConvertedFile, is_the_same_history_but_for_what_is_said) {
  const auto bytes = base::read_file(kTree / GetParam());
  ASSERT_TRUE(bytes.ok());
  for (const importers::Loaded& loaded : read(*bytes, GetParam()).instances) {
    if (loaded.report.fidelity == model::Fidelity::timeline_only) continue;
    for (const HistoryFormat& format : history_formats()) {
      SCOPED_TRACE(format.name);
      const auto converted = write(format, *loaded.history);
      if (!converted.ok()) {
        EXPECT_EQ(converted.error().code, "convert.offloaded");
        continue;
      }
      expect_kept(*loaded.history, format);
    }
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& param) {
  std::string name = param.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(files, ConvertedFile, testing::ValuesIn(files()), test_name);

class ConvertCase : public testing::TestWithParam<std::string> {};

TEST_P(ConvertCase, gives_the_expected_texts) {
  const fs::path folder = kTree / "tests/cases/convert" / GetParam();
  const auto bytes = base::read_file(folder / "input.json");
  ASSERT_TRUE(bytes.ok());
  const Read source = read(*bytes, "input.json");
  ASSERT_EQ(source.instances.size(), 1u);
  for (const HistoryFormat& format : history_formats()) {
    const auto converted = write(format, *source.instances[0].history);
    ASSERT_TRUE(converted.ok()) << base::to_text(converted.error());
    std::string losses;
    for (const std::string& loss : converted->losses) losses += loss + "\n";
    for (const auto& [ending, actual] :
         {std::pair<std::string_view, const std::string&>(format.ending, converted->text),
          {".losses.txt", losses}}) {
      const bool is_text = ending == format.ending;
      const std::string name = "expected" + (is_text ? std::string() : "." + std::string(format.name)) +
                               std::string(ending);
      EXPECT_EQ(tests::known_text(folder / name, actual), actual);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(cases, ConvertCase, testing::ValuesIn(tests::case_names(kTree / "tests/cases/convert")), test_name);

TEST(Convert, RefusesEventsOfPlainGenerators) {
  const auto history = tests::support::Sentences().started().value_sent("1").history();
  for (const HistoryFormat& format : history_formats()) {
    const auto converted = write(format, *history);
    ASSERT_FALSE(converted.ok());
    EXPECT_EQ(base::to_text(converted.error()),
              "event 2 is Sent, which only Yieldscope writes, for a plain generator: a " +
                  std::string(format.title) + " cannot hold it\nUse --to trace.");
  }
}

TEST(Convert, RefusesValuesThatLieElsewhereAndNamesThem) {
  model::HistoryBuilder builder;
  for (int i = 0; i < 7; ++i) {
    model::EventRecord record;
    record.type = model::EventType::task_completed;
    const std::string blob = "b" + std::to_string(i);
    record.payload = {model::PayloadKind::offloaded, blob};
    builder.append(record);
  }
  const auto converted = write(history_formats()[0], *builder.finish());
  ASSERT_FALSE(converted.ok());
  EXPECT_EQ(base::to_text(converted.error()),
            "7 values of this history are stored elsewhere: event 0 (TaskCompleted): Result in the "
            "blob b0; event 1 (TaskCompleted): Result in the blob b1; event 2 (TaskCompleted): "
            "Result in the blob b2; event 3 (TaskCompleted): Result in the blob b3; event 4 "
            "(TaskCompleted): Result in the blob b4; and 2 more\nDownload the blobs into one folder "
            "and name it with --payloads, or use --to trace, which keeps their names.");
}

TEST(Convert, CanBeStopped) {
  const auto history = tests::support::Sentences().started().scheduled("A").done().history();
  base::Progress progress;
  std::stop_source stop;
  stop.request_stop();
  for (const HistoryFormat& format : history_formats()) {
    const auto converted = format.write(*history, {progress, stop.get_token()});
    ASSERT_FALSE(converted.ok());
    EXPECT_EQ(converted.error().code, "cancelled");
  }
}

// Bytes that are no text, and times that no calendar has, come from damaged traces.
TEST(Convert, SaysWhatOfAnOddTraceWasNotKept) {
  model::HistoryBuilder builder;
  model::EventRecord record;
  record.type = model::EventType::event_raised;
  record.name = "a\xff";
  record.payload = {model::PayloadKind::text, "\"\xed\xa0\x80 \xfe\""};
  record.timestamp = {INT64_MAX};
  builder.append(record);
  const auto history = builder.finish();
  for (const HistoryFormat& format : history_formats()) {
    const auto converted = write(format, *history);
    ASSERT_TRUE(converted.ok());
    const bool is_worker = format.name == "worker";
    std::vector<std::string> expected;
    if (is_worker) {
      expected.push_back(
          "the file does not say the schema versions and timer limits that the host sends beside "
          "the events: they are the extension's own defaults");
    }
    const auto sentence = [&](std::string_view member, std::string_view what) {
      expected.push_back("event 0 (EventRaised): " + std::string(member) + std::string(what));
    };
    const std::vector<std::string> bytes{"bytes of ", " that are not UTF-8 are written as U+FFFD"};
    if (!is_worker) sentence("timestamp", " lies outside the years 1 to 9999 and is left out");
    sentence("", bytes[0] + (is_worker ? "Name" : "name") + bytes[1]);
    sentence("", bytes[0] + (is_worker ? "Input" : "input") + bytes[1]);
    if (is_worker) sentence("Timestamp", " lies outside the years 1 to 9999 and is left out");
    EXPECT_EQ(converted->losses, expected);
    EXPECT_NE(converted->text.find("\"\\\"\\ud800 \xEF\xBF\xBD\\\"\""), std::string::npos)
        << converted->text;
  }
}

TEST(Convert, SaysWhatEventsOfATypeNeverHave) {
  model::HistoryBuilder builder;
  model::EventExtra extra;
  extra.execution_id = "e";
  extra.parent_instance_id = "p";
  model::EventRecord record;
  record.type = model::EventType::orchestrator_completed;
  record.link = model::EventId{3};
  record.fire_at = base::Timestamp{0};
  record.status = model::RuntimeStatus::failed;
  record.payload = {model::PayloadKind::text, "1"};
  record.extra = &extra;
  builder.append(record);
  const auto history = builder.finish();
  for (const HistoryFormat& format : history_formats()) {
    const auto converted = write(format, *history);
    ASSERT_TRUE(converted.ok());
    std::vector<std::string> expected;
    for (const char* what : {"the id that it answers", "FireAt", "its status", "its value",
                             "ExecutionId", "ParentInstance"}) {
      expected.push_back("event 0 (OrchestratorCompleted): " + std::string(what) +
                         " has no place in an event of its type");
    }
    auto losses = converted->losses;
    std::erase_if(losses, [](const std::string& loss) { return !loss.starts_with("event"); });
    EXPECT_EQ(losses, expected) << format.name;
  }
}

TEST(ConvertLosses, NamesEventsInRanges) {
  EXPECT_EQ(events_text({3}), "event 3");
  EXPECT_EQ(events_text({3, 4}), "events 3 and 4");
  EXPECT_EQ(events_text({1, 3, 5, 6, 7, 9}), "events 1, 3, 5-7 and 9");
  std::vector<std::uint32_t> many;
  for (std::uint32_t i = 0; i < 2'000; ++i) many.push_back(i * 2);
  EXPECT_TRUE(events_text(many).ends_with(", 1998 and 1000 more"));
}

}  // namespace
}  // namespace core::exporters
