// Every vector of tests/cases/engine/vectors, what the real SDK was sent: converted to a worker
// payload, to protobuf JSON and back, it replays to the same state documents. What the protobuf
// cannot hold and states show is listed below.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/session/convert.h"
#include "tests/support/case_folders.h"

namespace core::session {
namespace {

namespace fs = std::filesystem;

const fs::path kVectors = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests/cases/engine/vectors";

std::vector<std::string> vectors() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kVectors)) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class ConvertedVector : public testing::TestWithParam<std::string> {
 protected:
  SnapshotPtr load_text(const std::string& text) {
    const fs::path file = fs::path(testing::TempDir()) / ("converted_" + GetParam() + ".json");
    if (!base::write_file(file, text).ok()) throw std::runtime_error("no place for the file");
    auto document = tests::value_or_fail(open_document(file, work_));
    return tests::value_or_fail(load(*document, 0, work_));
  }
  SnapshotPtr converted(const SnapshotPtr& snapshot, const std::string& format) {
    return load_text(tests::value_or_fail(convert(*snapshot, {format, false}, work_)).text);
  }
  std::string states(const SnapshotPtr& snapshot, const base::JsonValue& vector) {
    const base::JsonValue* code = vector.find("orchestrator");
    ReplayRequest request;
    request.target = (kVectors / std::string(code->string_at("file"))).string() + ":" +
                     std::string(code->string_at("function"));
    request.passes = "all";
    const SnapshotPtr replayed = tests::value_or_fail(replay(snapshot, request, work_));
    std::string lines;
    for (std::uint32_t i = 0; i < replayed->trace->passes.size(); ++i) {
      lines += state_line(*replayed, model::PassIndex{i}) + "\n";
    }
    return lines;
  }

  base::Progress progress_;
  base::WorkContext work_{progress_, {}};
};

TEST_P(ConvertedVector, replays_to_the_same_states) {
  const auto text = tests::value_or_fail(base::read_file(kVectors / (GetParam() + ".json")));
  const auto vector = tests::value_or_fail(base::parse_json(text));
  const SnapshotPtr original = load_text(base::to_json(*vector.find("context")));
  const std::string expected = states(original, vector);
  EXPECT_EQ(states(converted(original, "worker"), vector), expected);
  const SnapshotPtr back = converted(converted(original, "protobuf-json"), "worker");
  EXPECT_EQ(states(back, vector), expected);
}

INSTANTIATE_TEST_SUITE_P(vectors, ConvertedVector, testing::ValuesIn(vectors()),
                         [](const auto& given) { return given.param; });

}  // namespace
}  // namespace core::session
