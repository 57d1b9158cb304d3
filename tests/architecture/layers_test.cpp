// Every #include of core/ and app/ against layers.txt, and the few libraries that only some
// folders may touch.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/architecture/source_tree.h"

namespace tests::architecture {
namespace {

using Layers = std::map<std::string, std::vector<std::string>>;

Layers read_layers() {
  Layers layers;
  std::ifstream in(top() / "tests/architecture/layers.txt");
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(':');
    if (line.empty() || line[0] == '#' || colon == std::string::npos) {
      continue;
    }
    auto& allowed = layers[line.substr(0, colon)];
    std::istringstream words(line.substr(colon + 1));
    for (std::string word; words >> word;) {
      allowed.push_back(word);
    }
  }
  return layers;
}

bool is_below(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder + "/");
}

std::string layer_of(const Layers& layers, const std::string& path) {
  for (const auto& [folder, allowed] : layers) {
    if (is_below(path, folder)) {
      return folder;
    }
  }
  return {};
}

/// The first three folders of a path below importers/ or rules/: siblings never meet.
std::string sibling_group(const std::string& path, const std::string& parent) {
  if (!path.starts_with(parent + "/")) {
    return {};
  }
  const auto rest = path.substr(parent.size() + 1);
  const auto slash = rest.find('/');
  return slash == std::string::npos ? std::string() : rest.substr(0, slash);
}

TEST(Layers, EveryIncludeFollowsAnAllowedArrow) {
  const Layers layers = read_layers();
  ASSERT_GT(layers.size(), 10u);
  std::size_t checked = 0;
  for (const auto& file : source_files({"core", "app"}, {".h", ".cpp"})) {
    const std::string layer = layer_of(layers, file.path);
    ASSERT_FALSE(layer.empty()) << file.path << " belongs to no folder of layers.txt";
    for (const auto& line : file.lines) {
      const std::string included = included_path(line);
      if (!is_below(included, "core") && !is_below(included, "app")) {
        continue;
      }
      ++checked;
      const auto& allowed = layers.at(layer);
      const bool fine =
          is_below(included, layer) ||
          std::any_of(allowed.begin(), allowed.end(),
                      [&](const std::string& folder) { return is_below(included, folder); });
      EXPECT_TRUE(fine) << file.path << " includes " << included << ", and layers.txt has no arrow "
                        << layer << " -> " << included;
    }
  }
  EXPECT_GT(checked, 100u);
}

TEST(Layers, FormatFoldersNeverIncludeASibling) {
  for (const auto& file : source_files({"core/importers"}, {".h", ".cpp"})) {
    const auto group = sibling_group(file.path, "core/importers");
    for (const auto& line : file.lines) {
      const auto other = sibling_group(included_path(line), "core/importers");
      const bool fine = group.empty() || other.empty() || other == group || other == "common";
      EXPECT_TRUE(fine) << file.path << " includes " << included_path(line);
    }
  }
}

struct Fence {
  const char* what;
  std::vector<std::string> headers;
  std::vector<std::string> folders;
};

TEST(Layers, LibrariesStayInTheirFolders) {
  const std::vector<Fence> fences{
      {"Dear ImGui", {"imgui"}, {"app/widgets", "app/panels", "app/shell"}},
      {"GLFW", {"GLFW/"}, {"app/shell"}},
      {"OpenGL", {"glad/"}, {"app/shell"}},
      {"threads", {"thread", "future", "condition_variable"}, {"app/jobs"}},
      {"child processes", {"sys/wait.h", "spawn.h", "sys/prctl.h"}, {"core/base/subprocess"}},
      {"CLI11", {"CLI/"}, {"app/cli", "app/main.cpp"}},
  };
  for (const auto& file : source_files({"core", "app"}, {".h", ".cpp"})) {
    for (const auto& line : file.lines) {
      const auto included = included_path(line);
      for (const auto& fence : fences) {
        const bool touches =
            std::any_of(fence.headers.begin(), fence.headers.end(), [&](const std::string& header) {
              return included == header || (header.size() > 4 && header.ends_with("/") &&
                                            included.starts_with(header)) ||
                     (header == "imgui" && included.starts_with("imgui"));
            });
        const bool inside =
            std::any_of(fence.folders.begin(), fence.folders.end(),
                        [&](const std::string& folder) { return file.path.starts_with(folder); });
        EXPECT_TRUE(!touches || inside) << file.path << " touches " << fence.what << " through "
                                        << included << ", which belongs elsewhere";
      }
    }
  }
}

TEST(Layers, HeavyHeadersStayOutOfHeaders) {
  const std::vector<std::string> heavy{"nlohmann/json.hpp", "simdjson.h", "gtest/gtest.h"};
  for (const auto& file : source_files({"core", "app"}, {".h"})) {
    for (const auto& line : file.lines) {
      EXPECT_EQ(std::count(heavy.begin(), heavy.end(), included_path(line)), 0)
          << file.path << ": " << line;
    }
  }
}

}  // namespace
}  // namespace tests::architecture
