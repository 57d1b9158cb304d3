#include "core/exporters/markup.h"

#include <gtest/gtest.h>

#include "core/exporters/uri.h"

namespace core::exporters {
namespace {

using namespace std::string_literals;

TEST(Markup, EscapesWhatMarkupMeansAndShowsWhatXmlForbids) {
  EXPECT_EQ(escape_markup("<a href=\"x\">'&'</a>"),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(escape_markup("]]>"), "]]&gt;");
  EXPECT_EQ(escape_markup("a\nb\tc"), "a\nb\tc");
  EXPECT_EQ(escape_markup("\0\x01\x1b[0m\r\x7f"s), "\\x00\\x01\\x1b[0m\\r\\x7f");
  EXPECT_EQ(escape_markup("\xE2\x80\xAE"), "\\u202e");
  EXPECT_EQ(escape_markup("\xFF\xED\xA0\x80"), "\\xff\\ud800");
  EXPECT_EQ(escape_markup("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBC\xA1"), "\\ufffe\\uffff\xEF\xBC\xA1");
  EXPECT_EQ(escape_markup("東京 é 😀"), "東京 é 😀");
}

TEST(Uri, EncodesEveryByteThatHasAMeaning) {
  EXPECT_EQ(uri_of("a/b.py"), "a/b.py");
  EXPECT_EQ(uri_of("my app/é#?%.py"), "my%20app/%C3%A9%23%3F%25.py");
  EXPECT_EQ(uri_of("c:/x"), "c%3A/x");
  EXPECT_EQ(uri_of("/srv/a b"), "file:///srv/a%20b");
  EXPECT_EQ(uri_of("//host/x"), "file:///host/x");
  EXPECT_EQ(uri_of("\xFF"), "%FF");
  EXPECT_EQ(uri_of(""), "");
}

}  // namespace
}  // namespace core::exporters
