// Every importer tells how far it is, never less than before and all of it in the end, and stops
// when it is told to: at once, and in the middle.
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <array>

#include "core/importers/common/pace.h"
#include "core/importers/common/unpack.h"
#include "core/importers/embedded.h"
#include "core/importers/registry.h"
#include "tests/support/generated_formats.h"

namespace core::importers {
namespace {

using tests::FormatFile;

/// Looks at every number, and stops the work after some of them.
class WatchedProgress : public base::Progress {
 public:
  void stop_after(std::size_t updates) { stop_after_ = updates; }
  base::WorkContext work() { return {*this, source_.get_token()}; }
  void stop() { source_.request_stop(); }

  void set_total(std::uint64_t total) override {
    if (this->total() != 0 && total != this->total()) ++changed_totals_;
    Progress::set_total(total);
  }
  void set_done(std::uint64_t done) override {
    if (done < this->done()) ++steps_back_;
    if (source_.stop_requested()) ++updates_after_stop_;
    if (++updates_ == stop_after_) source_.request_stop();
    Progress::set_done(done);
  }

  std::size_t updates() const { return updates_; }
  std::size_t updates_after_stop() const { return updates_after_stop_; }
  std::size_t steps_back() const { return steps_back_; }
  std::size_t changed_totals() const { return changed_totals_; }

 private:
  std::stop_source source_;
  std::size_t stop_after_ = 0;
  std::size_t updates_ = 0, updates_after_stop_ = 0, steps_back_ = 0, changed_totals_ = 0;
};

/// A format, large enough that its reading tells of itself several times.
struct Case {
  FormatFile file;
  std::string_view importer;
  bool is_lazy;  // instances are read when they are loaded
};

constexpr std::array<Case, 18> kCases{{
    {{"storage-csv", 20, 400, tests::write_storage_csv}, "storage-table", true},
    {{"storage-odata", 20, 400, tests::write_storage_odata}, "storage-table", true},
    {{"mssql-csv", 20, 400, tests::write_mssql_csv}, "mssql-rows", true},
    {{"mssql-json", 20, 400, tests::write_mssql_json}, "mssql-rows", true},
    {{"protobuf-json", 1, 8000, tests::write_protobuf}, "protobuf-json", false},
    {{"sdk-export-lines", 1, 8000, tests::write_sdk_lines}, "sdk-export", false},
    {{"http-status", 8, 4000, tests::write_http_status}, "http-status", true},
    {{"http-status-single", 1, 16000, tests::write_http_status}, "http-status", true},
    {{"functions-monitor", 1, 16000, tests::write_monitor}, "functions-monitor", false},
    {{"temporal-json", 1, 8000, tests::write_temporal}, "temporal-json", true},
    {{"cadence-json", 1, 16000, tests::write_cadence}, "cadence-json", true},
    {{"dtfx-array", 1, 24000, tests::write_dtfx_array}, "dtfx-array", false},
    {{"worker-payload", 1, 24000, tests::write_worker_payload}, "worker-payload", false},
    {{"dtfx-objects", 1, 8000, tests::write_dtfx_objects}, "dtfx-objects", false},
    {{"app-insights-csv", 20, 400, tests::write_app_insights}, "app-insights", true},
    {{"aws-durable", 1, 16000, tests::write_aws_durable}, "aws-durable", false},
    {{"dapr-cli", 1, 8000, tests::write_dapr_cli}, "dapr-cli", false},
    {{"instances-table", 1, 8000, tests::write_instances_table}, "instances-table", false},
}};

std::string text_of(const Case& one) {
  std::string text;
  one.file.write(one.file, text);
  return text;
}

/// Without the registry, which watches for a stop itself.
base::Result<std::unique_ptr<Import>> open_directly(const std::string& text,
                                                    const base::WorkContext& work) {
  const Verdict verdict = recognise(look_at(text));
  return verdict.importer->open(text, "history", work);
}

class ImportProgress : public testing::TestWithParam<Case> {};

TEST_P(ImportProgress, never_falls_and_reaches_the_total) {
  WatchedProgress progress;
  const auto opened = open(text_of(GetParam()), "history", progress.work());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_EQ(opened->importer->name(), GetParam().importer);
  EXPECT_GT(progress.updates(), 4u);
  EXPECT_EQ(progress.steps_back(), 0u);
  EXPECT_EQ(progress.changed_totals(), 0u);
  EXPECT_GT(progress.total(), 0u);
  EXPECT_EQ(progress.done(), progress.total());
  if (!GetParam().is_lazy) return;
  WatchedProgress loading;
  const auto loaded = opened->import->load(0, loading.work());
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_GT(loading.updates(), 1u);
  EXPECT_EQ(loading.steps_back(), 0u);
  EXPECT_EQ(loading.changed_totals(), 0u);
  EXPECT_GT(loading.total(), 0u);
  EXPECT_EQ(loading.done(), loading.total());
}

TEST_P(ImportProgress, a_stop_before_the_beginning_is_noticed) {
  WatchedProgress progress;
  progress.stop();
  const auto opened = open_directly(text_of(GetParam()), progress.work());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, "cancelled");
  EXPECT_LE(progress.updates(), 2u);
}

TEST_P(ImportProgress, a_stop_in_the_middle_is_noticed_at_the_next_look) {
  for (const std::size_t updates : {2u, 4u}) {
    WatchedProgress progress;
    progress.stop_after(updates);
    const auto opened = open_directly(text_of(GetParam()), progress.work());
    ASSERT_FALSE(opened.ok()) << updates;
    EXPECT_EQ(opened.error().code, "cancelled");
    EXPECT_LE(progress.updates_after_stop(), 2u);
  }
}

TEST_P(ImportProgress, loading_an_instance_stops_as_well) {
  if (!GetParam().is_lazy) return;  // its events were read when it was opened
  WatchedProgress progress;
  const auto opened = open(text_of(GetParam()), "history", progress.work());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  WatchedProgress loading;
  loading.stop();
  const auto loaded = opened->import->load(0, loading.work());
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, "cancelled");
}

