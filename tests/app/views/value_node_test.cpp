#include "app/views/value_node.h"

#include <gtest/gtest.h>

namespace app::views {
namespace {

/// name:type=text*(children), * where it changed.
std::string drawn(const std::vector<ValueNode>& nodes) {
  std::string text;
  for (const ValueNode& node : nodes) {
    if (!text.empty()) text += ' ';
    text += node.name + ':' + node.type + '=' + node.text;
    if (node.has_changed) text += '*';
    if (node.is_cut) text += '~';
    if (!node.children.empty()) text += '(' + drawn(node.children) + ')';
  }
  return text;
}

TEST(ValueNode, LocalsAreATree) {
  EXPECT_EQ(drawn(parse_locals(
                R"([["i",{"type":"int","text":"2"}],
                    ["order",{"type":"dict","fields":[["id",{"type":"int","text":"42"}]]}],
                    ["rest",{"type":"list","items":[{"type":"str","text":"a"}],
                             "size":9,"cut":true}]])")),
            "i:int=2 order:dict={1}(id:int=42) rest:list=[9]~(0:str=\"a\")");
}

TEST(ValueNode, TextsOfTheUserStayData) {
  EXPECT_EQ(drawn(parse_locals(R"([["s",{"type":"str","text":"a\u001b[31mb"}]])")),
            "s:str=\"a\\x1b[31mb\"");
}

TEST(ValueNode, EmptyAndDeepValuesKeepTheirShape) {
  EXPECT_EQ(drawn(parse_locals(R"([["s",{"type":"str","text":"","size":0}],
      ["d",{"type":"dict","size":3,"cut":true}],["l",{"type":"list","size":0,"items":[]}]])")),
            "s:str=\"\" d:dict={3}~ l:list=[0]");
}

TEST(ValueNode, BrokenLocalsSaySoInsteadOfHiding) {
  const auto nodes = parse_locals("[[");
  ASSERT_EQ(nodes.size(), 1U);
  EXPECT_TRUE(nodes[0].text.starts_with("the captured locals cannot be read: "));
  EXPECT_EQ(parse_locals("7").front().text, "the captured locals cannot be read: not a list");
  EXPECT_TRUE(parse_locals("").empty());
}

TEST(ValueNode, ChangesAreMarkedUpToTheRoot) {
  auto now = parse_locals(R"([["i",{"type":"int","text":"2"}],["new",{"type":"int","text":"1"}],
      ["list",{"type":"list","items":[{"type":"int","text":"1"},{"type":"int","text":"3"}]}],
      ["same",{"type":"str","text":"x"}]])");
  mark_changes(now, parse_locals(R"([["i",{"type":"int","text":"1"}],
      ["list",{"type":"list","items":[{"type":"int","text":"1"},{"type":"int","text":"2"}]}],
      ["same",{"type":"str","text":"x"}]])"));
  EXPECT_EQ(drawn(now), "i:int=2* new:int=1* list:list=[2]*(0:int=1 1:int=3*) same:str=\"x\"");
}

TEST(ValueNode, Base64OfTextIsDecodedWithWhatWasRecordedBelowIt) {
  EXPECT_EQ(drawn({parse_value("x", R"("eyJpZCI6N30=")")}),
            R"(x:from base64={1}(id:=7 as recorded:base64="eyJpZCI6N30="))");
  EXPECT_EQ(drawn({parse_value("x", R"({"s":"IlRva3lvIg==","t":"test"})")}),
            R"(x:={2}(s:from base64="Tokyo"(as recorded:base64="IlRva3lvIg==") t:str="test"))");
  EXPECT_EQ(drawn({parse_value("x", "eyJpZCI6N30=")}),
            R"(x:from base64={1}(id:=7 as recorded:base64="eyJpZCI6N30="))");
  // The code sees the text of a local itself.
  EXPECT_EQ(drawn(parse_locals(R"([["s",{"type":"str","text":"eyJpZCI6N30="}]])")),
            R"(s:str="eyJpZCI6N30="(decoded:from base64={1}(id:=7)))");
}

TEST(ValueNode, PayloadsAreReadSoftly) {
  EXPECT_EQ(drawn({parse_value("x", R"({"a":[1,null]})")}), "x:={1}(a:=[2](0:=1 1:=null))");
  EXPECT_EQ(drawn({parse_value("x", "not json")}), "x:=not json");
  EXPECT_EQ(drawn({parse_value("x", "NaN")}), "x:=NaN");
  EXPECT_EQ(drawn({parse_value("x", "1180591620717411303424")}), "x:=1180591620717411303424");
}

TEST(ValueNode, PrettyLinesAreIndentedOrTheTextItself) {
  EXPECT_EQ(pretty_lines(R"({"a":1})"), (std::vector<std::string>{"{", "  \"a\": 1", "}"}));
  EXPECT_EQ(pretty_lines("one\ntwo"), (std::vector<std::string>{"one", "two"}));
}

}  // namespace
}  // namespace app::views
