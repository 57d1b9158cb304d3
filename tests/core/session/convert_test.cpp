// What convert refuses and keeps, and the names of files for instances.
#include "core/session/convert.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/base/file.h"
#include "core/session/instance_file_names.h"
#include "tests/support/case_folders.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

class Convert : public testing::Test {
 protected:
  SnapshotPtr load_file(const fs::path& file) {
    auto document = tests::value_or_fail(open_document(file, work_));
    return tests::value_or_fail(load(*document, 0, work_));
  }
  SnapshotPtr load_text(const std::string& name, const std::string& text) {
    const fs::path file = fs::path(testing::TempDir()) / ("convert_" + name);
    if (!base::write_file(file, text).ok()) throw std::runtime_error("no place for " + name);
    return load_file(file);
  }
  fs::path source(const std::string& path) { return fs::path(YIELDSCOPE_SOURCE_DIR) / path; }
  base::Result<ConvertedFile> convert_to(const std::string& format, const SnapshotPtr& snapshot,
                                         bool allows_reconstructed = false) {
    return convert(*snapshot, {format, allows_reconstructed}, work_);
  }

  base::Progress progress_;
  base::WorkContext work_{progress_, {}};
};

TEST_F(Convert, KeepsATraceAsItIs) {
  const SnapshotPtr history = load_file(source("traces/renamed_activity/history.json"));
  ReplayRequest request;
  request.target = source("traces/renamed_activity/orchestrator.py").string();
  const SnapshotPtr replayed = tests::value_or_fail(replay(history, request, work_));
  const auto first = tests::value_or_fail(convert_to("trace", replayed));
  const SnapshotPtr opened = load_text("kept.trace.json", first.text);
  ASSERT_NE(opened->trace, nullptr);
  EXPECT_EQ(opened->trace->passes.size(), replayed->trace->passes.size());
  const auto second = tests::value_or_fail(convert_to("trace", opened));
  EXPECT_EQ(second.text, first.text);
  EXPECT_TRUE(second.losses.empty());
  const auto worker = tests::value_or_fail(convert_to("worker", opened));
  ASSERT_EQ(worker.losses.size(), 1u);
  EXPECT_EQ(worker.losses[0],
            "the passes, findings and evidence of the trace have no place in the format; its "
            "history alone is written");
  EXPECT_EQ(worker.text, tests::value_or_fail(convert_to("worker", history)).text);
}

// A history that nobody replayed is a trace without passes, marks of the importer included; a trace
// of it is the same trace again.
TEST_F(Convert, KeepsEveryMarkOfAHistoryInATrace) {
  for (const char* file : {"traces/three_cities/history_table.csv",
                           "tests/cases/importers/http-status/input.json",
                           "tests/cases/importers/dapr-cli-json/input.json"}) {
    SCOPED_TRACE(file);
    const SnapshotPtr history = load_file(source(file));
    const auto first = tests::value_or_fail(convert_to("trace", history));
    const SnapshotPtr opened = load_text("marks.trace.json", first.text);
    EXPECT_EQ(opened->report->fidelity, history->report->fidelity);
    EXPECT_EQ(opened->history->quality(), history->history->quality());
    ASSERT_EQ(opened->history->size(), history->history->size());
    for (std::size_t i = 0; i < history->history->size(); ++i) {
      for (const auto value : {model::Inferable::event, model::Inferable::id,
                               model::Inferable::link, model::Inferable::timestamp}) {
        EXPECT_EQ((*opened->history)[i].is_inferred(value),
                  (*history->history)[i].is_inferred(value));
      }
    }
    EXPECT_EQ(tests::value_or_fail(convert_to("trace", opened)).text, first.text);
  }
}