INSTANTIATE_TEST_SUITE_P(formats, ImportProgress, testing::ValuesIn(kCases),
                         [](const testing::TestParamInfo<Case>& one) {
                           std::string name(one.param.file.name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(ImportProgressCases, there_is_one_for_every_importer) {
  for (const auto& importer : importers()) {
    const auto found = std::find_if(kCases.begin(), kCases.end(), [&](const Case& one) {
      return one.importer == importer->name();
    });
    EXPECT_NE(found, kCases.end()) << importer->name();
  }
}

/// `text` as gzip.
std::string packed(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST(UnpackProgress, a_packed_file_counts_both_works) {
  WatchedProgress progress;
  const auto opened = open(packed(text_of(kCases[4])), "history.gz", progress.work());
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_EQ(progress.steps_back(), 0u);
  EXPECT_EQ(progress.changed_totals(), 0u);
  EXPECT_EQ(progress.done(), progress.total());
}

TEST(UnpackProgress, unpacking_stops) {
  WatchedProgress progress;
  progress.stop_after(2);
  const std::string gzip = packed(std::string(8u << 20, ' '));
  Pace pace(progress.work(), gzip.size());
  EXPECT_THROW(
      {
        progress.stop();
        unpack(gzip, most_unpacked(gzip.size()), &pace);
      },
      base::FormatError);
}

TEST(Unpack, a_bomb_is_not_unpacked_beyond_a_bound) {
  const std::string bomb = packed(std::string(4u << 20, ' '));
  const Unpacked unpacked = unpack(bomb, 1u << 20);
  EXPECT_LE(unpacked.bytes.size(), std::size_t{2} << 20);
  EXPECT_EQ(unpacked.damage, "the gzip data unpacks to more than 1048576 bytes");
  EXPECT_EQ(most_unpacked(1000), (256u << 20) + 100'000);
  EXPECT_EQ(most_unpacked(std::size_t{1} << 30), std::size_t{4} << 30);
}

/// A member that a sniff steps over whole, with brackets or with escapes inside.
std::string long_member(std::string_view part) {
  std::string text = "{\"a\":";
  text += part == "[1]," ? "{\"b\":[" : "\"";
  for (int i = 0; i < 400'000; ++i) text += part;
  return text + (part == "[1]," ? "1]}}" : "\"}");
}

TEST(SniffProgress, looking_at_a_long_member_stops) {
  for (const std::string_view part : {std::string_view("[1],"), std::string_view("\\\"")}) {
    WatchedProgress progress;
    const std::string text = long_member(part);
    Pace pace(progress.work());
    progress.stop();
    EXPECT_THROW(look_at(text, &pace), base::FormatError) << part;
  }
}

TEST(SniffProgress, looking_for_a_history_inside_stops) {
  WatchedProgress progress;
  const std::string text = long_member("[1],");
  Pace pace(progress.work());
  progress.stop();
  const auto knows = [](std::string_view) { return false; };
  EXPECT_THROW(find_embedded(text, knows, &pace), base::FormatError);
}

}  // namespace
}  // namespace core::importers
