#include "app/shell/preferences_file.h"

#include <gtest/gtest.h>

namespace app::shell {
namespace {

TEST(Preferences, ComeBackAsTheyWere) {
  state::AppState before;
  before.preferences.theme = state::Theme::light;
  before.preferences.scale = 1.25f;
  before.recent_files = {"/a/order \"1\".json", "/b.json"};
  const std::string json = preferences_json(before);
  EXPECT_EQ(json, R"({"theme":"light","scale":1.25,"recent":["/a/order \"1\".json","/b.json"]})"
                  "\n");

  state::AppState after;
  apply_preferences(json, after);
  EXPECT_EQ(after.preferences.theme, state::Theme::light);
  EXPECT_FLOAT_EQ(after.preferences.scale, 1.25f);
  EXPECT_EQ(after.recent_files, before.recent_files);
}

TEST(Preferences, DamagedOnesAreIgnored) {
  for (const char* json :
       {"", "[", "[1]", R"({"theme":7,"scale":"x","recent":{"a":1}})", R"({"recent":[1,""]})"}) {
    state::AppState state;
    apply_preferences(json, state);
    EXPECT_EQ(state.preferences.theme, state::Theme::dark) << json;
    EXPECT_FLOAT_EQ(state.preferences.scale, 1) << json;
    EXPECT_TRUE(state.recent_files.empty()) << json;
  }
}

TEST(Preferences, ALayoutComesBackAndOneThatNobodyChangedIsNotWritten) {
  state::AppState before;
  before.preferences.arrangement.shares.left = 0.25f;
  before.preferences.arrangement.moved = {{"panel.log", "region.left"}};
  const std::string json = preferences_json(before);
  EXPECT_EQ(json,
            R"({"theme":"dark","scale":1,"layout":{"left":0.25,"right":0.36,"right_split":0.48,)"
            R"("bottom":0.38,"bottom_split":0.54,"panels":{"panel.log":"region.left"}},)"
            R"("recent":[]})"
            "\n");
  state::AppState after;
  apply_preferences(json, after);
  EXPECT_EQ(after.preferences.arrangement, before.preferences.arrangement);
}

TEST(Preferences, ConsentsComeBackAndHalfOnesAreIgnored) {
  state::AppState before;
  const std::string hash(64, 'a');
  before.preferences.consents = {{"/p", "orchestrator.py", hash}};
  const std::string json = preferences_json(before);
  EXPECT_EQ(json, R"({"theme":"dark","scale":1,"recent":[],"consents":[{"folder":"/p",)"
                  R"("file":"orchestrator.py","sha256":")" +
                      hash + "\"}]}\n");
  state::AppState after;
  apply_preferences(json, after);
  EXPECT_EQ(after.preferences.consents, before.preferences.consents);

  state::AppState damaged;
  apply_preferences(R"({"consents":[{"folder":"/p","file":"a.py","sha256":"short"},7,{}]})",
                    damaged);
  EXPECT_TRUE(damaged.preferences.consents.empty());
}

TEST(Preferences, ScaleStaysInRange) {
  state::AppState state;
  apply_preferences(R"({"scale":1000})", state);
  EXPECT_LE(state.preferences.scale, state::kMaxScale);
}

}  // namespace
}  // namespace app::shell