TEST_F(Convert, RefusesATimelineAndSaysWhy) {
  const SnapshotPtr history = load_file(source("tests/cases/importers/dapr-cli-json/input.json"));
  for (const char* format : {"worker", "protobuf-json"}) {
    const auto converted = convert_to(format, history, true);
    ASSERT_FALSE(converted.ok());
    EXPECT_EQ(converted.error().code, "convert.timeline_only");
    const std::string title = format == std::string("worker") ? "worker payload"
                                                              : "protobuf request";
    EXPECT_EQ(converted.error().message,
              "no " + title +
                  " can be made of it: this history can be looked at but not replayed: dapr-cli is "
                  "what the Dapr CLI prints for reading, with values cut and times rounded");
    EXPECT_EQ(converted.error().hint,
              "Log the worker's request as JSON (MessageToJson of the protobuf package), and open "
              "that. --to trace writes what there is.");
  }
}

TEST_F(Convert, RefusesWhatWouldLookRecordedUnlessAsked) {
  const SnapshotPtr history = load_file(source("tests/cases/importers/http-status/input.json"));
  const auto refused = convert_to("worker", history);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "convert.reconstructed");
  EXPECT_EQ(refused.error().message,
            "no worker payload is made of it, because it would look recorded: ids and pass bounds "
            "are reconstructed, and the format has no place to say so");
  EXPECT_EQ(refused.error().hint,
            "--reconstructed writes it all the same; --to trace keeps every mark.");
  const auto written = tests::value_or_fail(convert_to("worker", history, true));
  ASSERT_FALSE(written.losses.empty());
  EXPECT_EQ(written.losses[0],
            "ids and pass bounds are reconstructed, and the format cannot say so: what is written "
            "looks recorded");
}

TEST_F(Convert, StopsWhenNobodyWaits) {
  const SnapshotPtr history = load_file(source("traces/three_cities/history.json"));
  std::stop_source stop;
  stop.request_stop();
  for (const ConvertFormat& format : convert_formats()) {
    const auto converted = convert(*history, {std::string(format.name), false},
                                   {progress_, stop.get_token()});
    ASSERT_FALSE(converted.ok());
    EXPECT_EQ(converted.error().code, "cancelled");
  }
}

TEST(InstanceFileNames, LeadNowhereElse) {
  InstanceFileNames names;
  EXPECT_EQ(names.next("order-7", ".json"), "order-7.json");
  EXPECT_EQ(names.next("../../etc/passwd", ".json"), "%2E.%2F..%2Fetc%2Fpasswd.json");
  EXPECT_EQ(names.next("..", ".json"), "%2E..json");
  EXPECT_EQ(names.next("-rf", ".json"), "%2Drf.json");
  EXPECT_EQ(names.next(std::string_view("a\0b", 3), ".json"), "a%00b.json");
  EXPECT_EQ(names.next("a%2Fb c\n", ".json"), "a%252Fb%20c%0A.json");
  EXPECT_EQ(names.next("é", ".json"), "%C3%A9.json");
  EXPECT_EQ(names.next("", ".json"), "unnamed.json");
  EXPECT_EQ(names.next("@counter@one", ".json"), "@counter@one.json");
}

TEST(InstanceFileNames, AreOnesOwnAlsoWhereCaseIsIgnored) {
  InstanceFileNames names;
  EXPECT_EQ(names.next("order", ".json"), "order.json");
  EXPECT_EQ(names.next("Order", ".json"), "Order~2.json");
  EXPECT_EQ(names.next("ORDER", ".json"), "ORDER~3.json");
  EXPECT_EQ(names.next("order", ".json"), "order~4.json");
  // What a number made cannot be an id's own name: the sign is escaped there.
  EXPECT_EQ(names.next("order~2", ".json"), "order%7E2.json");
}

TEST(InstanceFileNames, AreShortAndStillDiffer) {
  InstanceFileNames names;
  const std::string id(5'000, 'x');
  const std::string one = names.next(id + "1", ".json");
  const std::string two = names.next(id + "2", ".json");
  EXPECT_NE(one, two);
  EXPECT_EQ(one.size(), 165u);
  const std::string escaped = names.next(std::string(5'000, '/'), ".json");
  EXPECT_LE(escaped.size(), 165u);
  EXPECT_NE(escaped.find("%2F-"), std::string::npos) << escaped;
}

}  // namespace
}  // namespace core::session
