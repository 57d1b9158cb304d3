#include "app/widgets/theme.h"

#include <gtest/gtest.h>

#include "app/widgets/state_glyph.h"

namespace app::widgets {
namespace {

/// Thresholds of WCAG 2.1 that UX 4.3 sets: text 4.5:1, borders and signs 3:1.
constexpr double kText = 4.5;
constexpr double kShape = 3.0;

class Themes : public testing::TestWithParam<const Theme*> {
 protected:
  const Theme& theme() const { return *GetParam(); }
};

TEST_P(Themes, TextIsReadableOnEverySurface) {
  for (const ImU32 ground :
       {theme().window, theme().panel, theme().header, theme().raised, theme().hover}) {
    for (const ImU32 text :
         {theme().text, theme().text_muted, theme().text_faint, theme().focus_text}) {
      EXPECT_GE(contrast(text, ground), kText) << std::hex << text << " on " << ground;
    }
  }
}

TEST_P(Themes, FindingsAndCodeAreReadableOnAPanel) {
  for (const ImU32 text : {theme().finding_error, theme().finding_warning,
                           theme().finding_information, theme().code_keyword, theme().code_string,
                           theme().code_number, theme().code_comment, theme().code_name}) {
    EXPECT_GE(contrast(text, theme().panel), kText) << std::hex << text;
  }
}

TEST_P(Themes, CellTextIsReadableAndItsBorderStandsOut) {
  for (std::size_t i = 1; i < kCellLooks; ++i) {
    const auto look = static_cast<CellLook>(i);
    const Swatch& cell = theme().cell(look);
    EXPECT_GE(contrast(cell.text, cell.fill), kText) << state_name(look);
    EXPECT_GE(contrast(cell.text, theme().panel), kText) << state_name(look);
    EXPECT_GE(contrast(cell.border, theme().panel), kShape) << state_name(look);
  }
}

TEST_P(Themes, BadgesAreReadableAndFocusStandsOut) {
  for (const Swatch& tone : theme().tones) EXPECT_GE(contrast(tone.text, tone.fill), kText);
  EXPECT_GE(contrast(theme().primary.text, theme().primary.fill), kText);
  EXPECT_GE(contrast(theme().focus, theme().panel), kShape);
}

INSTANTIATE_TEST_SUITE_P(Both, Themes, testing::Values(&dark_theme(), &light_theme()),
                         [](const auto& parameter) { return std::string(parameter.param->name); });

TEST(ThemeNamed, AnythingButLightIsDark) {
  EXPECT_EQ(&theme_named("light"), &light_theme());
  EXPECT_EQ(&theme_named("dark"), &dark_theme());
  EXPECT_EQ(&theme_named(""), &dark_theme());
}

}  // namespace
}  // namespace app::widgets
