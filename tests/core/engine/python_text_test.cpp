// How Python prints what json.loads makes of a JSON text.
#include "core/engine/python_text.h"

#include <gtest/gtest.h>

#include "core/base/json.h"

namespace tests::engine {
namespace {

std::string repr(std::string_view json) {
  return core::engine::python_repr(core::base::parse_json(json).value());
}

TEST(PythonText, WholeNumbersKeepTheirDigits) {
  EXPECT_EQ(repr("12345678901234567890123"), "12345678901234567890123");
  EXPECT_EQ(repr("-7"), "-7");
  EXPECT_EQ(repr("-0"), "0");
}

TEST(PythonText, FloatsAreWrittenInTheirShortestForm) {
  EXPECT_EQ(repr("1.0"), "1.0");
  EXPECT_EQ(repr("1E5"), "100000.0");
  EXPECT_EQ(repr("-0.0"), "-0.0");
  EXPECT_EQ(repr("0.1000"), "0.1");
  EXPECT_EQ(repr("1e16"), "1e+16");
  EXPECT_EQ(repr("0.00001"), "1e-05");
  EXPECT_EQ(repr("1e400"), "inf");
  EXPECT_EQ(repr("-Infinity"), "-inf");
  EXPECT_EQ(repr("NaN"), "nan");
}

TEST(PythonText, ARepeatedNameHasItsLastValueAtItsFirstPlace) {
  EXPECT_EQ(repr(R"({"a": 1, "b": null, "a": [true]})"), "{'a': [True], 'b': None}");
}

}  // namespace
}  // namespace tests::engine
