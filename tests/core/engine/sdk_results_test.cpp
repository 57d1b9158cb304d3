// Payloads of ../shared/histories with the answer of the real SDK beside them. They are not ours to
// commit: where the folder is not there the test says so and compares nothing.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/session/session.h"

namespace tests::engine {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kSource(YIELDSCOPE_SOURCE_DIR);
const fs::path kCases = kSource / "tests" / "cases" / "engine" / "sdk_results";
const fs::path kPayloads =
    kSource.parent_path() / "shared" / "histories" / "azure-durable-functions";
const std::string kAnswer = ".sdk-result.json";
const std::string kPython = "Azure-azure-functions-durable-python__";

json read(const fs::path& path) {
  std::ifstream file(path);
  return json::parse(file);
}

/// The state document of the last recorded pass.
json last_document(const fs::path& payload, const std::string& function) {
  core::base::Progress progress;
  const core::base::WorkContext work{progress, {}};
  auto document = core::session::open_document(payload, work);
  if (!document.ok()) throw std::runtime_error(core::base::to_text(document.error()));
  auto loaded = core::session::load(**document, 0, work);
  if (!loaded.ok()) throw std::runtime_error(core::base::to_text(loaded.error()));
  core::session::ReplayRequest request;
  request.target = (kCases / "orchestrators.py").string() + ":" + function;
  request.passes = "all";
  auto replayed = core::session::replay(*loaded, request, work);
  if (!replayed.ok()) throw std::runtime_error(core::base::to_text(replayed.error()));
  const std::size_t recorded = (*replayed)->history->episodes().size();
  const auto last = static_cast<std::uint32_t>(recorded - 1);
  return json::parse(core::session::state_line(**replayed, core::model::PassIndex{last}));
}

void expect_answer(json wanted, const json& got) {
  if (wanted.contains("outOfProcData")) wanted = wanted["outOfProcData"];
  if (wanted.contains("message")) {  // repr() of what the SDK raised: its label follows the error
    const std::string start =
        "Exception('" + got["error"].get<std::string>() + "\n\n$OutOfProcData$:";
    EXPECT_EQ(wanted["message"].get<std::string>().substr(0, start.size()), start);
    return;
  }
  for (const char* member :
       {"isDone", "actions", "output", "error", "customStatus", "schemaVersion"}) {
    EXPECT_EQ(got[member], wanted.value(member, json())) << member;
  }
}

TEST(SdkResults, AreOurAnswersToo) {
  if (!fs::is_directory(kPayloads)) {
    std::cerr << "There is no " << kPayloads.string()
              << ": the real SDK's answers there are not compared.\n";
    return;
  }
  const json functions = read(kCases / "index.json");
  std::size_t compared = 0;
  std::size_t of_javascript = 0;
  for (const auto& entry : fs::directory_iterator(kPayloads)) {
    std::string name = entry.path().filename().string();
    if (!name.ends_with(kAnswer)) continue;
    if (!name.starts_with(kPython)) {
      ++of_javascript;
      continue;
    }
    name = name.substr(kPython.size(), name.size() - kPython.size() - kAnswer.size());
    SCOPED_TRACE(name);
    ASSERT_TRUE(functions.contains(name)) << "no orchestrator in index.json fits this payload";
    expect_answer(read(entry.path()), last_document(kPayloads / (kPython + name + ".json"),
                                                    functions[name].get<std::string>()));
    ++compared;
  }
  std::cerr << compared << " answers of the Python SDK compared; " << of_javascript
            << " are of JavaScript code, which cannot be run yet.\n";
  EXPECT_EQ(compared, functions.size());
}

}  // namespace
}  // namespace tests::engine
