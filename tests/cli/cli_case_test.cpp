// Every folder of tests/cases/cli is one command line: `cmd` is given to /bin/sh with `yieldscope`
// on its path and $CASE as the folder, in the source tree. Standard output, standard error and the
// exit code are compared whole; UPDATE_EXPECTED=1 rewrites them.
#include <gtest/gtest.h>
#include <re2/re2.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

namespace fs = std::filesystem;

const fs::path kCases = fs::path(YIELDSCOPE_SOURCE_DIR) / "tests" / "cases" / "cli";

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write(const fs::path& file, const std::string& text) {
  if (text.empty()) {
    fs::remove(file);
    return;
  }
  std::ofstream(file, std::ios::binary) << text;
}

/// Where the tree and the interpreter stand says nothing about the program.
std::string without_paths(std::string text) {
  for (const auto& [path, name] :
       {std::pair<std::string, std::string>(YIELDSCOPE_BINARY_DIR, "$BUILD"),
        {YIELDSCOPE_SOURCE_DIR, "$SOURCE"}}) {
    for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path, at)) {
      text.replace(at, path.size(), name);
    }
  }
  RE2::GlobalReplace(&text, "Python 3\\.[^ ]* at [^ ]+", "Python 3 at $PYTHON");
  RE2::GlobalReplace(&text, "[^ \"]+/python3? \\(from PATH\\)", "$PYTHON (from PATH)");
  return text;
}

struct Ran {
  std::string out, err;
  int code = -1;
};

Ran run(const std::string& name) {
  const fs::path scratch = fs::path(testing::TempDir()) / ("yieldscope_cli_" + name);
  fs::create_directories(scratch);
  const std::string folder = "tests/cases/cli/" + name;
  const std::string line =
      "cd '" YIELDSCOPE_SOURCE_DIR "' && PATH='" YIELDSCOPE_BINARY_DIR "/app':\"$PATH\" CASE='" +
      folder +
      "' COLUMNS=100 NO_COLOR=1 DISPLAY= WAYLAND_DISPLAY= PYTHONDONTWRITEBYTECODE=1 VIRTUAL_ENV= " +
      "SCRATCH='" + scratch.string() + "' /bin/sh '" + folder + "/cmd' >'" +
      (scratch / "out").string() + "' 2>'" + (scratch / "err").string() + "' </dev/null";
  const int status = std::system(line.c_str());
  Ran ran{without_paths(read(scratch / "out")), without_paths(read(scratch / "err")),
          WIFEXITED(status) ? WEXITSTATUS(status) : -1};
  fs::remove_all(scratch);
  return ran;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(kCases)) {
    if (fs::exists(entry.path() / "cmd")) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class CliCase : public testing::TestWithParam<std::string> {};

TEST_P(CliCase, BehavesAsExpected) {
  const fs::path folder = kCases / GetParam();
  const Ran ran = run(GetParam());
  if (::getenv("UPDATE_EXPECTED") != nullptr) {
    write(folder / "expected.out", ran.out);
    write(folder / "expected.err", ran.err);
    write(folder / "expected.code", std::to_string(ran.code) + "\n");
  }
  EXPECT_EQ(ran.out, read(folder / "expected.out"));
  EXPECT_EQ(ran.err, read(folder / "expected.err"));
  EXPECT_EQ(std::to_string(ran.code) + "\n", read(folder / "expected.code"));
}

INSTANTIATE_TEST_SUITE_P(Cases, CliCase, testing::ValuesIn(case_names()),
                         [](const auto& given) { return given.param; });

}  // namespace
