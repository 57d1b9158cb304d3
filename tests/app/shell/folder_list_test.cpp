#include "app/shell/folder_list.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace app::shell {
namespace {

namespace fs = std::filesystem;

class FolderListTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("yieldscope-folder-list-" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "orders");
    for (const char* name : {"order-1.json", "order-2.json", "other.txt", ".hidden"}) {
      std::ofstream(folder_ / name) << "x";
    }
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::vector<std::string> names(const std::string& typed) {
    list_.update((folder_ / typed).string());
    std::vector<std::string> result;
    for (const FolderEntry& entry : list_.entries()) result.push_back(entry.name);
    return result;
  }

  fs::path folder_;
  FolderList list_;
};

TEST_F(FolderListTest, FoldersComeFirstAndHiddenFilesNotAtAll) {
  EXPECT_EQ(names(""),
            (std::vector<std::string>{"orders/", "order-1.json", "order-2.json", "other.txt"}));
  EXPECT_EQ(names(".h"), std::vector<std::string>{".hidden"});
}

TEST_F(FolderListTest, CompletesTheCommonBeginning) {
  names("o");
  EXPECT_EQ(list_.completed(), (folder_ / "o").string());
  names("order-");
  EXPECT_EQ(list_.completed(), (folder_ / "order-").string());
  names("oth");
  EXPECT_EQ(list_.completed(), (folder_ / "other.txt").string());
}

TEST_F(FolderListTest, AFolderThatIsNotThereHasNoEntries) {
  EXPECT_TRUE(names("nowhere/x").empty());
  EXPECT_EQ(list_.completed(), (folder_ / "nowhere/x").string());
}

}  // namespace
}  // namespace app::shell
