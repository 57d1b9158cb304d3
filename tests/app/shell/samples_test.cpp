#include "app/shell/samples.h"

#include <gtest/gtest.h>

#include <array>

namespace app::shell {
namespace {

TEST(Samples, AreThoseOfTheReadmeThatHaveAHistory) {
  const std::array folders{std::filesystem::path("/nowhere"),
                           std::filesystem::path(YIELDSCOPE_SOURCE_DIR) / "traces"};
  const auto samples = find_samples(folders);
  ASSERT_GE(samples.size(), 10u);
  EXPECT_EQ(samples[0].name, "Three cities");
  EXPECT_EQ(samples[0].description, "The function chaining tutorial: three calls in a row");
  for (const Sample& sample : samples) {
    EXPECT_TRUE(std::filesystem::is_regular_file(sample.path)) << sample.path;
    EXPECT_EQ(sample.description.find('`'), std::string::npos);
  }
}

TEST(Samples, AreNoneWithoutAReadme) {
  const std::array folders{std::filesystem::path("/nowhere")};
  EXPECT_TRUE(find_samples(folders).empty());
}

}  // namespace
}  // namespace app::shell
