#include "core/importers/shape.h"

#include <gtest/gtest.h>

namespace core::importers {
namespace {

TEST(LookAt, tells_the_kinds_apart) {
  EXPECT_EQ(look_at("").kind, ShapeKind::empty);
  EXPECT_EQ(look_at(" \n\t").kind, ShapeKind::empty);
  EXPECT_EQ(look_at("\xEF\xBB\xBF{}").kind, ShapeKind::json_object);
  EXPECT_EQ(look_at("[]").kind, ShapeKind::json_array);
  EXPECT_EQ(look_at("{\"a\":1}\n{\"a\":2}\n").kind, ShapeKind::json_lines);
  EXPECT_EQ(look_at("\"text\"\n").kind, ShapeKind::json_string);
  EXPECT_EQ(look_at("\"a\",\"b\"\n1,2\n").kind, ShapeKind::csv);
  EXPECT_EQ(look_at("a;b;c\n1;2;3\n").separator, ';');
  EXPECT_EQ(look_at("one line of words\n").kind, ShapeKind::text);
  EXPECT_EQ(look_at("\x1F\x8B\x08").kind, ShapeKind::gzip);
  EXPECT_EQ(look_at(std::string_view("a\0b", 3)).kind, ShapeKind::binary);
}

TEST(LookAt, keeps_members_kinds_and_first_elements) {
  const Shape shape = look_at(
      R"({"s":"text","n":12,"t":true,"z":null,"o":{"x":1},"list":[{"a":1},7,{"b":"two"}],"e":[]})");
  EXPECT_TRUE(shape.top.has("s", '"'));
  EXPECT_EQ(shape.top.find("s")->text, "text");
  EXPECT_EQ(shape.top.find("n")->text, "12");
  EXPECT_TRUE(shape.top.has("o", '{'));
  EXPECT_EQ(shape.top.find("nothing"), nullptr);
  ASSERT_NE(shape.array("list"), nullptr);
  ASSERT_EQ(shape.array("list")->elements.size(), 2u);
  EXPECT_TRUE(shape.array("list")->elements[1].has("b", '"'));
  EXPECT_TRUE(shape.array("e")->elements.empty());
  EXPECT_EQ(shape.damage, "");
}

TEST(LookAt, says_where_json_breaks_but_not_where_the_look_ends) {
  EXPECT_EQ(look_at(R"({"a":1,"b" 2})").damage, "':' was expected at byte 11");
  EXPECT_EQ(look_at(R"([{"a":1},{"b")").damage, "':' was expected at byte 13");
  std::string text = "[";
  while (text.size() < (2u << 20)) text += R"({"a":"0123456789"},)";
  const Shape shape = look_at(text + "{}]");
  EXPECT_EQ(shape.damage, "");
  EXPECT_EQ(shape.array("")->elements.size(), 8u);
}

TEST(LookAt, keeps_a_bounded_number_of_members_and_arrays) {
  std::string text = "{";
  for (int i = 0; i < 5000; ++i) text += "\"k" + std::to_string(i) + "\":[],";
  const Shape shape = look_at(text + R"("last":1})");
  EXPECT_EQ(shape.arrays.size(), 256u);
  EXPECT_EQ(shape.top.members.size(), 256u);
  EXPECT_EQ(shape.damage, "");
}

}  // namespace
}  // namespace core::importers
