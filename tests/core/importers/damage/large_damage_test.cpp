// Values of 10 MB and of 100,000 levels, one sample a format: memory and time stay in bounds, no
// stack is used for depth, and the value is shown or spoken of.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/importers/damage/one_of_each.h"
#include "tests/core/importers/damage/reading.h"

namespace core::importers {
namespace {

constexpr std::size_t kDeep = 100'000;
constexpr std::size_t kLong = 10u << 20;

std::string repeat(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

class LargeDamage : public testing::TestWithParam<SampleText> {
 protected:
  void SetUp() override { whole_ = read_all(sample().text, sample().file); }
  const SampleText& sample() const { return GetParam(); }

  /// The values of the row that has most of them.
  std::vector<SampleValue> values_of_one_row() const {
    std::vector<std::size_t> counts(sample().rows.size() + 1);
    for (const SampleValue& value : sample().values) {
      if (value.row != kNoRow) ++counts[value.row];
    }
    const auto richest =
        static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    std::vector<SampleValue> some;
    for (const SampleValue& value : sample().values) {
      if (value.row == richest) some.push_back(value);
    }
    return some;
  }

  void expect_view_or_error(const std::string& text, std::string_view seen,
                            const std::string& what) {
    const Reading reading = read_all(text, sample().file);
    if (reading.error) {
      EXPECT_EQ(missing_in(*reading.error), "") << what << base::to_text(*reading.error);
      EXPECT_LT(reading.error->message.size(), 10'000u) << what;
      return;
    }
    for (const model::Remark& remark : reading.remarks) {
      EXPECT_LT(remark.message.size(), 10'000u) << what;
      EXPECT_LT(remark.where.json_path.size(), 10'000u) << what;
    }
    if (reading.has_same_values(whole_) || reading.shows(seen)) return;
    EXPECT_FALSE(reading.remarks_beyond(whole_).empty()) << what;
  }

  Reading whole_;
};

TEST_P(LargeDamage, ten_megabytes_in_any_string_are_shown_or_said) {
  const std::string content(kLong, 'x');
  const std::string text = '"' + content + '"';
  for (const SampleValue& value : values_of_one_row()) {
    if (value.kind != '"') continue;
    expect_view_or_error(sample().with(value.part, text), content,
                         "in place of " + std::string(sample().view(value.part)));
  }
}

TEST_P(LargeDamage, a_name_of_a_member_may_be_ten_megabytes) {
  for (const SampleValue& value : values_of_one_row()) {
    if (value.member.size() == 0) continue;
    const std::string name = '"' + std::string(kLong, 'x') + "\":1,";
    std::string text = sample().text;
    const std::size_t at = text[value.member.begin] == '"' ? value.member.begin : value.part.begin;
    if (text[value.member.begin] != '"') continue;
    text.insert(at, name);
    expect_view_or_error(text, {}, "a long name");
    return;
  }
}

TEST_P(LargeDamage, nesting_costs_no_stack_anywhere) {
  const std::string lists = repeat("[", kDeep), objects = repeat("{\"a\":", kDeep);
  const std::string closed_lists = lists + repeat("]", kDeep);
  const std::string closed_objects = objects + "1" + repeat("}", kDeep);
  for (const SampleValue& value : values_of_one_row()) {
    const std::string what = "in place of " + std::string(sample().view(value.part));
    for (const std::string& deep : {closed_lists, closed_objects, lists, objects}) {
      expect_view_or_error(sample().with(value.part, deep), deep.substr(0, 1000), what);
    }
  }
  expect_view_or_error(lists + sample().text + repeat("]", kDeep), {}, "lists around");
  expect_view_or_error(objects + sample().text + repeat("}", kDeep), {}, "objects around");
  for (const std::string& deep : {closed_lists, closed_objects, lists, objects}) {
    expect_view_or_error(deep + sample().text, {}, "before");
    expect_view_or_error(sample().text + deep, {}, "behind");
  }
}

INSTANTIATE_TEST_SUITE_P(formats, LargeDamage, testing::ValuesIn(one_of_each_format()),
                         [](const auto& given) { return given.param.name; });

}  // namespace

}  // namespace core::importers
